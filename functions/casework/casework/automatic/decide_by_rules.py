"""A task that a rule table decides, from the current state of the case."""

from __future__ import annotations

from casework.automatic.facts import day_of
from onestop.domain.cases.act import Act
from onestop.domain.cases.case import CaseFile, Task
from onestop.domain.cases.change import Change
from onestop.domain.catalogue.plans import PlannedTask
from onestop.domain.decisions.application_decision import results_of, rule_speaks
from onestop.domain.decisions.apply_rule_table import apply_table, facts_for
from onestop.domain.decisions.kept_decision import RuleSaid
from onestop.storage.cases.first_answers import answers_of
from onestop.storage.cases.open_and_change import Decide
from onestop.storage.catalogue.rule_tables import table_in_force


def decide_by_rule(file: CaseFile, task: Task, planned: PlannedTask, act: Act) -> Decide:
    """Returns what the table in force decides. Raises NotFound if there is none: then a person must decide."""
    table, answered = table_in_force(planned.table or "", act.catalogue), answers_of(file)
    today, received = day_of(act.at, act.catalogue), day_of(answered.at, act.catalogue)

    def speak(now: CaseFile) -> Change | None:
        verdict = apply_table(table, facts_for(answered.answers, results_of(now, act.at), today, received))
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
