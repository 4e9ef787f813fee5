"""The desk's tests state the time: sessions begin and end by it."""

from __future__ import annotations

import pytest

from tests.aws_in_memory import Aws


@pytest.fixture(autouse=True)
def stated(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLOCK", "stated")
