"""Tests on several cores: pytest-xdist starts a worker for each, which takes whole files, one after the other.

Every worker has AWS in memory and, for end-to-end and browser tests, a running suite of its own. `make test` and
`make unit` spread the tests so; a path or `-n 0` runs them in one process.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

KINDS = ("unit", "functional", "contract", "e2e", "browser")  # what is quick comes first
LIVED: Counter[str] = Counter()  # the schedules that were lived through in this process, by kind


def order(config: pytest.Config) -> tuple[str, ...]:
    """The kinds of tests as they are run. Where several workers share them the longest come first, so that no core is
    left with a long one at the end."""
    return KINDS[::-1] if hasattr(config, "workerinput") else KINDS


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A worker says what it has counted."""
    if hasattr(session.config, "workerinput"):
        session.config.workeroutput["lived"] = dict(LIVED)  # type: ignore[attr-defined]


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """What a worker has counted is added to the rest; one that crashed has counted nothing."""
    LIVED.update(getattr(node, "workeroutput", {}).get("lived", {}))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if LIVED:
        kinds = ", ".join(f"{kind} {lived}" for kind, lived in LIVED.items())
        terminalreporter.write_line(f"{LIVED.total()} schedules were lived through: {kinds}")
