"""The town that the tests of one session share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from onestop_cli.ready import RunningSuite
from tests.e2e.town import Town


@pytest.fixture
def town(suite: RunningSuite, suite_clients: Callable[[str], Any]) -> Iterator[Town]:
    with Town(suite, suite_clients) as made:
        yield made
