"""A decision on the page of a case: what the rules propose and why, who decided, and what is still missing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from casework.pages.case.words import OUTCOMES, CaseWords
from onestop.domain.cases.case import Task
from onestop.domain.decisions.decision_words import say_fee
from onestop.domain.decisions.kept_decision import Decision
from onestop.domain.languages import say_series
from onestop.domain.people.actor import is_staff
from onestop.domain.translation import N_, Phrase
from onestop.storage.catalogue.rule_tables import find_table

RULES_SAY: Phrase = N_("The rules say: {outcome}")
COLLEAGUE_SAYS: Phrase = N_("{who} proposes: {outcome}")
DECIDED: Phrase = N_("Decided: {outcome}, {who}")
SECOND: Phrase = N_("A second person must say the same before it counts.")


def show_decision(task: Task, words: CaseWords) -> dict[str, Any] | None:
    """Returns the decision of a task, in the reader's language."""
    decision = task.decision
    if decision is None:
        return None
    return {
        "said": headline(task, decision, words),
        "reasons": list(reasons_of(decision, words)),
        "more": words.visit.say(SECOND) if decision.rule.four_eyes and not task.ended else "",
    }


def headline(task: Task, decision: Decision, words: CaseWords) -> str:
    outcome = words.visit.say(OUTCOMES[decision.outcome])
    if task.ended:
        who = say_series(map(words.who, decision.by), words.visit.language)
        return words.visit.say(DECIDED).format(outcome=outcome, who=who)
    people = [by for by in decision.by if is_staff(by)]
    if people:
        return words.visit.say(COLLEAGUE_SAYS).format(who=words.who(people[-1]), outcome=outcome)
    return words.visit.say(RULES_SAY).format(outcome=outcome)


def reasons_of(decision: Decision, words: CaseWords) -> Iterator[str]:
    """Yields why the rules say so, then a colleague's own words, then the fee."""
    table = find_table(decision.rule.table, decision.rule.version)
    if table is None:  # the installation was emptied and loaded again: the codes still name the rows
        yield from decision.rule.rows
    else:
        rows = [row for row in map(table.row, decision.rule.rows) if row]
        yield from dict.fromkeys(words.visit.say(row.reason) for row in rows)
        yield from (f"- {words.visit.say(each)}" for row in rows for each in row.conditions)
    if decision.reason:
        yield decision.reason
    if float(decision.rule.fee) > 0:
        yield say_fee(decision.rule.fee, words.visit.offer, words.visit.language)
