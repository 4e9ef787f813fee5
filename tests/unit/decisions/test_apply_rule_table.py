"""What a rule table says: always something, and a person decides where no rule does."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onestop.domain.decisions.apply_rule_table import apply_table, facts_for
from onestop.domain.decisions.outcome import Outcome
from onestop.domain.decisions.rule_table import RuleTable, read_table
from onestop_cli.project import find_project
from onestop_cli.release.files import read_document

SHIPPED = sorted((find_project().sample_jurisdiction / "decisions").glob("*.yaml"))
REASON = {"en": "Because."}


def a_table(*rows: tuple[str, Any, str], hit: str = "first", **fields: Any) -> RuleTable:
    written = [{"code": code, "when": when, "outcome": outcome, "reason": REASON} for code, when, outcome in rows]
    return read_table({"code": "t", "hit": hit, "rows": written, **fields})


def facts(**answers: Any) -> dict[str, Any]:
    return facts_for(answers, {}, "2026-11-28", "2026-11-28")


def shipped(path: Any) -> RuleTable:
    return read_table(read_document(path, path.name)[0])


def test_the_first_row_that_holds_counts() -> None:
    table = a_table(("many", {">": [{"var": "n"}, 5]}, "refuse"), ("any", None, "grant"))
    assert apply_table(table, facts(n=6)).codes == ("many",)
    assert apply_table(table, facts(n=5)).codes == ("any",)


def test_of_all_rows_that_hold_one_for_a_person_weighs_most_then_one_that_refuses() -> None:
    rows = (
        ("fine", None, "grant"),
        ("a", {"var": "a"}, "refuse"),
        ("b", {"var": "b"}, "refuse"),
        ("p", {"var": "p"}, "person"),
    )
    table = a_table(*rows, hit="collect")
    assert apply_table(table, facts()).codes == ("fine",)
    assert apply_table(table, facts(a=True, b=True)).codes == ("a", "b")
    verdict = apply_table(table, facts(a=True, p=True))
    assert (verdict.outcome, verdict.codes) == (Outcome.PERSON, ("fine", "a", "p"))  # a person sees all of it


def test_where_no_row_holds_a_person_decides() -> None:
    verdict = apply_table(a_table(("only", {"var": "a"}, "grant")), facts())
    assert (verdict.outcome, verdict.rows) == (Outcome.PERSON, ())


@pytest.mark.parametrize(
    ("fee", "said"),
    [(52.5, "52.50"), ({"*": [{"var": "n"}, 0.1]}, "0.30"), ({"var": "gone"}, "0.00"), (-4, "0.00"), (None, "0.00")],
)
def test_a_fee_has_two_decimals_and_what_cannot_be_worked_out_is_nothing(fee: Any, said: str) -> None:
    assert apply_table(a_table(("a", None, "grant"), fee=fee), facts(n=3)).fee == said


ANSWERS = st.dictionaries(
    st.sampled_from(
        [
            "kind",
            "date",
            "guests",
            "neighbours-told",
            "music",
            "alcohol",
            "drone",
            "structures",
            "stage-height",
            "fee",
            "does",
            "works",
            "food-kind",
        ]
    ),
    st.none()
    | st.booleans()
    | st.integers(-5, 60_000)
    | st.sampled_from(["block-party", "market", "office", "care", "raw", "served", "2027-06-05", "2026-12-01", ""])
    | st.lists(st.sampled_from(["ride", "stage"]) | st.dictionaries(st.just("structural"), st.booleans()), max_size=3),
)
RESULTS = st.dictionaries(
    st.sampled_from(["find-company", "traffic-plan"]),
    st.fixed_dictionaries({"standing": st.sampled_from(["active", "unknown", "struck-off"])}),
)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
@given(answers=ANSWERS, results=RESULTS)
def test_whatever_is_answered_something_follows_and_a_machine_never_decides_without_a_reason(
    path: Any, answers: dict[str, Any], results: dict[str, Any]
) -> None:
    verdict = apply_table(shipped(path), facts_for(answers, results, "2026-11-28", "2026-11-28"))
    assert verdict.outcome is Outcome.PERSON or verdict.rows
    assert all(row.reason.keys() == {"en", "zh-Hans", "es"} for row in verdict.rows)
    assert apply_table(shipped(path), facts_for(answers, results, "2026-11-28", "2026-11-28")) == verdict
