"""The states of a letter (those of GOV.UK Notify and two of ours), and how receipts change them.

Receipts come twice and in any order. A state only ever moves up by `RANK`, so the result does not depend on the order.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class LetterState(StrEnum):
    """The state of a notification. Held: it leaves later, alone or in a digest. Overtaken: what it asks for was done
    before it left, so it never will. Sending: a provider has it and will report the outcome; sent: a provider has it
    and will not. Temporary: the provider gave up, and might succeed another time. Technical: no provider took it from
    us in time. Returned: the post brought a paper letter back. Cancelled: its recipient wants no letters of its
    kind."""

    CREATED = "created"
    HELD = "held"
    OVERTAKEN = "overtaken"
    SENDING = "sending"
    SENT = "sent"
    DELIVERED = "delivered"
    TEMPORARY = "temporary-failure"
    FAILED = "permanent-failure"
    TECHNICAL = "technical-failure"
    RETURNED = "returned"
    CANCELLED = "cancelled"


RANK: Mapping[LetterState, int] = {
    LetterState.CREATED: 0,
    LetterState.HELD: 0,
    LetterState.SENDING: 1,
    LetterState.SENT: 2,
    LetterState.TEMPORARY: 3,
    LetterState.DELIVERED: 4,  # it arrived after all
    LetterState.FAILED: 5,  # a mail server accepted it, and sent it back later: it was never read
    LetterState.TECHNICAL: 5,
    LetterState.RETURNED: 5,  # whatever the post reported before
    LetterState.OVERTAKEN: 5,
    LetterState.CANCELLED: 5,
}
WITH_PROVIDER = frozenset({LetterState.SENDING, LetterState.SENT, LetterState.DELIVERED})
MISSED = frozenset(
    {LetterState.TEMPORARY, LetterState.FAILED, LetterState.TECHNICAL, LetterState.RETURNED}
)  # the recipient did not get it


# A letter that never leaves was never sent: a repeated event says nothing about a letter that a provider has by now.
NEVER_LEAVES = frozenset({LetterState.OVERTAKEN, LetterState.CANCELLED})
NOT_GONE = frozenset({LetterState.CREATED, LetterState.HELD, LetterState.TEMPORARY})  # the last is tried again


def may_become(before: LetterState, after: LetterState) -> bool:
    """Whether a letter may move from one state to another: never backwards."""
    return RANK[after] > RANK[before] and (after not in NEVER_LEAVES or before in NOT_GONE)


def states_before(after: LetterState) -> tuple[LetterState, ...]:
    """Returns the states from which a letter may move to this one."""
    return tuple(state for state in LetterState if may_become(state, after))


class WhyNot(StrEnum):
    """Why a letter was cancelled. Stopped: by a STOP, or the whole row was. Without: its reader opted out of its kind,
    or had the use of their data restricted. Asked: they were asked about another case recently."""

    STOPPED = "OptedOut"
    WITHOUT = "DoesWithout"
    ASKED = "AskedLately"


class SuppressionReason(StrEnum):
    """Why nothing is sent to an address any more."""

    BOUNCE = "bounce"
    COMPLAINT = "complaint"
    NO_SUCH_NUMBER = "no-such-number"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class ReceiptMeaning:
    """The meaning of a receipt: the new state of the letter, and whether its address takes no more letters."""

    becomes: LetterState
    gone: SuppressionReason | None = None


# What SES reports about an e-mail: the event, and for a bounce its type.
EMAIL: Mapping[str, ReceiptMeaning] = {
    "Delivery": ReceiptMeaning(LetterState.DELIVERED),
    "Bounce/Permanent": ReceiptMeaning(LetterState.FAILED, SuppressionReason.BOUNCE),
    "Bounce/Transient": ReceiptMeaning(LetterState.TEMPORARY),
    "Bounce/Undetermined": ReceiptMeaning(LetterState.TEMPORARY),
    "Complaint": ReceiptMeaning(LetterState.DELIVERED, SuppressionReason.COMPLAINT),
    "Reject": ReceiptMeaning(LetterState.TECHNICAL),
}
# What End User Messaging reports about a text message. Blocked: by a filter of the carrier or ours, which may change.
SMS: Mapping[str, ReceiptMeaning] = {
    "TEXT_SENT": ReceiptMeaning(LetterState.SENT),
    "TEXT_SUCCESSFUL": ReceiptMeaning(LetterState.SENT),
    "TEXT_DELIVERED": ReceiptMeaning(LetterState.DELIVERED),
    "TEXT_INVALID": ReceiptMeaning(LetterState.FAILED, SuppressionReason.NO_SUCH_NUMBER),
    "TEXT_INVALID_MESSAGE": ReceiptMeaning(LetterState.TECHNICAL),
    "TEXT_UNREACHABLE": ReceiptMeaning(LetterState.TEMPORARY),
    "TEXT_CARRIER_UNREACHABLE": ReceiptMeaning(LetterState.TEMPORARY),
    "TEXT_BLOCKED": ReceiptMeaning(LetterState.FAILED),
    "TEXT_CARRIER_BLOCKED": ReceiptMeaning(LetterState.FAILED),
    "TEXT_PROTECT_BLOCKED": ReceiptMeaning(LetterState.FAILED),
    "TEXT_SPAM": ReceiptMeaning(LetterState.FAILED),
    "TEXT_TTL_EXPIRED": ReceiptMeaning(LetterState.TEMPORARY),
    "TEXT_UNKNOWN": ReceiptMeaning(LetterState.TEMPORARY),
}
# What a print house reports about a paper letter. Accepted and printed: it has not left them yet.
LETTER: Mapping[str, ReceiptMeaning] = {
    "accepted": ReceiptMeaning(LetterState.SENDING),
    "printed": ReceiptMeaning(LetterState.SENDING),
    "posted": ReceiptMeaning(LetterState.SENT),
    "delivered": ReceiptMeaning(LetterState.DELIVERED),  # if the post reports it, such as for registered letters
    "returned": ReceiptMeaning(LetterState.RETURNED, SuppressionReason.RETURNED),
    "refused": ReceiptMeaning(LetterState.TECHNICAL),
}
# What SNS reports about an app that it could not reach. Anyone who installs the app again registers again.
PUSH: Mapping[str, ReceiptMeaning] = {"DeliveryFailure": ReceiptMeaning(LetterState.FAILED)}
# What Amazon Connect reports about a call: that it was answered, perhaps by a machine, or that it was not.
VOICE: Mapping[str, ReceiptMeaning] = {
    "CONNECTED_TO_SYSTEM": ReceiptMeaning(LetterState.DELIVERED),
    "DISCONNECTED": ReceiptMeaning(LetterState.TEMPORARY),
}
TOLD: Mapping[str, Mapping[str, ReceiptMeaning]] = {
    "email": EMAIL,
    "sms": SMS,
    "letter": LETTER,
    "push": PUSH,
    "voice": VOICE,
}


def outcome_of(channel: str, told: str) -> ReceiptMeaning | None:
    """Returns the meaning of a receipt; None if it changes nothing, such as that a provider is still trying."""
    return TOLD.get(channel, {}).get(told)
