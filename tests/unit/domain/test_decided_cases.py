"""A decision is made by the rules at once, or by people: one, or two who say the same. People may decide otherwise."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from onestop.domain.cases.case import CaseFile
from onestop.domain.cases.request import Request
from onestop.domain.cases.tasks.stages import facts_of
from onestop.domain.catalogue.plans import Does, ResultField
from onestop.domain.decisions.appeals import check_decider, deciders
from onestop.domain.decisions.application_decision import decide_as_person, rule_speaks
from onestop.domain.decisions.kept_decision import RuleSaid
from onestop.domain.decisions.outcome import Outcome
from onestop.domain.errors import NotAllowed, NotPossible, NotValid
from tests.builders import NOW, a_plan, a_planned_task, a_routed_file, an_act, decision_of, once_kept

ANA, LI = "staff:ana", "staff:li"
RESULTS = (
    ResultField(code="outcome", kind="choice", required=True, choices=("grant", "refuse")),
    ResultField(code="reason"),
)


def a_deciding_file() -> CaseFile:
    return a_routed_file(a_plan([a_planned_task(code="decide", does=Does.DECIDE, table="t", results=RESULTS)]))


def said(outcome: str, *rows: str, **fields: Any) -> RuleSaid:
    usual: dict[str, Any] = {"fee": "0.00", "four_eyes": False, "today": "2026-11-23", "received": "2026-11-23"}
    more = usual | fields
    return RuleSaid(table="t", version="v", release="r", outcome=Outcome(outcome), rows=rows, at=NOW, **more)


def proposed(*, outcome: str = "person", **fields: Any) -> CaseFile:
    file = a_deciding_file()
    return once_kept(file, rule_speaks(file, an_act(), "01", said(outcome, "row", **fields)))


def decide(file: CaseFile, by: str, outcome: str, *, reason: str = "", note: str = "") -> CaseFile:
    results = {"outcome": outcome} | ({"reason": reason} if reason else {})
    return once_kept(file, decide_as_person(file, an_act(by=by), "01", results, note))


def test_what_the_rules_decide_ends_the_task_with_its_reasons_in_one_change() -> None:
    file = a_deciding_file()
    change = rule_speaks(file, an_act(), "01", said("grant", "small", fee="52.50"))
    assert change is not None
    assert [event.type for event in change.events] == ["decision.made", "task.completed"]
    after = once_kept(file, change)
    decision = decision_of(after)
    assert decision is not None
    assert (decision.outcome, decision.rows, decision.by) == (Outcome.GRANT, ("small",), ("system",))
    facts = facts_of(after)
    assert (facts["result.decide.outcome"], facts["result.decide.fee-due"]) == (("grant",), ("yes",))
    assert rule_speaks(after, an_act(), "01", said("refuse")) is None  # asked again it says nothing more


def test_what_is_for_a_person_stays_with_its_agency_until_one_decides() -> None:
    file = proposed()
    assert not file.tasks[0].ended
    assert decision_of(file) is None
    decision = decision_of(decide(file, ANA, "grant"))
    assert decision is not None
    assert (decision.outcome, decision.by, decision.overrules) == (Outcome.GRANT, (ANA,), False)


def test_four_eyes_count_once_two_people_have_said_the_same() -> None:
    file = decide(proposed(outcome="grant", four_eyes=True), ANA, "grant")
    assert not file.tasks[0].ended
    with pytest.raises(NotPossible, match="second person"):
        decide(file, ANA, "grant")
    other = decide(file, LI, "refuse", reason="No way out.", note="The hall is too small.")
    assert not other.tasks[0].ended  # it is what Li proposes now, and Ana may confirm
    assert decide(other, ANA, "refuse", note="I agree.").tasks[0].ended
    both = decide(file, LI, "grant")
    decision = decision_of(both)
    assert decision is not None
    assert decision.by == (ANA, LI)
    assert deciders(both) == (ANA, LI)


def test_a_person_may_decide_otherwise_than_the_rules_and_says_why() -> None:
    file = proposed(outcome="refuse", four_eyes=True)
    with pytest.raises(NotValid) as wrong:
        decide(file, ANA, "grant")
    assert [fault.field for fault in wrong.value.faults] == ["note"]
    after = decide(decide(file, ANA, "grant", note="The rule means others."), LI, "grant", note="So it does.")
    decision = decision_of(after)
    assert decision is not None
    assert decision.overrules
    assert decision.rows == ()  # the reasons of the rules are not the reasons of this decision


def test_who_refuses_says_why_to_whoever_applied() -> None:
    with pytest.raises(NotValid) as wrong:
        decide(proposed(), ANA, "refuse")
    assert [fault.field for fault in wrong.value.faults] == ["results.reason"]
    assert decide(proposed(), ANA, "refuse", reason="The hall is too small.").tasks[0].ended


def test_where_the_rules_could_not_be_asked_two_people_decide_after_a_while() -> None:
    with pytest.raises(NotPossible, match="in some minutes"):
        decide(a_deciding_file(), ANA, "grant")
    later, results = NOW + timedelta(minutes=10), {"outcome": "grant"}
    first = decide_as_person(a_deciding_file(), an_act(by=ANA, at=later), "01", results, "")
    file = once_kept(a_deciding_file(), first)
    assert not file.tasks[0].ended
    decided = once_kept(file, decide_as_person(file, an_act(by=LI, at=later), "01", results, ""))
    assert decided.tasks[0].ended
    assert facts_of(decided)["result.decide.fee-due"] == ("no",)


def test_whoever_decided_does_not_decide_about_the_objection() -> None:
    file = replace(a_deciding_file(), request=Request(decided_by=(ANA,)))
    with pytest.raises(NotAllowed):
        check_decider(file, ANA)
    check_decider(file, LI)
