"""Cases: opened, changed and read. A change is one transaction: snapshot, events, tasks and once-marker, or nothing."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from pynamodb.exceptions import TransactWriteError
from pynamodb.transactions import TransactWrite

from onestop.contracts.recorded import Recorded, record
from onestop.domain.cases import Case, CaseFile, Change, Request, Task
from onestop.domain.errors import Conflict, NotFound, NotPossible
from onestop.domain.people import Person
from onestop.storage.once import AlreadyDone, Once, find_answer, marker
from onestop.storage.people import person_row
from onestop.storage.rows import case_key, case_row, event_row, request_row, task_row
from onestop.storage.tables import CaseRow, Row, connection

ATTEMPTS = 5

Decide = Callable[[CaseFile], Change | None]


def open_case(change: Change, request: Request, person: Person | None, once: Once) -> None:
    """Keeps a new case with its request and its person: one call, no read before.

    Raises AlreadyDone with the first answer if this command came before, KeyReused if its key did with another request.
    """
    rows: list[Row] = [request_row(change.case.reference, request)]
    if person:
        rows.append(person_row(person))
    keep(change, once, *rows)


def keep(change: Change, once: Once, *beside: Row) -> None:
    """Keeps a change, and rows of whatever table that belong to it, in one transaction.

    Raises Conflict if the case has moved on since it was read, AlreadyDone if the command came before.
    """
    before = change.since()
    expected = CaseRow.version == before if before else CaseRow.pk.does_not_exist()
    for attempt in range(1, ATTEMPTS + 1):
        try:
            with TransactWrite(connection=connection()) as transaction:
                transaction.save(case_row(change.case), condition=expected, return_values="ALL_OLD")
                transaction.save(marker(once, change.at), condition=CaseRow.pk.does_not_exist())
                for event in record(change, msgspec.to_builtins):
                    transaction.save(event_row(event), condition=CaseRow.pk.does_not_exist())
                for row in (*(task_row(task) for task in change.tasks), *beside):
                    transaction.save(row)
        except TransactWriteError as error:
            if not met_another(error) or attempt == ATTEMPTS:
                raise explained(error, change, once) from error
        else:
            return


def met_another(error: TransactWriteError) -> bool:
    """Whether the transaction only met another one on its way: DynamoDB then cancels both or one, to be tried again."""
    codes = {reason.code for reason in error.cancellation_reasons if reason}
    return "TransactionConflict" in codes and "ConditionalCheckFailed" not in codes


def explained(error: TransactWriteError, change: Change, once: Once) -> Exception:
    """Why a transaction was cancelled. A marker that exists may be our own, its acknowledgement lost on the way."""
    reasons = error.cancellation_reasons
    if not any(reason and reason.code == "ConditionalCheckFailed" for reason in reasons):
        return error
    answer = find_answer(once)
    if answer is not None:
        return AlreadyDone(answer)
    first = reasons[0]
    current = int(first.raw_item["version"]["N"]) if first and first.raw_item else 0
    return Conflict(change.case.reference, change.since(), current)


def change_case(
    reference: str, decide: Decide, once: Callable[[CaseFile], Once], *beside: Row, seen: int | None = None
) -> CaseFile:
    """Reads a case, decides, keeps; again if somebody was faster. Returns the case as it now is.

    `decide` returns None when there is nothing to do. `seen` is the version that the caller looked at: if it is not the
    current one, nothing is decided and Conflict is raised. Two calls to DynamoDB, two more for each lost race.
    """
    for attempt in range(1, ATTEMPTS + 1):
        file = load_file(reference)
        try:
            if seen is not None and seen != file.case.version:
                raise Conflict(reference, seen, file.case.version)
            change = decide(file)
        except (Conflict, NotPossible):
            if find_answer(once(file)) is not None:  # what stands in the way is this very command, carried out before
                return file
            raise
        if change is None:
            return file
        try:
            keep(change, once(file), *beside)
        except AlreadyDone:
            return load_file(reference)
        except Conflict:
            if attempt == ATTEMPTS or seen is not None:
                raise
        else:
            return after(file, change)
    raise AssertionError("unreachable: the last attempt returns or raises")


def after(file: CaseFile, change: Change) -> CaseFile:
    """The file as it is once a change has been kept."""
    tasks = {task.id: task for task in (*file.tasks, *change.tasks)}
    return CaseFile(case=change.case, request=file.request, tasks=tuple(tasks[key] for key in sorted(tasks)))


def load_file(reference: str) -> CaseFile:
    """Reads a case with its request and tasks: one Query. Raises NotFound."""
    rows = CaseRow.query(case_key(reference), CaseRow.sk.startswith("CASE"), consistent_read=True)
    return read_file(reference, list(rows))


def load_history(reference: str) -> tuple[CaseFile, list[Recorded]]:
    """Reads a case with everything that happened to it, oldest first: one Query. Raises NotFound."""
    rows = list(CaseRow.query(case_key(reference), consistent_read=True))
    events = [msgspec.json.decode(row.body or "", type=Recorded) for row in rows if row.kind == "event"]
    return read_file(reference, rows), events


def read_file(reference: str, rows: list[CaseRow]) -> CaseFile:
    bodies: dict[str, list[str]] = {}
    for row in rows:
        bodies.setdefault(row.kind, []).append(row.body or "")
    if "case" not in bodies:
        raise NotFound(f"There is no case {reference}.", "reference")
    return CaseFile(
        case=msgspec.json.decode(bodies["case"][0], type=Case),
        request=msgspec.json.decode(bodies["request"][0], type=Request),
        tasks=tuple(msgspec.json.decode(body, type=Task) for body in bodies.get("task", ())),
    )
