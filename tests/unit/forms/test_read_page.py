"""Answers as they are typed, read by the kind of their field."""

from __future__ import annotations

import pytest

from onestop.domain.forms.form import Field
from onestop.domain.forms.read_page import read_data

NOTES = Field(path=("notes",), kind="data", label={"en": "Notes"})


@pytest.mark.parametrize("typed", ["[" * 100_000, "NaN", "-Infinity", "1e999", '{"a": 1e999}', "{"])
def test_what_cannot_be_kept_as_json_stays_as_it_was_typed(typed: str) -> None:
    assert read_data(typed, NOTES) == typed


def test_what_can_is_read() -> None:
    assert read_data('{"__proto__": [1, 2.5, null]}', NOTES) == {"__proto__": [1, 2.5, None]}
