"""One group of a city compared with all others, in one respect."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

LESS_IS_WORSE = frozenset({"promise kept", "answered the survey", "satisfied", "reached by letters"})
RATE = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupComparison:
    """One group of one dimension in one respect. `effect` is a pace or an odds ratio, 1 where it is like the others;
    `points` is the difference in points of a hundred, of shares only; `chance` counts all comparisons together."""

    dimension: str
    group: str
    respect: str
    kind: str
    cases: int
    effect: float
    low: float
    high: float
    p: float
    careful: float
    points: float | None = None
    chance: float = 1.0

    @property
    def worse(self) -> bool:
        """Returns whether the difference is to the disadvantage of the group."""
        less = self.effect < 1
        return less if self.kind == "pace" or self.respect in LESS_IS_WORSE else not less

    def bounds(self) -> dict[str, float | None]:
        """Returns the effect and its interval for programs: None has no bound, as JSON knows no infinity."""
        ends = {"effect": self.effect, "low": self.low, "high": self.high}
        return {name: value if isfinite(value) else None for name, value in ends.items()}

    def found(self, rate: float = RATE) -> bool:
        return self.chance <= rate
