"""What was typed into a form is read by the kind of its field, and what is wrong is said where it was typed."""

from __future__ import annotations

from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onestop.domain.catalogue.results import KINDS
from onestop.domain.errors import Fault, NotValid
from onestop.runtime.pages.frame import Visit
from onestop.runtime.pages.posted_forms import READERS, FormField, faults_of, once_key, read_values, say_wrong

TEXTS = {"missing_day": "Give a day.", "wrong_day": "Not a day.", "missing_words": "Write.", "wrong_words": "Shorten."}
DAY = FormField(name="day", faults=("results.day", "day"), words="day", code="day")
WORDS = FormField(name="words", faults=("results.words",), words="words", code="words")
ALL_KINDS = sorted({*KINDS, *READERS})
VISIT = Visit(cast("Any", None), "en", None)


def a_field(kind: str, *choices: str) -> FormField:
    return FormField(name="field-x", faults=("results.x",), words=kind, code="x", kind=kind, choices=choices)


@pytest.mark.parametrize(
    ("kind", "typed", "read"),
    [
        ("text", {"field-x": "Hello"}, "Hello"),
        ("date", {"field-x": "2026-11-23"}, "2026-11-23"),
        ("number", {"field-x": "12"}, 12),
        ("number", {"field-x": "12,5"}, 12.5),
        ("number", {"field-x": "a dozen"}, "a dozen"),
        ("number", {"field-x": "1.000.000"}, 1_000_000),
        ("number", {"field-x": "12.000,50"}, 12000.5),
        *(("number", {"field-x": unclear}, unclear) for unclear in ("12.000", "1,000")),
        *(("number", {"field-x": endless}, endless) for endless in ("nan", "inf", "1e999")),
        ("number", {"field-x": "9" * 400}, int("9" * 400)),
        ("scale", {"field-x": "5"}, 5),
        ("scale", {"field-x": "6"}, "6"),
        ("yesno", {"field-x": "no"}, False),
        ("yesno", {"field-x": "perhaps"}, "perhaps"),
        ("choices", {"field-x.a": "on", "field-x.c": "on", "field-x.z": "on"}, ["a", "c"]),
    ],
)
def test_a_value_is_read_by_its_kind_and_stays_as_typed_where_it_cannot_be(
    kind: str, typed: dict[str, str], read: Any
) -> None:
    assert read_values(typed, [a_field(kind, "a", "b", "c")]) == {"x": read}


@pytest.mark.parametrize("kind", ALL_KINDS)
def test_what_was_left_empty_is_not_there(kind: str) -> None:
    assert read_values({}, [a_field(kind)]) == read_values({"field-x": ""}, [a_field(kind)]) == {}


@given(
    st.sampled_from(sorted({*KINDS, *READERS})), st.dictionaries(st.sampled_from(["field-x", "field-x.a"]), st.text())
)
def test_nothing_that_is_typed_breaks_the_reading(kind: str, form: dict[str, str]) -> None:
    assert set(read_values(form, [a_field(kind, "a")])) <= {"x"}


def test_each_field_is_complained_of_once_in_the_order_of_the_form() -> None:
    faults = [Fault("results.words", "x", "y"), Fault("results.day", "x", "y"), Fault("day", "x", "y")]
    assert say_wrong(faults, (DAY, WORDS), {"words": "long"}, TEXTS, VISIT) == [
        ("day", "Give a day."),
        ("words", "Shorten."),
    ]


def test_what_belongs_to_no_field_is_said_where_the_page_wants_it() -> None:
    faults = [Fault("body", "x", "y")]
    assert say_wrong(faults, (DAY, WORDS), {}, TEXTS, VISIT) == []
    assert say_wrong(faults, (DAY, WORDS), {}, TEXTS, VISIT, otherwise="words") == [("words", "Write.")]


def test_the_faults_of_a_check_can_be_said_with_those_of_others() -> None:
    def refuse() -> None:
        raise NotValid(Fault("day", "x", "y"), Fault("words", "x", "y"))

    assert [fault.field for fault in faults_of(refuse)] == ["day", "words"]
    assert faults_of(len, "") == ()


def test_a_form_counts_once_by_the_key_that_it_carries() -> None:
    assert once_key({"key": "k" * 100}) == "form:" + "k" * 64
    assert once_key({}) is None
