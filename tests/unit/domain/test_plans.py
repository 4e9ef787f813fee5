"""Plans as data: read from the catalogue as they stand there, and opened only where their conditions hold."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onestop.domain.catalogue.plans import DoneBy, PlannedTask, ResultField, applies, as_fact, read_field, read_plan

VALUES = st.sampled_from(["yes", "no", "old-town", "urgent"])
NAMES = st.sampled_from(["answer.land", "district", "priority"])
FACTS = st.dictionaries(NAMES, st.lists(VALUES, max_size=3).map(tuple))
CONDITIONS = st.dictionaries(NAMES, st.lists(VALUES, min_size=1, max_size=3).map(tuple))


def a_task(**fields: Any) -> PlannedTask:
    return PlannedTask(code="look", agency="parks", **fields)


def test_a_task_of_few_words_is_one_that_an_agency_must_do_once() -> None:
    (stage,) = read_plan([{"code": "look", "tasks": [{"code": "look", "agency": "parks", "due_hours": 8}]}])
    assert stage.needs is None
    assert stage.tasks == (a_task(due_hours=8),)


def test_a_task_of_many_words_keeps_them_all() -> None:
    given_task = {
        "code": "look",
        "agency": "parks",
        "due_days": 3,
        "done_by": "service",
        "service": "sewer",
        "when": {"answer.floor": [2]},
        "unless": {"district": ["hill"]},
        "optional": True,
        "repeatable": True,
        "sees": [],
        "results": [{"code": "cut", "kind": "choice", "required": True, "choices": [{"code": "a"}, {"code": "b"}]}],
    }
    (stage,) = read_plan([{"code": "look", "tasks": [given_task]}])
    assert stage.tasks == (
        a_task(
            due_days=3,
            done_by=DoneBy.SERVICE,
            service="sewer",
            when={"answer.floor": ("2",)},
            unless={"district": ("hill",)},
            optional=True,
            repeatable=True,
            sees=(),
            results=(ResultField(code="cut", kind="choice", required=True, choices=("a", "b")),),
        ),
    )


@pytest.mark.parametrize(
    ("complete", "needs"), [({}, None), ({"complete": "all"}, None), ({"complete": "any"}, 1), ({"complete": 2}, 2)]
)
def test_a_stage_needs_all_any_or_so_many_of_its_tasks(complete: dict[str, Any], needs: int | None) -> None:
    (stage,) = read_plan([{"code": "look", "tasks": [], **complete}])
    assert stage.needs == needs


def test_a_rule_puts_another_agency_in_the_place_of_the_one_in_the_plan() -> None:
    tasks = [{"code": code, "agency": "parks", "due_hours": 8} for code in ("look", "cut")]
    (stage,) = read_plan([{"code": "look", "tasks": tasks}], {"cut": "streets"})
    assert [task.agency for task in stage.tasks] == ["parks", "streets"]


def test_a_question_of_few_words_is_optional_text() -> None:
    assert read_field({"code": "owner"}) == ResultField(code="owner", kind="text", required=False, choices=())


@given(FACTS)
def test_a_task_without_conditions_is_for_every_case(facts: dict[str, tuple[str, ...]]) -> None:
    assert applies(a_task(), facts)


@given(CONDITIONS, FACTS)
def test_an_exception_is_the_opposite_of_a_condition_on_one_fact(
    conditions: dict[str, tuple[str, ...]], facts: dict[str, tuple[str, ...]]
) -> None:
    for fact, values in conditions.items():
        assert applies(a_task(when={fact: values}), facts) != applies(a_task(unless={fact: values}), facts)


@given(CONDITIONS, FACTS)
def test_all_conditions_must_hold_and_no_exception_may(
    conditions: dict[str, tuple[str, ...]], facts: dict[str, tuple[str, ...]]
) -> None:
    holding = [bool(set(values) & set(facts.get(fact, ()))) for fact, values in conditions.items()]
    assert applies(a_task(when=conditions), facts) == all(holding)
    assert applies(a_task(unless=conditions), facts) == (not any(holding))


@pytest.mark.parametrize(
    ("value", "fact"),
    [(True, ("yes",)), (False, ("no",)), (None, ()), (["a", "b"], ("a", "b")), ([], ()), (3, ("3",)), ("x", ("x",))],
)
def test_an_answer_or_a_result_becomes_a_fact(value: Any, fact: tuple[str, ...]) -> None:
    assert as_fact(value) == fact
