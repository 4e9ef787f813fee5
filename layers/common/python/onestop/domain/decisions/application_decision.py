"""Decisions about applications: by rules alone, or by people, with a proposal by the rules. A person may always
decide differently, and says why; if a rule asks for four eyes, the decision counts once two people have said the
same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from onestop.domain.cases.act import Act
from onestop.domain.cases.case import CaseFile, Task
from onestop.domain.cases.change import Change
from onestop.domain.cases.events import DecisionMade, DecisionProposed
from onestop.domain.cases.lifecycle import TaskStatus
from onestop.domain.cases.tasks.task_end import end_task, find_task, note_about
from onestop.domain.catalogue.plans import Does
from onestop.domain.catalogue.results import read_filled
from onestop.domain.decisions.kept_decision import Decision, RuleSaid
from onestop.domain.decisions.outcome import Outcome
from onestop.domain.errors import Fault, NotPossible, NotValid
from onestop.domain.people.actor import Actor
from onestop.domain.time.targets import change_by

OUTCOME, REASON = "outcome", "reason"  # fields of the result of a task that decides
RULES_SPEAK_WITHIN = timedelta(minutes=10)


def is_decision(file: CaseFile, task: Task) -> bool:
    """Says whether a task decides about an application."""
    return file.planned(task).does is Does.DECIDE


def results_of(file: CaseFile, until: datetime) -> dict[str, Mapping[str, Any]]:
    """Returns the results of the tasks that were done by a moment, by task; of a task done twice, the later ones."""
    done = (task for task in file.tasks if task.status is TaskStatus.DONE and task.ended_at and task.ended_at <= until)
    return {task.code: task.results for task in done if task.results}


def rule_speaks(file: CaseFile, act: Act, task_id: str, said: RuleSaid) -> Change | None:
    """Records what the rules say about an application: the decision, or a proposal to a person. None if that was
    recorded before, or a person was faster."""
    task = find_task(file, task_id)
    if task.ended or task.decision is not None:
        return None
    decision = Decision(rule=said, outcome=said.outcome)
    if said.outcome is Outcome.PERSON or said.four_eyes:
        proposed = replace(task, decision=decision)
        return change_by(act, file, proposal(task, decision, by_rule=True), tasks=(proposed,))
    return make_decision_final(file, act, task, replace(decision, by=(Actor.SYSTEM,)), {OUTCOME: str(said.outcome)})


def decide_as_person(file: CaseFile, act: Act, task_id: str, results: Mapping[str, Any] | None, note: str) -> Change:
    """Records that a member of staff decides, or confirms what a colleague decided."""
    task = find_task(file, task_id)
    before = task.decision or without_rules(file, act, task)
    filled = read_filled(results or {}, file.planned(task).results, "results")
    outcome, reason = Outcome(filled[OUTCOME]), str(filled.get(REASON, ""))
    check_words(before, outcome, reason or (before.reason if outcome is before.outcome else ""), note)
    confirms = outcome is before.outcome and bool(before.by)
    if confirms and act.by in before.by:
        raise NotPossible("A second person must confirm this decision: somebody else than you.", "task")
    decision = replace(
        before,
        outcome=outcome,
        by=(*before.by, act.by) if confirms else (act.by,),
        reason=reason or (before.reason if confirms else ""),
    )
    if before.rule.four_eyes and not confirms:
        proposed = replace(task, decision=decision)
        written = note_about(file, act, "note", note, task.id) if note else None
        return change_by(act, file, proposal(task, decision, by_rule=False), tasks=(proposed,), note=written)
    return make_decision_final(file, act, task, decision, {**filled, OUTCOME: str(outcome)}, note)


def without_rules(file: CaseFile, act: Act, task: Task) -> Decision:
    """Returns the starting point for a person if the rules could not be applied: no proposal, nothing to pay, and
    two people must say the same. Raises NotPossible as long as the rules may still be applied."""
    if act.at < task.opened_at + RULES_SPEAK_WITHIN:
        raise NotPossible("The rules have not spoken yet: decide in some minutes.", "task")
    silent = RuleSaid(
        table=file.planned(task).table or "",
        version="",
        release=act.catalogue.version,
        outcome=Outcome.PERSON,
        rows=(),
        fee="0.00",
        four_eyes=True,
        today="",
        received="",
        at=act.at,
    )
    return Decision(rule=silent, outcome=Outcome.PERSON)


def check_words(before: Decision, outcome: Outcome, reason: str, note: str) -> None:
    """Checks the reasons: who refuses gives one to the applicant; who decides differently from the rules gives one
    to colleagues."""
    faults = []
    if outcome is Outcome.REFUSE and not reason and before.rule.outcome is not Outcome.REFUSE:
        faults.append(Fault(f"results.{REASON}", "this field is missing", "why, as the person who applied reads it"))
    if before.rule.outcome not in (Outcome.PERSON, outcome) and not note:
        faults.append(Fault("note", "this field is missing", "why you decide otherwise than the rules"))
    if faults:
        raise NotValid(*faults)


def make_decision_final(
    file: CaseFile, act: Act, task: Task, decision: Decision, results: Mapping[str, Any], note: str = ""
) -> Change:
    """Makes the decision final: its task is done."""
    decided = replace(task, decision=decision)
    tasks = tuple(decided if each.id == task.id else each for each in file.tasks)
    made = DecisionMade(
        task=task.id,
        code=task.code,
        agency=task.agency,
        outcome=decision.outcome,
        rows=decision.rows,
        table=decision.rule.table,
        version=decision.rule.version,
        by_rule=decision.by == (Actor.SYSTEM,),
        overruled=decision.overrules,
    )
    with_decision = replace(file, tasks=tasks)
    return end_task(with_decision, act, task.id, TaskStatus.DONE, note=note, results=results, before=(made,))


def proposal(task: Task, decision: Decision, *, by_rule: bool) -> DecisionProposed:
    return DecisionProposed(
        task=task.id,
        code=task.code,
        agency=task.agency,
        outcome=decision.outcome,
        rows=decision.rows,
        table=decision.rule.table,
        version=decision.rule.version,
        by_rule=by_rule,
    )
