"""A task that decides by a rule table: what the rules say of the case as it stands."""

from __future__ import annotations

from casework.automatic.facts import day_of
from onestop.domain.cases.act import Act
from onestop.domain.cases.case import CaseFile, Task
from onestop.domain.cases.change import Change
from onestop.domain.cases.deciding import results_of, rule_speaks
from onestop.domain.catalogue.plans import PlannedTask
from onestop.domain.decisions.deciding import decide, facts_for
from onestop.domain.decisions.made import RuleSaid
from onestop.storage.answered import answers_of
from onestop.storage.cases import Decide
from onestop.storage.decisions import table_in_force


def decide_by_rule(file: CaseFile, task: Task, planned: PlannedTask, act: Act) -> Decide:
    """What the table in force says. Raises NotFound where there is none: then a person must see to that first."""
    table, answered = table_in_force(planned.table or "", act.catalogue), answers_of(file)
    today, received = day_of(act.at, act.catalogue), day_of(answered.at, act.catalogue)

    def speak(now: CaseFile) -> Change | None:
        verdict = decide(table, facts_for(answered.answers, results_of(now, act.at), today, received))
        said = RuleSaid(
            table=table.code,
            version=table.version,
            release=act.catalogue.version,
            outcome=verdict.outcome,
            rows=verdict.codes,
            fee=verdict.fee,
            four_eyes=verdict.four_eyes,
            today=today,
            received=received,
            at=act.at,
        )
        return rule_speaks(now, act, task.id, said)

    return speak
