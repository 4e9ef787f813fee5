"""Opens and changes cases. A decision about a case is kept whole (`change_transaction`), or decided again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from onestop.domain.cases.case import CaseFile, Request
from onestop.domain.cases.change import Change
from onestop.domain.cases.change import after as tasks_after
from onestop.domain.errors import Conflict, OnestopError
from onestop.domain.people.person import Person
from onestop.storage.cases.case_rows import request_row
from onestop.storage.cases.change_transaction import keep_change
from onestop.storage.cases.read_case import load_file
from onestop.storage.guards import Guard
from onestop.storage.once import AlreadyDone, Once, find_answer
from onestop.storage.people.contact_details import person_rows
from onestop.storage.tables import Row
from onestop.storage.transactions import try_again

Decide = Callable[[CaseFile], Change | None]
DecideBoth = Callable[[CaseFile, CaseFile], tuple[Change, Change] | None]


def open_case(
    change: Change,
    request: Request,
    person: Person | None,
    once: Once,
    identities: tuple[str, ...] = (),
    guards: tuple[Guard, ...] = (),
    found: Mapping[str, str] | None = None,
    beside: Iterable[Row] = (),
) -> None:
    """Keeps a new case with its request and its person, to be found by `identities`: one call, no read before. `found`
    says of an identity who finds it (`storage.people.contact_details`); `beside` are further rows for the transaction.

    Raises AlreadyDone with the first answer if this command came before, KeyReused if its key came with other content,
    GuardFailed if a guard's condition does not hold.
    """
    reference = change.case.reference
    people = person_rows(person, reference, identities, found) if person else ()
    keep_change(change, once, request_row(reference, request, change.case.opened_at), *people, *beside, guards=guards)


def change_case(
    reference: str,
    decide: Decide,
    once: Callable[[CaseFile], Once],
    *beside: Row,
    seen: int | None = None,
    read_beside: Callable[[], Iterable[Row]] = tuple,
) -> CaseFile:
    """Reads a case, decides, keeps; repeats if somebody else was faster. Returns the case as it now is.

    `decide` returns None when there is nothing to do. `seen` is the version that the caller saw: if it is not the
    current one, nothing is decided and Conflict is raised. Two calls to DynamoDB, two more for each lost race.

    `read_beside` returns rows that depend on what other changes of the case write: it is called after the case is read,
    so a write that it missed makes this change lose its race and start again.
    """

    def write() -> CaseFile:
        file = load_file(reference)
        try:
            if seen is not None and seen != file.case.version:
                raise Conflict(reference, seen, file.case.version)
            change = decide(file)
        except OnestopError:
            if find_answer(once(file)) is not None:  # it may be this very command, carried out before
                return file
            raise
        if change is None:
            return file
        try:
            keep_change(change, once(file), *beside, *read_beside())
        except AlreadyDone:
            return load_file(reference)
        return after(file, change)

    return try_again(write, lambda error: isinstance(error, Conflict) and seen is None)


def change_both(
    first: str,
    second: str | Callable[[CaseFile], str],
    check: Callable[[CaseFile], None],
    decide: DecideBoth,
    once: Callable[[CaseFile], Once],
    *,
    seen: int | None = None,
) -> tuple[CaseFile, CaseFile]:
    """Reads two cases, decides about both, keeps both changes or neither. `seen` is the version of the first.

    `check` refuses those who may not act on the first case, before they can learn whether the second exists,
    which the first may name.
    """

    def write() -> tuple[CaseFile, CaseFile]:
        file = load_file(first)
        try:
            check(file)
        except OnestopError:
            if find_answer(once(file)) is None:  # otherwise it was allowed, and is already done
                raise
        files = file, file
        try:
            files = file, load_file(second if isinstance(second, str) else second(file))
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
            keep_change(changes[0], once(files[0]), also=changes[1])
        except AlreadyDone:
            return load_file(first), load_file(files[1].case.reference)
        return after(files[0], changes[0]), after(files[1], changes[1])

    return try_again(write, lambda error: isinstance(error, Conflict) and seen is None)


def after(file: CaseFile, change: Change) -> CaseFile:
    """Returns the file as it is after a change was kept."""
    plan = file.plan if change.plan is None else change.plan
    return CaseFile(case=change.case, request=file.request, tasks=tasks_after(file, change.tasks), plan=plan)
