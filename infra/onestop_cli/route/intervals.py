"""How sure a counted share is: Wilson's interval, which is valid for small counts too."""

from __future__ import annotations

from math import sqrt

Z = 1.96  # 95 %


def wilson(count: int, of: int) -> tuple[float, float]:
    """Returns the 95 % interval of a share."""
    if of == 0:
        return 0.0, 1.0
    share = count / of
    middle = share + Z * Z / (2 * of)
    width = Z * sqrt(share * (1 - share) / of + Z * Z / (4 * of * of))
    under = 1 + Z * Z / of
    return max(0.0, (middle - width) / under), min(1.0, (middle + width) / under)


def say_share(count: int, of: int) -> str:
    """A share with its interval: `86.0 % (82.1 to 89.2)`."""
    low, high = wilson(count, of)
    return f"{100 * count / of if of else 0:.1f} % ({100 * low:.1f} to {100 * high:.1f})"
