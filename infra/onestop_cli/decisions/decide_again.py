"""Replays what the rules decided about a case: by the table of that day, and by the one that is in force now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from onestop.domain.cases.case import CaseFile, Task
from onestop.domain.decisions.application_decision import results_of
from onestop.domain.decisions.apply_rule_table import RuleResult, apply_table, facts_for
from onestop.domain.decisions.kept_decision import RuleSaid
from onestop.domain.errors import NotFound
from onestop.storage.cases.first_answers import answers_of
from onestop.storage.catalogue.releases import current
from onestop.storage.catalogue.rule_tables import load_table, table_in_force


@dataclass(frozen=True)
class Replayed:
    """One task that the rules spoke about: what they said then, what the same table says of the same answers, and what
    the table in force would say today. `again` is None where the answers are kept no longer."""

    task: Task
    said: RuleSaid
    again: RuleResult | None
    now: RuleResult | None

    @property
    def same(self) -> bool:
        """Returns whether the table of that day gives the same decision again."""
        again = self.again
        return again is not None and (again.outcome, again.codes, again.fee) == (
            self.said.outcome,
            self.said.rows,
            self.said.fee,
        )

    def as_json(self) -> dict[str, Any]:
        made = self.task.decision
        return {
            "task": self.task.code,
            "table": self.said.table,
            "version": self.said.version,
            "release": self.said.release,
            "said": {"outcome": self.said.outcome, "rows": self.said.rows, "fee": self.said.fee},
            "again": result_view(self.again),
            "same": self.same,
            "in_force": result_view(self.now),
            "decided": made.outcome if made and self.task.ended else None,
            "by_people": bool(made and made.by and made.by != ("system",)),
        }


def result_view(verdict: RuleResult | None) -> dict[str, Any] | None:
    return {"outcome": verdict.outcome, "rows": verdict.codes, "fee": verdict.fee} if verdict else None


def replay(file: CaseFile) -> Iterator[Replayed]:
    """Each task of a case that the rules spoke about, decided again."""
    for task in file.tasks:
        said = task.decision.rule if task.decision else None
        if said is None:
            continue
        try:
            answered = answers_of(file)
            facts = facts_for(answered.answers, results_of(file, said.at), said.today, said.received)
            again = apply_table(load_table(said.table, said.version), facts)
        except NotFound:
            yield Replayed(task, said, None, None)
            continue
        yield Replayed(task, said, again, in_force(said.table, facts))


def in_force(table: str, facts: dict[str, Any]) -> RuleResult | None:
    try:
        return apply_table(table_in_force(table, current()), facts)
    except NotFound:  # the city no longer decides by this table
        return None
