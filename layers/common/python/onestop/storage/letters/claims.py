"""Several notifications claimed, or noted, in one transaction. Where it does not go through, those that stood in its
way do it alone and the others together, so nothing that is promised of one is lost: a letter is claimed once, counted
once, and its turn is taken with it.

No two of them may be of one case, to one address, or counted for one person: DynamoDB takes each row once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pynamodb.exceptions import TransactWriteError
from pynamodb.transactions import TransactWrite

from onestop.storage.letters.claim_letters import ask_for, claim
from onestop.storage.letters.letter_outcomes import SendingOutcome, add_outcome, note_outcome
from onestop.storage.letters.notifications import Notification
from onestop.storage.letters.sent_counts import Window
from onestop.storage.letters.turns import Turn
from onestop.storage.tables import connection

Claimed = Notification | Exception | None


@dataclass(frozen=True, slots=True)
class Claim:
    """A notification to be claimed, what its person may be sent, and the turn that it needs."""

    notification: Notification
    window: Window
    turn: Turn | None


def claim_all(claims: Sequence[Claim]) -> list[Claimed]:
    """Claims several notifications: one call, three more for each that is refused. Says for each what `claim` returns,
    or what it raises."""
    refused = ask_together(claims)
    found: dict[int, Claimed] = {number: claims[number].notification for number in range(len(claims))}
    if refused:
        others = [number for number in found if number not in refused]
        alone = {*refused, *(others if others and ask_together([claims[number] for number in others]) else ())}
        found |= {number: claim_alone(claims[number]) for number in sorted(alone)}
    return [found[number] for number in range(len(claims))]


def ask_together(claims: Sequence[Claim]) -> set[int]:
    """Claims in one transaction, all or none; says which stood in its way: all, where nobody knows."""
    try:
        with TransactWrite(connection=connection()) as transaction:
            for each in claims:
                ask_for(each.notification, each.window, each.turn, transaction)
    except TransactWriteError as error:
        reasons = zip(owners_of(claims), error.cancellation_reasons, strict=False)
        return {owner for owner, reason in reasons if reason} or set(range(len(claims)))
    return set()


def owners_of(claims: Sequence[Claim]) -> list[int]:
    """To which claim each part of the transaction belongs, in the order in which DynamoDB is told of them."""
    checks = [number for number, each in enumerate(claims) if each.turn and each.turn.after]
    updates = [number for number, each in enumerate(claims) for _ in range(3 if each.turn else 2)]
    return [*checks, *range(len(claims)), *updates]


def claim_alone(asked: Claim) -> Claimed:
    try:
        return claim(asked.notification, asked.window, asked.turn)
    except Exception as error:  # whatever it is, it keeps no other letter from leaving
        return error


def note_all(outcomes: Sequence[SendingOutcome]) -> list[Exception | None]:
    """Notes how the sending of several ended: one call. Says for each what kept it from being noted."""
    try:
        with TransactWrite(connection=connection()) as transaction:
            for each in outcomes:
                add_outcome(each, transaction)
    except TransactWriteError:  # a receipt was faster, or its turn was over: alone it is known of which
        return [note_alone(each) for each in outcomes]
    return [None] * len(outcomes)


def note_alone(outcome: SendingOutcome) -> Exception | None:
    try:
        note_outcome(outcome.notification, outcome.identity, outcome.turn)
    except Exception as error:  # the message comes again, and keeps no other from being noted
        return error
    return None
