"""Where a letter to somebody is: the states of GOV.UK Notify and two of ours, and what a receipt makes of them.

Receipts come twice and in any order. A state only ever moves up by `RANK`, so whatever the order, the end is the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Delivery(StrEnum):
    """Where a notification is. Held: it leaves later, alone or in a digest. Overtaken: what it asks for was done before
    it left, so it never will. Sending: a provider has it and will say how it went; sent: one has it and will not.
    Temporary: the provider gave up, and might succeed another time. Technical: no provider took it from us in time.
    Returned: the post brought a paper back. Cancelled: whoever it was for wants none of its kind any more."""

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


RANK: Mapping[Delivery, int] = {
    Delivery.CREATED: 0,
    Delivery.HELD: 0,
    Delivery.SENDING: 1,
    Delivery.SENT: 2,
    Delivery.TEMPORARY: 3,
    Delivery.DELIVERED: 4,  # it came after all
    Delivery.FAILED: 5,  # a mail server that took it, and sent it back later: it was never read
    Delivery.TECHNICAL: 5,
    Delivery.RETURNED: 5,  # whatever the post said of it before
    Delivery.OVERTAKEN: 5,
    Delivery.CANCELLED: 5,
}
WITH_PROVIDER = frozenset({Delivery.SENDING, Delivery.SENT, Delivery.DELIVERED})
MISSED = frozenset(
    {Delivery.TEMPORARY, Delivery.FAILED, Delivery.TECHNICAL, Delivery.RETURNED}
)  # whoever it was for did not get it


# What never leaves, never left: an event that comes twice says nothing of a letter that is with a provider by now.
NEVER_LEAVES = frozenset({Delivery.OVERTAKEN, Delivery.CANCELLED})
NOT_GONE = frozenset({Delivery.CREATED, Delivery.HELD, Delivery.TEMPORARY})  # the last is tried once more


def may_become(before: Delivery, after: Delivery) -> bool:
    """Whether a letter may move from one state to another: never backwards."""
    return RANK[after] > RANK[before] and (after not in NEVER_LEAVES or before in NOT_GONE)


def states_before(after: Delivery) -> tuple[Delivery, ...]:
    """The states from which a letter may move to this one."""
    return tuple(state for state in Delivery if may_become(state, after))


class WhyNot(StrEnum):
    """Why a letter was cancelled. Stopped: by a STOP, or the whole row was. Without: its reader does without letters of
    its kind, or had the use of their data restricted. Asked: they were asked about another case not long ago."""

    STOPPED = "OptedOut"
    WITHOUT = "DoesWithout"
    ASKED = "AskedLately"


class Because(StrEnum):
    """Why nothing is sent to an address any more."""

    BOUNCE = "bounce"
    COMPLAINT = "complaint"
    NO_SUCH_NUMBER = "no-such-number"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a receipt says: how the letter stands now, and whether its address takes no more letters."""

    becomes: Delivery
    gone: Because | None = None


# What SES tells of an e-mail: the event, and of a bounce its type.
EMAIL: Mapping[str, Outcome] = {
    "Delivery": Outcome(Delivery.DELIVERED),
    "Bounce/Permanent": Outcome(Delivery.FAILED, Because.BOUNCE),
    "Bounce/Transient": Outcome(Delivery.TEMPORARY),
    "Bounce/Undetermined": Outcome(Delivery.TEMPORARY),
    "Complaint": Outcome(Delivery.DELIVERED, Because.COMPLAINT),
    "Reject": Outcome(Delivery.TECHNICAL),
}
# What End User Messaging tells of a text message. Blocked: by a carrier's filter or ours, which may change its mind.
SMS: Mapping[str, Outcome] = {
    "TEXT_SENT": Outcome(Delivery.SENT),
    "TEXT_SUCCESSFUL": Outcome(Delivery.SENT),
    "TEXT_DELIVERED": Outcome(Delivery.DELIVERED),
    "TEXT_INVALID": Outcome(Delivery.FAILED, Because.NO_SUCH_NUMBER),
    "TEXT_INVALID_MESSAGE": Outcome(Delivery.TECHNICAL),
    "TEXT_UNREACHABLE": Outcome(Delivery.TEMPORARY),
    "TEXT_CARRIER_UNREACHABLE": Outcome(Delivery.TEMPORARY),
    "TEXT_BLOCKED": Outcome(Delivery.FAILED),
    "TEXT_CARRIER_BLOCKED": Outcome(Delivery.FAILED),
    "TEXT_PROTECT_BLOCKED": Outcome(Delivery.FAILED),
    "TEXT_SPAM": Outcome(Delivery.FAILED),
    "TEXT_TTL_EXPIRED": Outcome(Delivery.TEMPORARY),
    "TEXT_UNKNOWN": Outcome(Delivery.TEMPORARY),
}
# What a print house writes of a paper. Accepted and printed: it is still in their house.
LETTER: Mapping[str, Outcome] = {
    "accepted": Outcome(Delivery.SENDING),
    "printed": Outcome(Delivery.SENDING),
    "posted": Outcome(Delivery.SENT),
    "delivered": Outcome(Delivery.DELIVERED),  # where the post says so, such as of registered letters
    "returned": Outcome(Delivery.RETURNED, Because.RETURNED),
    "refused": Outcome(Delivery.TECHNICAL),
}
# What SNS tells of an app that it could not reach. Whoever installs the app anew registers anew.
PUSH: Mapping[str, Outcome] = {"DeliveryFailure": Outcome(Delivery.FAILED)}
# What Amazon Connect tells of a call: that somebody answered, a machine perhaps, or that nobody did.
VOICE: Mapping[str, Outcome] = {
    "CONNECTED_TO_SYSTEM": Outcome(Delivery.DELIVERED),
    "DISCONNECTED": Outcome(Delivery.TEMPORARY),
}
TOLD: Mapping[str, Mapping[str, Outcome]] = {"email": EMAIL, "sms": SMS, "letter": LETTER, "push": PUSH, "voice": VOICE}


def outcome_of(channel: str, told: str) -> Outcome | None:
    """What a receipt means; None where it is no news, such as that a provider still tries."""
    return TOLD.get(channel, {}).get(told)
