"""How a case ends (the resident answers the survey, withdraws it, or never answers), and how it is reopened."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from onestop.domain.cases.act import Act
from onestop.domain.cases.case import TRIAGE_TASK, CaseFile
from onestop.domain.cases.change import Change
from onestop.domain.cases.events import CaseClosed, CaseReopened, Event, Reason, SurveyAnswered, SurveyInvited
from onestop.domain.cases.lifecycle import CancelReason, CloseReason, Status, TaskStatus, move_case
from onestop.domain.cases.progress import triage
from onestop.domain.cases.tasks.stages import open_next, open_stage
from onestop.domain.cases.tasks.task_end import cancellation, end_task_as, note_about
from onestop.domain.errors import NotPossible, TooMany
from onestop.domain.people.actor import Actor, is_staff
from onestop.domain.surveys.low_scores import follow_up, what_follows
from onestop.domain.time.promises import REOPENINGS_PER_DAY, reopen_by, reopen_days
from onestop.domain.time.targets import change_by, clock_fields

if TYPE_CHECKING:
    from onestop.domain.catalogue.service import Follows

DAY = timedelta(days=1)
REOPENED, LOW_SCORE = Reason("reopened"), Reason("low_score")


def invite_to_survey(file: CaseFile, act: Act) -> Change:
    """Asks the resident how it went."""
    case = file.case
    if case.status is not Status.RESOLVED or not case.survey:
        raise NotPossible("Only a resolved case with a survey can be asked about.", "status")
    return change_by(act, file, SurveyInvited(survey=case.survey), by=Actor.SYSTEM)


def take_survey_answer(
    file: CaseFile,
    act: Act,
    scores: tuple[tuple[str, int], ...],
    channel: str | None = None,
    *,
    late: bool = False,
    changes: bool = False,
) -> Change:
    """Records the resident's scores, given by themselves or told to a member of staff. If its service says so, a
    low score has the case worked on again in the same change; unless that is no longer possible, or its resident has
    had it reopened so often today that their answer alone must do.

    `late` is an answer to a survey whose time has passed, `changes` one that replaces an earlier one: both are
    accepted while the case is closed, and a replacement also while the case is worked on again.
    """
    case = file.case
    taken = case.status is Status.RESOLVED or changes or (late and case.because is CloseReason.EXPIRED)
    if not taken or not case.survey:
        raise NotPossible(
            "This survey is not open: either the case is not resolved yet, or its time has passed.", "status"
        )
    answered = SurveyAnswered(survey=case.survey, scores=scores, answer_channel=channel, late=late)
    following = what_follows(case, scores, act.catalogue)
    spoken = act if is_staff(act.by) else replace(act, by=Actor.RESIDENT)
    if following and following != "ask":
        with suppress(TooMany, NotPossible):
            return begin_again(file, spoken, LOW_SCORE, answered, then=following)
    return change_by(spoken, file, answered)


def close_resolved(file: CaseFile, act: Act, because: CloseReason) -> Change:
    """Ends a case whose work is done."""
    if file.case.status is not Status.RESOLVED:
        raise NotPossible(f"Only a resolved case is closed like this; this one is {file.case.status}.", "status")
    return close_case(file, act, because)


def withdraw_case(file: CaseFile, act: Act, reason: str) -> Change:
    """Ends a case because its resident no longer wants it; unfinished work of agencies is cancelled. If others reported
    the same, it is their need too: then only staff may end it."""
    if file.case.status in (Status.RESOLVED, Status.CLOSED):
        raise NotPossible(f"This case is {file.case.status} already; there is nothing to withdraw.", "status")
    if act.by == Actor.RESIDENT and file.case.is_followed:
        raise NotPossible("Others told us about the same thing, so this case goes on for them.", "status")
    return close_case(file, act, CloseReason.WITHDRAWN, reason)


def close_case(
    file: CaseFile, act: Act, because: CloseReason, reason: str = "", *before: Event, **fields: object
) -> Change:
    """Closes a case at any stage: its open tasks are cancelled."""
    tasks = tuple(end_task_as(task, TaskStatus.CANCELLED, act) for task in file.open_tasks())
    values = {
        **clock_fields(file, act, tasks),
        "targets": {},
        "status": move_case(file.case.status, Status.CLOSED),
        "agency": None,
        "closed_at": act.at,
        "because": because,
        **fields,
    }
    return change_by(
        act,
        file,
        *before,
        *(cancellation(task, CancelReason(because)) for task in tasks),
        CaseClosed(because=because),
        tasks=tasks,
        note=note_about(file, act, because, reason) if reason else None,
        **values,
    )


def reopen(file: CaseFile, act: Act, reason: str) -> Change:
    """Has a case worked on again, in a new run of its workflow: from the stage that its service names for that, or at
    the triage desk if the desk had answered it."""
    return replace(begin_again(file, act, REOPENED), note=note_about(file, act, "reopened", reason))


def begin_again(file: CaseFile, act: Act, why: Reason, *before: Event, then: Follows = "reopen") -> Change:
    """Begins another run of a case that is resolved or closed, and keeps the reason: with the work itself, with a
    person at the triage desk who decides, or with a supervisor who follows it up."""
    case = file.case
    check_reopening(file, act)
    run = case.run + 1
    again = replace(file, case=replace(case, run=run, closed_at=None, because=None, brought_back=times(file, act)))
    reopened = CaseReopened(run=run)
    if then == "triage" or not file.plan or file.plan[0].code == TRIAGE_TASK:
        return triage(again, why, act, *before, reopened)
    status = move_case(case.status, Status.IN_PROGRESS)
    begun = replace(again, case=replace(again.case, status=status, reasons=(why,)))
    if then == "follow_up":
        stage = follow_up(file, act.catalogue)
        plan = (*(each for each in file.plan if each.code != stage.code), stage)
        return open_stage(replace(begun, plan=plan), len(plan) - 1, stage.tasks, act, *before, reopened)
    opened = open_next(begun, first_position(file, act), act, *before, reopened)
    return opened or triage(again, why, act, *before, reopened)


def check_reopening(file: CaseFile, act: Act) -> None:
    """Refuses to reopen a case unless it is resolved, or was closed recently; a joined one continues in the other.
    Raises NotPossible."""
    case = file.case
    if case.merged_into:
        raise NotPossible(f"This case was joined with {case.merged_into}: that one is worked on.", "status")
    if case.status not in (Status.RESOLVED, Status.CLOSED):
        raise NotPossible("This case is still being worked on.", "status")
    if case.closed_at and act.at > reopen_by(case.closed_at, act.catalogue):
        days = reopen_days(act.catalogue)
        raise NotPossible(f"A case can be reopened for {days} days after it was closed. Open a new one.", "status")


def times(file: CaseFile, act: Act) -> tuple[datetime, ...]:
    """Returns when the resident had the case reopened within a day, this time included. Each time sends a letter, and
    agencies begin again: above a limit it is refused until the first time is a day old. Staff have no limit. Raises
    TooMany."""
    recent = tuple(moment for moment in file.case.brought_back if moment > act.at - DAY)
    if act.by != Actor.RESIDENT:
        return recent
    most = act.catalogue.jurisdiction.get("limits", {}).get("reopenings_per_day", REOPENINGS_PER_DAY)
    if len(recent) >= most:
        wait = recent[-most] + DAY - act.at
        raise TooMany(
            f"A case can be reopened {most} times in a day. Call us, or have it reopened later.",
            max(1, int(wait.total_seconds())),
        )
    return (*recent, act.at)


def first_position(file: CaseFile, act: Act) -> int:
    """Returns the stage at which a reopened case starts again."""
    service = act.catalogue.services.get(file.case.service or "")
    code = service.get("reopen_at") if service else None
    return next((number for number, stage in enumerate(file.plan) if stage.code == code), 0)
