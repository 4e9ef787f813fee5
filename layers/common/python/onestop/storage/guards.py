"""Guards: rows kept in the same transaction as a change, each on a condition of its own.

What one sender may bring in an hour, and whether a conversation is under way, is decided by the write itself: nothing
is read first, so two at once cannot both slip through. If a condition does not hold, nothing at all is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from pynamodb.exceptions import UpdateError
from pynamodb.expressions.condition import Condition
from pynamodb.transactions import TransactWrite

from onestop.storage.tables import CaseRow, Row
from onestop.storage.transactions import refused, refused_at

ONE_MORE = CaseRow.amount.add(1)
AS_LIMIT = CaseRow.kind.set("limit")
NONE_YET = CaseRow.amount.does_not_exist()
COUNTED = timedelta(days=1)  # how long a count is kept after its hour


class GuardFailed(Exception):
    """A guard's condition does not hold: nothing was kept. `row` is the guard's row as it is, by attribute.

    Not an OnestopError: only the code that set the guard knows what it means, and nobody else is told.
    """

    def __init__(self, name: str, row: Mapping[str, Any]) -> None:
        super().__init__(name)
        self.name = name
        self.row = row


@dataclass(frozen=True, slots=True)
class Guard:
    """One row and its condition. `kind` says in which group DynamoDB gets it: checks, puts or updates."""

    name: str
    kind: str
    add: Callable[[TransactWrite], None]


def put_guarded(name: str, row: Row, condition: Condition) -> Guard:
    """Returns a guard that writes a row if the condition holds for the existing one."""
    return Guard(name, "put", lambda transaction: transaction.save(row, condition=condition, return_values="ALL_OLD"))


def check(name: str, row: Row, condition: Condition) -> Guard:
    """Returns a guard that checks a condition on a row, and writes nothing."""

    def add(transaction: TransactWrite) -> None:
        transaction.condition_check(type(row), row.pk, row.sk, condition=condition)

    return Guard(name, "check", add)


def at_most(name: str, who: str, most: int, at: datetime) -> Guard:
    """Returns a guard that counts one more for somebody (a keyed hash) in this hour, and refuses more than `most`."""
    row = CaseRow(f"LIMIT#{who}", f"{at:%Y-%m-%dT%H}", kind="limit")

    def add(transaction: TransactWrite) -> None:
        transaction.update(
            row,
            actions=[ONE_MORE, AS_LIMIT, CaseRow.expires_at.set(int((at + COUNTED).timestamp()))],
            condition=NONE_YET | (CaseRow.amount < most),
            return_values="ALL_OLD",
        )

    return Guard(name, "update", add)


def count_one(who: str, most: int, at: datetime) -> bool:
    """Counts one more for somebody (a keyed hash) in this hour, outside a transaction; False if that would exceed
    `most`."""
    row = CaseRow(f"LIMIT#{who}", f"{at:%Y-%m-%dT%H}", kind="limit")
    try:
        row.update(
            actions=[ONE_MORE, AS_LIMIT, CaseRow.expires_at.set(int((at + COUNTED).timestamp()))],
            condition=NONE_YET | (CaseRow.amount < most),
        )
    except UpdateError as error:
        if not refused(error):
            raise
        return False
    return True


def take_back_one(who: str, at: datetime) -> None:
    """Takes back one count of this hour."""
    CaseRow(f"LIMIT#{who}", f"{at:%Y-%m-%dT%H}", kind="limit").update(actions=[CaseRow.amount.add(-1)])


def failed_guard(guards: tuple[Guard, ...], puts: int, reasons: Any) -> GuardFailed | None:
    """Returns the guard that made a transaction fail. DynamoDB gets all checks first, then the puts (`puts` of them
    come before the first guard), then the updates."""
    by_kind = {kind: [guard for guard in guards if guard.kind == kind] for kind in ("check", "put", "update")}
    updates = len(reasons) - len(by_kind["update"])
    places = list(enumerate(by_kind["check"]))
    places += [(checks_in(guards) + puts + number, guard) for number, guard in enumerate(by_kind["put"])]
    places += [(updates + number, guard) for number, guard in enumerate(by_kind["update"])]
    for place, guard in places:
        if refused_at(place, reasons):
            return GuardFailed(guard.name, plain_row(reasons[place].raw_item or {}))
    return None


def checks_in(guards: tuple[Guard, ...]) -> int:
    """Counts the parts of a transaction that come before its first put."""
    return sum(guard.kind == "check" for guard in guards)


def plain_row(item: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Reads a row as DynamoDB sends it, by attribute: ours hold text and whole numbers."""
    return {name: int(value["N"]) if "N" in value else value.get("S") for name, value in item.items()}
