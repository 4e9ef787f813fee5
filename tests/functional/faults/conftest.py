"""Each test of this folder makes thousands of calls, most of whose time moto would spend on copying its tables."""

from __future__ import annotations

import pytest

from tests.functional.quick_tables import quicken


@pytest.fixture(autouse=True)
def quick_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    quicken(monkeypatch)
