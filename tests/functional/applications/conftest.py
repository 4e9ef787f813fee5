"""Calls of applications to intake go to the real intake."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.aws_in_memory import Aws
from tests.functional.applications.sent import FUNCTION, intake_answers


@pytest.fixture(autouse=True)
def errands(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The names of the errands that were asked for."""
    monkeypatch.setenv("INTAKE_FUNCTION", FUNCTION)
    with intake_answers() as asked:
        yield asked
