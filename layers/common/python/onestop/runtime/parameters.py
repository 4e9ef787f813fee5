"""Settings that the template passes to a function through Systems Manager, because an environment is limited to 4
KB."""

from __future__ import annotations

import time
from collections.abc import Callable

from onestop.runtime.clients import client
from onestop.runtime.settings import setting

FRESH_SECONDS = 300.0  # a deployment may change them while this process lives

_known: dict[str, tuple[float, str]] = {}


def read_parameter(name: str, clock: Callable[[], float] = time.monotonic) -> str:
    """Returns the parameter named by an environment variable, at most five minutes old."""
    parameter, now = setting(name), clock()
    if parameter in _known and now - _known[parameter][0] < FRESH_SECONDS:
        return _known[parameter][1]
    text: str = client("ssm").get_parameter(Name=parameter)["Parameter"]["Value"]
    _known[parameter] = (now, text)
    return text


def forget_parameters() -> None:
    """Clears the parameters cached in this process."""
    _known.clear()
