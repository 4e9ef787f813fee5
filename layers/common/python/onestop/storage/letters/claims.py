"""Claims several notifications, or notes their outcomes, in one transaction. If it is refused, those that caused this
are done alone and the others together, so every promise about a single letter still holds: it is claimed once, counted
once, and its turn is taken with it.

No two of them may be about one case, to one address, or counted for one person: DynamoDB takes each row once.
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
    """Claims several notifications: one call, three more for each that is refused. Returns for each what `claim`
    returns, or the error that it raises."""
    refused = ask_together(claims)
    found: dict[int, Claimed] = {number: claims[number].notification for number in range(len(claims))}
    if refused:
        others = [number for number in found if number not in refused]
        alone = {*refused, *(others if others and ask_together([claims[number] for number in others]) else ())}
        found |= {number: claim_alone(claims[number]) for number in sorted(alone)}
    return [found[number] for number in range(len(claims))]


def ask_together(claims: Sequence[Claim]) -> set[int]:
    """Claims all in one transaction, or none; returns which ones prevented it: all of them if that is not known."""
    try:
        with TransactWrite(connection=connection()) as transaction:
            for each in claims:
                ask_for(each.notification, each.window, each.turn, transaction)
    except TransactWriteError as error:
        reasons = zip(owners_of(claims), error.cancellation_reasons, strict=False)
        return {owner for owner, reason in reasons if reason} or set(range(len(claims)))
    return set()


def owners_of(claims: Sequence[Claim]) -> list[int]:
    """Returns the claim that each part of the transaction belongs to, in the order in which DynamoDB gets them."""
    checks = [number for number, each in enumerate(claims) if each.turn and each.turn.after]
    updates = [number for number, each in enumerate(claims) for _ in range(3 if each.turn else 2)]
    return [*checks, *range(len(claims)), *updates]


def claim_alone(asked: Claim) -> Claimed:
    try:
        return claim(asked.notification, asked.window, asked.turn)
    except Exception as error:  # whatever happened, it must not stop other letters
        return error


def note_all(outcomes: Sequence[SendingOutcome]) -> list[Exception | None]:
    """Notes the outcomes of several in one call. Returns for each what prevented it from being noted."""
    try:
        with TransactWrite(connection=connection()) as transaction:
            for each in outcomes:
                add_outcome(each, transaction)
    except TransactWriteError:  # a receipt was faster, or its turn was over: noting each alone shows for which
        return [note_alone(each) for each in outcomes]
    return [None] * len(outcomes)


def note_alone(outcome: SendingOutcome) -> Exception | None:
    try:
        note_outcome(outcome.notification, outcome.identity, outcome.turn)
    except Exception as error:  # the message is delivered again; this must not stop the others
        return error
    return None
