"""Carries out one act of a member of staff: checks that they may do it on this case now, then makes one change,
once."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from casework.acts.act_rules import ActRequest, given_to
from casework.acts.tables import BOTH_ACTS, CASE_ACTS, TASK_ACTS, UNDOING_ACTS, other_case
from casework.staff.colleagues import check_can_be_given
from onestop.domain.cases.act import Act
from onestop.domain.cases.case import CaseFile
from onestop.domain.cases.tasks.task_end import find_task
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.errors import NotAllowed, NotFound, NotPossible
from onestop.domain.staff.agency_rights import is_outsider
from onestop.domain.staff.sight import Sight, sight_of
from onestop.runtime.identity import Staff, check_may
from onestop.storage.cases.open_and_change import change_both, change_case
from onestop.storage.once import Once, meant_by, request_fingerprint


def check_sees(staff: Staff, file: CaseFile, catalogue: Catalogue, at: datetime) -> Sight:
    """Returns what somebody sees of a case if their agency has, or had, a task on it. Raises NotFound for everybody
    else."""
    sight = sight_of(file, staff.agencies, staff.roles, catalogue, at)
    if sight is None:
        raise NotFound(f"There is no case {file.case.reference}.", "reference")  # the same words as load_file
    return sight


def check_may_act(sight: Sight) -> None:
    """Raises NotAllowed for staff whose agency only had a task in the past: they may look, but not act."""
    if not sight.may_act:
        raise NotAllowed("Your agency has no task on this case any more: it may look, and change nothing.", "agency")


def check_task(staff: Staff, file: CaseFile, task_id: str, catalogue: Catalogue) -> None:
    """Raises an error unless somebody's agency has this task and it has not ended; outsiders do not even learn of other
    tasks."""
    task = find_task(file, task_id)
    if not staff.works_for(task.agency):
        if is_outsider(staff.agencies, staff.roles, catalogue):
            raise NotFound(f"Case {file.case.reference} has no task {task_id}.", "task")  # the same words as find_task
        raise NotAllowed("This task belongs to another agency.", "task")
    if task.ended:
        raise NotPossible(f"This task is already {task.status}.", "task")


def check_act(file: CaseFile, asked: ActRequest) -> None:
    """Raises an error unless the caller may act on the task, or on the case as a whole."""
    sight = check_sees(asked.staff, file, asked.act.catalogue, asked.act.at)
    if asked.task:
        check_task(asked.staff, file, asked.task, asked.act.catalogue)
    else:
        check_may_act(sight)


def check_colleague(file: CaseFile, asked: ActRequest) -> None:
    """Checks that the person who is given a task can do it. Only if that is somebody else, because the check costs a
    call."""
    to = given_to(asked)
    if to and to != asked.staff.id:
        check_can_be_given(to, find_task(file, asked.task).agency)


def do_act(
    name: str, reference: str, asked: ActRequest, request: bytes, *, key: str | None, seen: int | None
) -> CaseFile:
    """Does one act on a case and returns the case as it then is.

    The key is the caller's own: another member of staff who happens to choose the same one is another command.
    """
    check_may(asked.staff, name)
    mark = request_fingerprint(meant_by(request) + f"|{name}|{reference}|{asked.task}".encode())
    once = Once(key=f"{name}:{asked.staff.id}:{key or secrets.token_hex(16)}", fingerprint=mark)

    def check(file: CaseFile) -> None:
        check_act(file, asked)

    if name in BOTH_ACTS:
        _, field, do_both = BOTH_ACTS[name]
        other = other_case(asked.body, field)
        if other:

            def decide_both(file: CaseFile, second: CaseFile) -> Any:
                check_may_act(check_sees(asked.staff, second, asked.act.catalogue, asked.act.at))
                return do_both(file, second, asked)

            return change_both(reference, other, check, decide_both, lambda _: once, seen=seen)[0]
    if name in UNDOING_ACTS:
        _, find_other, undo = UNDOING_ACTS[name]

        def decide_undoing(file: CaseFile, second: CaseFile) -> Any:
            return undo(file, second, asked)

        def second_of(file: CaseFile) -> str:
            return find_other(file, asked.body)

        return change_both(reference, second_of, check, decide_undoing, lambda _: once, seen=seen)[0]
    _, do = TASK_ACTS[name] if asked.task else CASE_ACTS[name]

    def decide(file: CaseFile) -> Any:
        check(file)
        change = do(file, asked)
        if change and name == "assignment":
            check_colleague(file, asked)
        return change

    return change_case(reference, decide, lambda _: once, seen=seen)


def asked_by(staff: Staff, act: Act, body: Any, task: str = "") -> ActRequest:
    """Makes the request of a member of staff out of an act and its body."""
    return ActRequest(staff, act, task, body)
