"""The questions of a service are the smallest form: it takes and refuses what the check of questions does."""

from __future__ import annotations

from typing import Any, cast

from hypothesis import given
from hypothesis import strategies as st

from onestop.contracts.forms.check_answers import judge_answers
from onestop.domain.catalogue.plans import read_field
from onestop.domain.catalogue.results import KINDS, TEXT_LENGTH, read_filled
from onestop.domain.catalogue.service import GivenField, Service
from onestop.domain.errors import NotValid
from onestop.domain.forms.questions import form_of_questions
from tests.unit.forms.building import TODAY, words

COLOURS = [{"code": code, "name": words(code)} for code in ("red", "green")]
QUESTIONS = [
    cast("GivenField", {"code": f"{kind}-{needed}", "name": words(kind), "kind": kind, "required": needed == "must"}
    | ({"choices": COLOURS} if kind.startswith("choice") else {}))
    for kind in KINDS
    for needed in ("must", "may")
]  # fmt: skip
FORM = form_of_questions(
    cast("Service", {"code": "tree", "name": words("Tree"), "questions": QUESTIONS}), words("Questions")
)
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**53), 2**53),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from(["", "red", "blue", "2026-11-28", "2026-02-30", "2026-W48-1", "x" * TEXT_LENGTH, "x" * 2001]),
    st.lists(st.sampled_from(["red", "green", "blue"]), max_size=3),
    st.lists(st.just("red"), min_size=49, max_size=52),
)


@given(st.dictionaries(st.sampled_from([*(question["code"] for question in QUESTIONS), "unknown"]), VALUES))
def test_a_form_of_questions_finds_fault_with_the_same_answers(answers: dict[str, Any]) -> None:
    given = {code: value for code, value in answers.items() if code != "unknown" or value not in (None, "", [])}
    try:
        read_filled(given, [read_field(question) for question in QUESTIONS], "answers")
        wrong: set[str] = set()
    except NotValid as refusal:
        wrong = {fault.field.removeprefix("answers.") for fault in refusal.faults}
    _, mistakes = judge_answers(FORM, given, TODAY)
    assert {str(each.path[0]) for each in mistakes} == wrong
