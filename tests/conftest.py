"""In which order tests run, how they are spread over workers, and at which moment. What they are given: fixtures.py."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from onestop_cli.words.build import compile_words
from tests import at
from tests.at import pytest_addoption, pytest_runtest_protocol
from tests.pace import Pace
from tests.workers import (
    hands_out,
    lived_through,
    order,
    pytest_sessionfinish,
    pytest_testnodedown,
    pytest_xdist_auto_num_workers,
    pytest_xdist_make_scheduler,
)

__all__ = [  # hooks of ours
    "pytest_addoption",
    "pytest_runtest_protocol",
    "pytest_sessionfinish",
    "pytest_testnodedown",
    "pytest_xdist_auto_num_workers",
    "pytest_xdist_make_scheduler",
]

ROOT = Path(__file__).parent.parent
COLLECTING = (20_000, 20, 20)  # Python's own numbers are for small programs

PACE = Pace()

compile_words(ROOT)
gc.disable()  # until all tests are collected, nothing that is loaded is left behind


def pytest_configure(config: pytest.Config) -> None:
    at.pytest_configure(config)
    if hands_out(config):
        PACE.start()
    else:
        config.pluginmanager.import_plugin("tests.fixtures")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    kinds = order(config)
    items.sort(key=lambda item: kinds.index(item.path.relative_to(ROOT / "tests").parts[0]))


def pytest_collection_finish() -> None:
    """Objects loaded to collect the tests stay for good: Python's garbage collector need not search them again and
    again, which takes a tenth of the time. What a test leaves behind is collected as before, a little later."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECTING)
    gc.enable()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for line in filter(None, (lived_through(), PACE.tell())):
        terminalreporter.write_line(line)


def pytest_unconfigure() -> None:
    """At the end of a process nothing is searched for that could be freed: all of it is."""
    gc.freeze()
