"""A change of a case is one transaction: snapshot, events, tasks and once-marker are all kept, or none is."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from pynamodb.exceptions import TransactWriteError
from pynamodb.transactions import TransactWrite

from onestop.contracts.recorded import number_events
from onestop.domain.cases.change import Change, Opening
from onestop.domain.errors import Conflict
from onestop.storage.cases.case_rows import case_row, contact_row, event_row, note_row, plan_row, request_row, task_row
from onestop.storage.guards import Guard, checks_in, failed_guard
from onestop.storage.once import AlreadyDone, Once, find_answer, marker
from onestop.storage.tables import CaseRow, Row, connection
from onestop.storage.transactions import met_another, refused_at, try_again


def keep_change(
    change: Change, once: Once, *beside: Row, also: Change | None = None, guards: tuple[Guard, ...] = ()
) -> None:
    """Keeps a change, and rows of any table that belong to it, in one transaction. `also` is the change of a
    second case that must not happen without the first.

    Raises Conflict if a case has changed since it was read, AlreadyDone if the command was carried out before,
    GuardFailed if a guard's condition does not hold.
    """
    changes = (change, also) if also else (change,)

    def write() -> None:
        with TransactWrite(connection=connection()) as transaction:
            for each in changes:  # the snapshots first: `explained` relies on their position
                before = each.since()
                expected = CaseRow.version == before if before else CaseRow.pk.does_not_exist()
                transaction.save(case_row(each.case), condition=expected, return_values="ALL_OLD")
            transaction.save(marker(once, change.at), condition=CaseRow.pk.does_not_exist())
            for guard in guards:  # guards come next: `failed_guard` relies on their position too
                guard.add(transaction)
            for each in changes:
                for event in number_events(each, msgspec.to_builtins):
                    transaction.save(event_row(event), condition=CaseRow.pk.does_not_exist())
                for row in rows_beside(each):
                    transaction.save(row)
            for row in beside:
                transaction.save(row)

    try:
        try_again(write, met_another)
    except TransactWriteError as error:
        raise explained(error, changes, once, guards) from error


def rows_beside(change: Change) -> Iterator[Row]:
    """Yields the rows of a change other than its snapshot and events; rows of cases that it opens must all be new."""
    reference = change.case.reference
    yield from (task_row(task) for task in change.tasks)
    if change.plan is not None:
        yield plan_row(reference, change.plan)
    if change.note:
        yield note_row(reference, change.note)
    if change.contact:
        yield contact_row(reference, change.contact)
    for opening in change.opens:
        yield from rows_of(opening)


def rows_of(opening: Opening) -> Iterator[Row]:
    yield case_row(opening.change.case)
    yield request_row(opening.change.case.reference, opening.request, opening.change.case.opened_at)
    yield from (event_row(event) for event in number_events(opening.change, msgspec.to_builtins))


def explained(
    error: TransactWriteError, changes: tuple[Change, ...], once: Once, guards: tuple[Guard, ...] = ()
) -> Exception:
    """Returns the error that says why a transaction was cancelled. A marker that exists may be our own, if its
    acknowledgement was lost."""
    reasons = error.cancellation_reasons
    if not any(refused_at(place, reasons) for place in range(len(reasons))):
        return error
    answer = find_answer(once)
    if answer is not None:
        return AlreadyDone(answer)
    first = checks_in(guards)
    for place, (change, reason) in enumerate(zip(changes, reasons[first:], strict=False), start=first):
        if reason and refused_at(place, reasons):
            current = int(reason.raw_item["version"]["N"]) if reason.raw_item else 0
            return Conflict(change.case.reference, change.since(), current)
    return failed_guard(guards, len(changes) + 1, reasons) or Conflict(changes[0].case.reference, changes[0].since(), 0)
