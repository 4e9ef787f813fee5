"""What was filled in is checked field by field, and every fault is named."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onestop.domain.catalogue.plans import ResultField, as_fact
from onestop.domain.catalogue.results import KINDS, TEXT_LENGTH, read_filled
from onestop.domain.errors import NotValid

COLOURS = ("red", "green")


def field(kind: str, *, required: bool = False) -> ResultField:
    return ResultField(code="it", kind=kind, required=required, choices=COLOURS)


def taken(kind: str, value: Any) -> bool:
    try:
        return read_filled({"it": value}, [field(kind)], "results") == {"it": value}
    except NotValid:
        return False


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("text", "x" * TEXT_LENGTH),
        ("number", 0),
        ("number", -1.5),
        ("yesno", False),
        ("date", "2028-02-29"),
        ("choice", "red"),
        ("choices", ["green", "red"]),
    ],
)
def test_a_fitting_value_is_taken_as_it_is(kind: str, value: Any) -> None:
    assert taken(kind, value)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("text", "x" * (TEXT_LENGTH + 1)),
        ("text", 7),
        ("number", True),
        ("number", "7"),
        ("number", float("nan")),
        ("number", 1e300),
        ("yesno", "yes"),
        ("yesno", 1),
        ("date", "2026-02-29"),
        ("date", "2026-W48-1"),
        ("date", "20261123"),
        ("date", 20261123),
        ("choice", "blue"),
        ("choice", ["red"]),
        ("choices", "red"),
        ("choices", ["red", "blue"]),
        ("choices", [["red"]]),
        ("choices", ["red"] * 51),
    ],
)
def test_no_other_value_is_taken(kind: str, value: Any) -> None:
    assert not taken(kind, value)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("empty", [None, "", []])
def test_what_was_left_empty_is_missing_where_it_is_required(kind: str, empty: Any) -> None:
    assert read_filled({"it": empty}, [field(kind)], "results") == {}
    with pytest.raises(NotValid) as refused:
        read_filled({"it": empty}, [field(kind, required=True)], "answers")
    assert [(fault.field, fault.message) for fault in refused.value.faults] == [("answers.it", "this field is missing")]
    assert read_filled({}, [field(kind, required=True)], "answers", whole=False) == {}


def test_every_fault_is_named_and_what_would_be_right() -> None:
    with pytest.raises(NotValid) as refused:
        read_filled(
            {"it": "blue", "size": 3, "depth": 4}, [field("choice"), ResultField(code="n", required=True)], "results"
        )
    faults = {fault.field: fault.expected for fault in refused.value.faults}
    assert list(faults) == ["results.size", "results.depth", "results.it", "results.n"]
    assert faults["results.it"] == "one of: red, green"


@given(st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.lists(st.text()), st.dictionaries(
    st.text(), st.integers())), st.sampled_from(list(KINDS)))  # fmt: skip
def test_whatever_is_sent_is_taken_or_refused_in_words(value: Any, kind: str) -> None:
    try:
        kept = read_filled({"it": value}, [field(kind, required=True)], "results")
    except NotValid as refused:
        said = [(fault.field, bool(fault.expected)) for fault in refused.faults]
    else:
        said = [("results.it", isinstance(text, str)) for text in as_fact(kept["it"])]
    assert set(said) == {("results.it", True)}
