"""What was promised about a case as a whole: kept when somebody acts in time, moved while we wait for the resident."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from onestop.domain.cases.act import Act
from onestop.domain.cases.case import CaseFile, Task
from onestop.domain.cases.change import Change, after, changed
from onestop.domain.cases.events import Event
from onestop.domain.cases.lifecycle import Target, TaskStatus, WaitsFor
from onestop.domain.people.actor import is_staff
from onestop.domain.time.promises import Pause, extends, in_days, moved_by


def change_by(
    act: Act, file: CaseFile, *events: Event, by: str | None = None, tasks: tuple[Task, ...] = (), **fields: Any
) -> Change:
    """Returns the change that an act makes to a case, its clocks included: its promises, and whether its clock stops.

    `fields` are other fields that change, as `changed` takes them. A note of staff is a first action like any act of
    theirs; adding a file is not, because it may be a scan of what the resident sent.
    """
    clocks = clock_fields(file, act, tasks) | fields
    return changed(file, *events, at=act.at, by=by or act.by, tasks=tasks, **clocks)


def clock_fields(file: CaseFile, act: Act, tasks: tuple[Task, ...] = ()) -> dict[str, Any]:
    """Returns the fields of a case that change because of an act: the first action is kept, and the clock of the case
    stands still as long as one of its tasks waits for the resident."""
    case = file.case
    targets = dict(case.targets)
    if is_staff(act.by) and act.at <= targets.get(Target.FIRST_ACTION, act.at):
        targets.pop(Target.FIRST_ACTION, None)
    waits = any(
        task.status is TaskStatus.WAITING and task.waits_for is WaitsFor.RESIDENT for task in after(file, tasks)
    )
    fields: dict[str, Any] = {"targets": targets}
    if waits and case.waiting_since is None:
        fields["waiting_since"] = act.at
    elif case.waiting_since and not waits:
        pause = (case.waiting_since, act.at)
        fields |= {
            "waiting_since": None,
            "pauses": (*case.pauses, pause),
            "due_at": case.due_at and running_again(file, Target.RESOLVE, case.due_at, pause, act),
            "targets": {name: running_again(file, name, moment, pause, act) for name, moment in targets.items()},
        }
    return fields


def running_again(file: CaseFile, target: Target, due: datetime, pause: Pause, act: Act) -> datetime:
    """Returns when a promise about a case is due after its clock stood still."""
    service = act.catalogue.services.get(file.case.service or "")
    calendar = act.catalogue.calendar_of(file.plan[0].tasks[0].agency)
    days = target is Target.RESOLVE and service is not None and in_days(service)
    return moved_by((pause,), due, calendar, days=days, extend=extends(act.catalogue))
