"""`pytest --at 2026-12-24T23:00Z`: every test begins at that moment, and the clock runs on from there.

No test may depend on the moment at which it runs: at night, on Saturdays, as an office closes, on the last day of a
year. To check a test, run it at such a moment; a moment just before a limit (`2026-12-31T23:59:59.97Z`) makes
every test pass through it. Tests with processes of their own (end-to-end tests, the browser) keep the real time.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from importlib import import_module

import pytest

ABSENT = "--at sets the clock with the package time-machine, which is not installed here: pip install time-machine"


def pytest_addoption(parser: pytest.Parser) -> None:
    said = "the moment at which every test begins, as 2026-12-24T23:00Z; without a zone it is UTC"
    parser.addoption("--at", metavar="MOMENT", help=said)


def pytest_configure(config: pytest.Config) -> None:
    """Says what is wrong with a moment before anything is run."""
    if config.getoption("--at"):
        _travel(config)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    with _travel(item.config):
        return (yield)


def _travel(config: pytest.Config) -> AbstractContextManager[object]:
    stated = config.getoption("--at")
    if not stated:
        return nullcontext()
    try:
        moment = datetime.fromisoformat(stated)
    except ValueError:
        raise pytest.UsageError(f"--at {stated}: not a moment; write it as 2026-12-24T23:00Z") from None
    try:
        machine = import_module("time_machine")
    except ModuleNotFoundError:
        raise pytest.UsageError(ABSENT) from None
    at = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    travelling: AbstractContextManager[object] = machine.travel(at, tick=True)
    return travelling
