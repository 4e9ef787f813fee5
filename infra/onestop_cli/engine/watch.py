"""Watching the engine: whether it answers, whether it still lives, and what it said last."""

from __future__ import annotations

import contextlib
import signal
import time
import urllib.error
import urllib.request
from collections import deque
from pathlib import Path

from onestop_cli.engine.process import Engine
from onestop_cli.problems import CannotContinue

START_LIMIT = 30.0
LOG_LINES = 12


def wait_until_healthy(engine: Engine, limit: float = START_LIMIT) -> None:
    """Wait until the engine answers; says why when it ends or stays silent."""
    deadline = time.monotonic() + limit
    while time.monotonic() < deadline:
        require_alive(engine)
        with (
            contextlib.suppress(urllib.error.URLError, OSError),
            urllib.request.urlopen(f"{engine.endpoint}/_ministack/ready", timeout=2) as answer,  # noqa: S310
        ):
            if answer.status == 200:
                return
        time.sleep(0.03)
    raise CannotContinue(f"The embedded engine did not answer within {limit:.0f} seconds.", last_lines(engine.log))


def require_alive(engine: Engine) -> None:
    """Raise an error if the engine has ended."""
    code = engine.process.poll()
    if code is not None:
        raise CannotContinue(
            f"The embedded engine ended by itself ({describe_exit(code)}); `onestop up` goes on from its last "
            "checkpoint, a minute before that or less.",
            last_lines(engine.log),
        )


def describe_exit(code: int) -> str:
    """Say a process's end in words."""
    if code >= 0:
        return f"exit code {code}"
    return f"killed by {signal.Signals(-code).name}"


def last_lines(log: Path, count: int = LOG_LINES) -> tuple[str, ...]:
    """Give the end of the engine's log, where the reason of its end usually is."""
    try:
        with log.open(encoding="utf-8", errors="replace") as file:
            lines = tuple(line.rstrip() for line in deque(file, count))
    except OSError:
        lines = ()
    return (f"The last lines of {log}:", *lines) if lines else (f"{log} says nothing about it.",)
