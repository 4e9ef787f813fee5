"""The environment of a function, read when it is needed and never at import."""

from __future__ import annotations

import os


class MissingSetting(RuntimeError):
    """The function was deployed without a setting that it needs.

    Not an OnestopError: the deployment is wrong, which no caller can fix; they learn that it was our fault.
    """


def setting(name: str, default: str | None = None) -> str:
    """Returns an environment variable of this function; raises MissingSetting if there is neither a value nor a
    default."""
    value = os.environ.get(name, default)
    if value is None:
        raise MissingSetting(f"The environment variable {name} is not set for this function. template.yaml sets it.")
    return value
