"""Applies a rule table to an application. It never guesses: if no row holds, a person decides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from onestop.domain.decisions.outcome import Outcome
from onestop.domain.decisions.rule_table import Hit, RuleRow, RuleTable
from onestop.domain.forms import amounts
from onestop.domain.forms.logic import condition_is_true, evaluate

WEIGHT = (Outcome.PERSON, Outcome.REFUSE, Outcome.GRANT)  # of several rows that hold, the first of these counts
NOTHING = "0.00"
CENT = Decimal("0.01")
OURS = ("result", "today", "received")  # what a row may use apart from the answers


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleResult:
    """The outcome, and the rows that gave it; no row if none holds. `fee` is an amount as text, such as 52.50."""

    outcome: Outcome
    rows: tuple[RuleRow, ...] = ()
    fee: str = NOTHING

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(row.code for row in self.rows)

    @property
    def four_eyes(self) -> bool:
        """Says whether two people must say the same."""
        return any(row.four_eyes for row in self.rows)


def facts_for(
    answers: Mapping[str, Any], results: Mapping[str, Mapping[str, Any]], today: str, received: str
) -> dict[str, Any]:
    """Returns what rows can use: the answers under their own names, the results of tasks as `result.<task>.<field>`,
    the day of the decision, and the day on which the application was sent."""
    return {**answers, "result": results, "today": today, "received": received}


def apply_table(table: RuleTable, facts: Mapping[str, Any]) -> RuleResult:
    """Returns the table's result for these facts."""
    found = [row for row in table.rows if condition_is_true(row.when, facts)]
    if table.hit is Hit.FIRST:
        found = found[:1]
    outcome = next((each for each in WEIGHT if any(row.outcome is each for row in found)), Outcome.PERSON)
    # a person sees all rows that hold, for and against; a resident is told those that decided
    rows = found if outcome is Outcome.PERSON else [row for row in found if row.outcome is outcome]
    return RuleResult(outcome=outcome, rows=tuple(rows), fee=fee_of(table, facts))


def fee_of(table: RuleTable, facts: Mapping[str, Any]) -> str:
    """Returns the fee as an amount with two decimals. If it cannot be computed it is nothing: nobody pays for our
    mistake."""
    if table.fee is None:
        return NOTHING
    worked_out = evaluate(table.fee, facts)
    if not amounts.is_number(worked_out) or worked_out <= 0:
        return NOTHING
    return str(amounts.decimal_of(worked_out).quantize(CENT, ROUND_HALF_UP, amounts.EXACT))
