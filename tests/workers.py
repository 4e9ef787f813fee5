"""Tests on several cores: pytest-xdist starts workers, which take whole files, one after the other.

Every worker has AWS in memory and, for end-to-end and browser tests, a running suite of its own. If there are few
workers, one takes the browser tests of the desk, another all others in the browser, and a third all tests that share a
suite: making a suite, with the cities in it, takes as long as many a file of tests. `make test`, `make quick` and
`make unit` spread the tests so; a path or `-n 0` runs them in one process.
"""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from xdist.scheduler import LoadFileScheduling

KINDS = ("unit", "functional", "contract", "e2e", "browser")  # what is quick comes first
ON_SUITES = ("e2e", "browser")
OF_THEIR_OWN = (
    "faults",
    "open311_import",
    "permits",
    "readme",
    "resuming",
    "up",
)  # files that start a suite themselves
FEW = 3  # workers, as there are on two cores
LIVED: Counter[str] = Counter()  # the schedules that were lived through in this process, by kind


def order(config: pytest.Config) -> tuple[str, ...]:
    """Returns the kinds of tests in the order in which they run. With several workers the longest come first, so that
    no core is left with a long one at the end."""
    return KINDS[::-1] if hasattr(config, "workerinput") else KINDS


def hands_out(config: pytest.Config) -> bool:
    """Returns whether this process runs no tests, but has workers do it."""
    spread = config.getoption("dist", "no") != "no" and not config.getoption("collectonly")
    return spread and not hasattr(config, "workerinput")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """Returns the number of workers: one for each core, and one more if suites are run, because end-to-end tests wait
    half of their time: for queues, for a page, for something that must not happen. A number on the command line
    wins."""
    if os.environ.get("PYTEST_XDIST_AUTO_NUM_WORKERS"):
        return None
    quick = all(any(f"tests/{kind}" in path for kind in KINDS if kind not in ON_SUITES) for path in config.args)
    return len(os.sched_getaffinity(0)) + (not quick)


class BySuite(LoadFileScheduling):
    """Hands out whole files; where there are few workers, all files that share a running suite as if they were one."""

    def _split_scope(self, nodeid: str) -> str:
        file = str(super()._split_scope(nodeid))
        kind, name = file.split("/")[1], Path(file).stem.removeprefix("test_")
        if kind not in ON_SUITES or name in OF_THEIR_OWN or self.numnodes > FEW:
            return file
        return "desk" if kind == "browser" and name.startswith("desk_") else kind


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> BySuite | None:
    """Chooses how the tests are handed out, if whole files are asked for."""
    return BySuite(config, log) if config.getvalue("dist") == "loadfile" else None


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A worker says what it has counted."""
    if hasattr(session.config, "workerinput"):
        session.config.workeroutput["lived"] = dict(LIVED)  # type: ignore[attr-defined]


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Adds the counts of a worker to the rest; one that crashed has none."""
    LIVED.update(getattr(node, "workeroutput", {}).get("lived", {}))


def lived_through() -> str:
    """Returns what is said at the end about the schedules that were lived through, if any were."""
    kinds = ", ".join(f"{kind} {lived}" for kind, lived in LIVED.items())
    return f"{LIVED.total()} schedules were lived through: {kinds}" if LIVED else ""
