"""What the template tells a function by Systems Manager, because an environment has room for 4 KB only."""

from __future__ import annotations

import time
from collections.abc import Callable

from onestop.runtime.clients import client
from onestop.runtime.settings import setting

FRESH_SECONDS = 300.0  # a deployment may change what is told while this process lives

_known: dict[str, tuple[float, str]] = {}


def read_parameter(name: str, clock: Callable[[], float] = time.monotonic) -> str:
    """The parameter whose name stands in an environment variable, as it was at most five minutes ago."""
    parameter, now = setting(name), clock()
    if parameter in _known and now - _known[parameter][0] < FRESH_SECONDS:
        return _known[parameter][1]
    text: str = client("ssm").get_parameter(Name=parameter)["Parameter"]["Value"]
    _known[parameter] = (now, text)
    return text


def forget_parameters() -> None:
    """Forgets what this process knows of parameters."""
    _known.clear()
