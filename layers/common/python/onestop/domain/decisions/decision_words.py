"""A decision in words to whoever applied: its reasons, the conditions under which it is granted, what is to be paid."""

from __future__ import annotations

from collections.abc import Iterator

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.decisions.kept_decision import Decision
from onestop.domain.decisions.outcome import Outcome
from onestop.domain.decisions.rule_table import RuleTable
from onestop.domain.translation import N_, Phrase

CONDITIONS: Phrase = N_("It is granted under these conditions:")
FEE: Phrase = N_("Fee: {amount}")
BY_A_PERSON: Phrase = N_("A member of our staff looked at it and decided.")


def say_decision(decision: Decision, table: RuleTable | None, catalogue: Catalogue, language: str) -> str:
    """The decision, line by line. Without its table the reasons of rules are left out."""
    return "\n".join(lines_of(decision, table, catalogue, language))


def lines_of(decision: Decision, table: RuleTable | None, catalogue: Catalogue, language: str) -> Iterator[str]:
    granted = decision.outcome is Outcome.GRANT
    rows = [row for row in map(table.row, decision.rows) if row] if table else []
    reasons = [catalogue.say(row.reason, language) for row in rows]
    yield from dict.fromkeys(reasons)
    if decision.reason:
        yield decision.reason
    elif not reasons:
        yield catalogue.say(BY_A_PERSON, language)
    conditions = [catalogue.say(each, language) for row in rows for each in row.conditions] if granted else []
    if conditions:
        yield catalogue.say(CONDITIONS, language)
        yield from (f"- {condition}" for condition in conditions)
    if granted and float(decision.rule.fee) > 0:
        yield say_fee(decision.rule.fee, catalogue, language)


def say_fee(fee: str, catalogue: Catalogue, language: str) -> str:
    """What is to be paid, in the money of the jurisdiction, as the page on which it is paid says it."""
    payments = catalogue.jurisdiction.get("payments")
    return catalogue.say(FEE, language).format(amount=f"{fee} {payments['currency']}" if payments else fee)
