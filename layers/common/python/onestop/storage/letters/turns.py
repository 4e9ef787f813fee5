"""Whose turn it is at an address: only one letter at a time is on its way there, so that letters leave in their order.

TURN#<identity>  TURN   the letter that is on its way, and the latest moment until which it may be

A turn is taken in the transaction that claims a letter and given back in the one that notes its outcome; a letter that
its provider does not accept yet keeps the turn, and later letters wait.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.exceptions import UpdateError
from pynamodb.transactions import TransactWrite

from onestop.storage.tables import ENDPOINT, REGION, FromEnvironment, Row
from onestop.storage.transactions import refused

LASTS = timedelta(hours=5)  # longer than a letter is tried on one channel; then its turn ends, whatever happened
KEPT = timedelta(days=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What a letter needs to leave: its turn at an address (a keyed hash), and, if it names an earlier event of its
    case, that the letter of that event was begun and is not on its way any more."""

    identity: str
    letter: str
    at: datetime
    after: tuple[str, str] | None = None  # the keys of that letter


class TurnRow(Row):
    """The letter on its way to an address; none if `letter` is missing."""

    class Meta:
        table_name = FromEnvironment("MESSAGES_TABLE")
        region = REGION
        host = ENDPOINT

    letter = UnicodeAttribute(null=True)
    ends_at = NumberAttribute(null=True)
    expires_at = NumberAttribute(null=True)


def take_turn(turn: Turn, transaction: TransactWrite) -> None:
    """Adds the taking of the turn to a transaction, which fails while another letter has it."""
    mine = TurnRow.letter.does_not_exist() | (TurnRow.letter == turn.letter)
    transaction.update(
        TurnRow(f"TURN#{turn.identity}", "TURN"),
        actions=[
            TurnRow.letter.set(turn.letter),
            TurnRow.ends_at.set(int((turn.at + LASTS).timestamp())),
            TurnRow.expires_at.set(int((turn.at + KEPT).timestamp())),
        ],
        condition=mine | (TurnRow.ends_at <= int(turn.at.timestamp())),
    )


def give_back(identity: str, letter: str, transaction: TransactWrite) -> None:
    """Adds the giving back of a letter's turn to a transaction, which fails if the letter does not have it."""
    transaction.update(
        TurnRow(f"TURN#{identity}", "TURN"), actions=[TurnRow.letter.remove()], condition=TurnRow.letter == letter
    )


def give_back_alone(identity: str, letter: str) -> None:
    """Gives back the turn of a letter, if it has it."""
    try:
        TurnRow(f"TURN#{identity}", "TURN").update([TurnRow.letter.remove()], condition=TurnRow.letter == letter)
    except UpdateError as error:
        if not refused(error):
            raise
