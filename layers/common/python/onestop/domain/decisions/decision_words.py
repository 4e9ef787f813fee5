"""A decision in words for the applicant: its reasons, the conditions under which it is granted, the fee."""

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
    """Returns the decision, line by line. Without its table the rules' reasons are left out."""
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
    """Returns the fee in the jurisdiction's currency, as the payment page writes it."""
    payments = catalogue.jurisdiction.get("payments")
    return catalogue.say(FEE, language).format(amount=f"{fee} {payments['currency']}" if payments else fee)
