"""What can happen to a decision about an application, and to what is paid for it. Rows of a rule table are codes:
their words are in the table."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from onestop.domain.decisions.outcome import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionProposed:
    """A person must decide, or a second one confirm: `outcome` is what is proposed, `person` where nothing is."""

    type: ClassVar[str] = "decision.proposed"
    task: str
    code: str
    agency: str
    outcome: Outcome
    rows: tuple[str, ...]
    table: str
    version: str
    by_rule: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionMade:
    """It was granted or refused, by the rows of this version of a rule table, or by people; `overruled`: they decided
    otherwise than the rules."""

    type: ClassVar[str] = "decision.made"
    task: str
    code: str
    agency: str
    outcome: Outcome
    rows: tuple[str, ...]
    table: str
    version: str
    by_rule: bool
    overruled: bool


class PaymentStatus(StrEnum):
    """What became of a payment."""

    PAID = "paid"
    FAILED = "failed"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentSettled:
    """The provider says what became of a payment: paid, failed or expired. The amount stays with the case."""

    type: ClassVar[str] = "payment.settled"
    task: str
    code: str
    agency: str
    status: PaymentStatus
