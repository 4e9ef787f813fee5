"""A task that decides by a rule table: what the rules say of the case as it stands."""

from __future__ import annotations

from casework.automatic.facts import answers_of, day_of, results_of
from onestop.domain.cases.act import Act
from onestop.domain.cases.case import CaseFile, Task
from onestop.domain.cases.change import Change
from onestop.domain.cases.deciding import rule_speaks
from onestop.domain.catalogue.plans import PlannedTask
from onestop.domain.decisions.deciding import decide, facts_for
from onestop.domain.decisions.made import RuleSaid
from onestop.storage.decisions import table_in_force


def decide_by_rule(file: CaseFile, task: Task, planned: PlannedTask, act: Act) -> Change | None:
    """What the table in force says. Raises NotFound where there is none: then its agency decides without a proposal."""
    table = table_in_force(planned.table or "", act.catalogue)
    answered = answers_of(file)
    today, received = day_of(act.at, act.catalogue), day_of(answered.at, act.catalogue)
    verdict = decide(table, facts_for(answered.answers, results_of(file, act.at), today, received))
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
    return rule_speaks(file, act, task.id, said)
