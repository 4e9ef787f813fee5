"""Cases: opened, changed and read. A change is one transaction: snapshot, events, tasks and once-marker, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import msgspec
from pynamodb.exceptions import TransactWriteError
from pynamodb.transactions import TransactWrite

from onestop.contracts.recorded import record
from onestop.domain.cases.case import CaseFile, Request
from onestop.domain.cases.change import Change, Opening
from onestop.domain.cases.change import after as tasks_after
from onestop.domain.errors import Conflict, OnestopError
from onestop.domain.people.person import Person
from onestop.storage.files import load_file
from onestop.storage.guards import Guard, held
from onestop.storage.once import AlreadyDone, Once, find_answer, marker
from onestop.storage.people import person_rows
from onestop.storage.rows import case_row, contact_row, event_row, note_row, plan_row, request_row, task_row
from onestop.storage.tables import CaseRow, Row, connection

ATTEMPTS = 5

Decide = Callable[[CaseFile], Change | None]
DecideBoth = Callable[[CaseFile, CaseFile], tuple[Change, Change] | None]


def open_case(
    change: Change,
    request: Request,
    person: Person | None,
    once: Once,
    identities: tuple[str, ...] = (),
    guards: tuple[Guard, ...] = (),
) -> None:
    """Keeps a new case with its request and its person, to be found by `identities`: one call, no read before.

    Raises AlreadyDone with the first answer if this command came before, KeyReused if its key did with another request,
    GuardFailed if a guard's condition does not hold.
    """
    reference = change.case.reference
    people = person_rows(person, reference, identities) if person else ()
    keep(change, once, request_row(reference, request, change.case.opened_at), *people, guards=guards)


def keep(change: Change, once: Once, *beside: Row, also: Change | None = None, guards: tuple[Guard, ...] = ()) -> None:
    """Keeps a change, and rows of whatever table that belong to it, in one transaction. `also` is the change of a
    second case that must not happen without the first.

    Raises Conflict if a case has moved on since it was read, AlreadyDone if the command came before,
    GuardFailed if a guard's condition does not hold.
    """
    changes = (change, also) if also else (change,)
    for attempt in range(1, ATTEMPTS + 1):
        try:
            with TransactWrite(connection=connection()) as transaction:
                for each in changes:  # the snapshots first: `explained` goes by their place
                    before = each.since()
                    expected = CaseRow.version == before if before else CaseRow.pk.does_not_exist()
                    transaction.save(case_row(each.case), condition=expected, return_values="ALL_OLD")
                transaction.save(marker(once, change.at), condition=CaseRow.pk.does_not_exist())
                for guard in guards:  # right behind: `held` goes by their place too
                    guard.add(transaction)
                for each in changes:
                    for event in record(each, msgspec.to_builtins):
                        transaction.save(event_row(event), condition=CaseRow.pk.does_not_exist())
                    for row in rows_beside(each):
                        transaction.save(row)
                for row in beside:
                    transaction.save(row)
        except TransactWriteError as error:
            if not met_another(error) or attempt == ATTEMPTS:
                raise explained(error, changes, once, guards) from error
        else:
            return


def rows_beside(change: Change) -> Iterator[Row]:
    """The rows of a change besides its snapshot and events; those of the cases that it opens are all new."""
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
    yield from (event_row(event) for event in record(opening.change, msgspec.to_builtins))


def met_another(error: TransactWriteError) -> bool:
    """Whether the transaction only met another one on its way: DynamoDB then cancels both or one, to be tried again."""
    codes = {reason.code for reason in error.cancellation_reasons if reason}
    return "TransactionConflict" in codes and "ConditionalCheckFailed" not in codes


def explained(
    error: TransactWriteError, changes: tuple[Change, ...], once: Once, guards: tuple[Guard, ...] = ()
) -> Exception:
    """Why a transaction was cancelled. A marker that exists may be our own, its acknowledgement lost on the way."""
    reasons = error.cancellation_reasons
    if not any(reason and reason.code == "ConditionalCheckFailed" for reason in reasons):
        return error
    answer = find_answer(once)
    if answer is not None:
        return AlreadyDone(answer)
    for change, reason in zip(changes, reasons, strict=False):
        if reason and reason.code == "ConditionalCheckFailed":
            current = int(reason.raw_item["version"]["N"]) if reason.raw_item else 0
            return Conflict(change.case.reference, change.since(), current)
    return held(guards, len(changes) + 1, reasons) or Conflict(changes[0].case.reference, changes[0].since(), 0)


def change_case(
    reference: str,
    decide: Decide,
    once: Callable[[CaseFile], Once],
    *beside: Row,
    seen: int | None = None,
    read_beside: Callable[[], Iterable[Row]] = tuple,
) -> CaseFile:
    """Reads a case, decides, keeps; again if somebody was faster. Returns the case as it now is.

    `decide` returns None when there is nothing to do. `seen` is the version that the caller looked at: if it is not the
    current one, nothing is decided and Conflict is raised. Two calls to DynamoDB, two more for each lost race.

    `read_beside` makes rows from what another change of the case may have written: it is asked after the case was read,
    so what it did not see makes this change lose its race and ask again.
    """
    for attempt in range(1, ATTEMPTS + 1):
        file = load_file(reference)
        try:
            if seen is not None and seen != file.case.version:
                raise Conflict(reference, seen, file.case.version)
            change = decide(file)
        except OnestopError:
            if find_answer(once(file)) is not None:  # what stands in the way is this very command, carried out before
                return file
            raise
        if change is None:
            return file
        try:
            keep(change, once(file), *beside, *read_beside())
        except AlreadyDone:
            return load_file(reference)
        except Conflict:
            if attempt == ATTEMPTS or seen is not None:
                raise
        else:
            return after(file, change)
    raise AssertionError("unreachable: the last attempt returns or raises")


def change_both(
    first: str,
    second: str,
    check: Callable[[CaseFile], None],
    decide: DecideBoth,
    once: Callable[[CaseFile], Once],
    *,
    seen: int | None = None,
) -> tuple[CaseFile, CaseFile]:
    """Reads two cases, decides about both, keeps both changes or neither. `seen` is about the first.

    `check` refuses those who may do nothing about the first case, before it could be seen whether there is a second.
    """
    for attempt in range(1, ATTEMPTS + 1):
        file = load_file(first)
        try:
            check(file)
        except OnestopError:
            if find_answer(once(file)) is None:  # else it was allowed, and is done
                raise
        files = file, load_file(second)
        try:
            if seen is not None and seen != files[0].case.version:
                raise Conflict(first, seen, files[0].case.version)
            changes = decide(*files)
        except OnestopError:
            if find_answer(once(files[0])) is not None:
                return files
            raise
        if changes is None:
            return files
        try:
            keep(changes[0], once(files[0]), also=changes[1])
        except AlreadyDone:
            return load_file(first), load_file(second)
        except Conflict:
            if attempt == ATTEMPTS or seen is not None:
                raise
        else:
            return after(files[0], changes[0]), after(files[1], changes[1])
    raise AssertionError("unreachable: the last attempt returns or raises")


def after(file: CaseFile, change: Change) -> CaseFile:
    """The file as it is once a change has been kept."""
    plan = file.plan if change.plan is None else change.plan
    return CaseFile(case=change.case, request=file.request, tasks=tasks_after(file, change.tasks), plan=plan)
