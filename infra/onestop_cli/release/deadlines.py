"""Deadlines that add up: of tasks and their case, of what is promised on the way, of reminders and escalation."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import pairwise
from typing import Any, TypeGuard

from onestop_cli.release.checks import INTERVAL
from onestop_cli.release.faults import FileFault, find_places
from onestop_cli.release.references import Documents

UNITS = {"due_hours": "hours", "due_days": "days"}
HoursPerDay = Callable[[Any], float]  # the working hours of an agency in a calendar day, on average


def check_deadlines_given(documents: Documents) -> Iterator[FileFault]:
    """Each service and each task has one deadline: in working hours or in calendar days."""
    for file, service in _services(documents):
        for path, node in [("", service), *find_places(service, "plan[].tasks[]")]:
            if not isinstance(node, dict):
                continue
            given = [name for name in UNITS if name in node]
            place = f"{path}." if path else ""
            if not given:
                right = "the working hours until it is due, or due_days with calendar days"
                yield FileFault(file, f"{place}due_hours", "it is missing", right)
            elif len(given) > 1:
                wrong = "it is due both in working hours and in calendar days"
                yield FileFault(file, f"{place}due_days", wrong, "either due_hours or due_days")


def check_plan_hours(documents: Documents) -> Iterator[FileFault]:
    """No task is due after its case, and the stages together fit into the time of the case."""
    pace = _pace_of_agencies(documents)
    for file, service in _services(documents):
        unit, case = _deadline(service)
        if not unit:
            continue
        late = [
            FileFault(file, f"{path}.{own}", _too_late(time, own, needed, case, unit), f"at most {_show(case, unit)}")
            for path, task in find_places(service, "plan[].tasks[]")
            for own, time in [_deadline(task)]
            if own and (needed := _in_unit(unit, own, time, _lead_pace(service, task, unit, pace))) > case
        ]
        yield from late
        needed = sum(_longest(service, stage, unit, pace) for _, stage in find_places(service, "plan[]"))
        if needed > case and not late:
            wrong = f"the stages of the plan take {_show(needed, unit)} together, the case has only {case:g}"
            yield FileFault(file, unit, wrong, f"at least {needed:.4g}, or shorter tasks")


def check_targets(documents: Documents) -> Iterator[FileFault]:
    """Check that promises on the way are due before the case itself."""
    for file, service in _services(documents):
        unit, case = _deadline(service)
        limit = case * 24 if unit == "due_days" else case
        for path, hours in find_places(service, "targets.*"):
            if unit and _is_number(hours) and hours > limit:
                wrong = f"{hours} hours are more than the {_show(case, unit)} of the whole case"
                yield FileFault(file, path, wrong, f"at most {limit:g}")


def check_ladder(documents: Documents) -> Iterator[FileFault]:
    """Escalation goes up step by step, and reminders come one after the other before we stop waiting."""
    file, jurisdiction = "jurisdiction.yaml", documents.get("jurisdiction.yaml")
    for pattern in ("escalation[].after_hours", "remind_days[]"):
        steps = [(path, value) for path, value in find_places(jurisdiction, pattern) if _is_number(value)]
        for (_, before), (path, value) in pairwise(steps):
            if value <= before:
                wrong = f"{value} is not more than the {before} of the step before"
                yield FileFault(file, path, wrong, f"more than {before}, in growing order")
    for _, limit in find_places(jurisdiction, "answer_days"):
        for path, day in find_places(jurisdiction, "remind_days[]"):
            if _is_number(limit) and _is_number(day) and day >= limit:
                wrong = f"after {day} days we no longer wait for an answer"
                yield FileFault(file, path, wrong, f"less than the {limit} of answer_days")


def _services(documents: Documents) -> Iterator[tuple[str, dict[str, Any]]]:
    for file in sorted(file for file in documents if file.startswith("services/")):
        if isinstance(documents[file], dict):
            yield file, documents[file]


def _deadline(node: Any) -> tuple[str, float]:
    """The one deadline of a service or task: its field and how much; no field if it is not clear what it is."""
    given = [name for name in UNITS if isinstance(node, dict) and name in node]
    if len(given) == 1 and _is_number(node[given[0]]) and node[given[0]] >= 1:
        return given[0], node[given[0]]
    return "", 0


def _is_number(value: Any) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def _in_unit(unit: str, own: str, time: float, pace: float) -> float:
    if unit == own:
        return time
    if not pace:
        return 0  # unknown times do not count against a plan
    return round(time / pace if unit == "due_days" else time * pace, 3)  # a week's hours are rarely divisible by 7


def _lead_pace(service: Mapping[str, Any], task: Mapping[str, Any], unit: str, pace: HoursPerDay) -> float:
    # the hours of a case are those of the agency that leads it, the hours of a task those of its own
    leads = [agency for _, agency in find_places(service, "plan[].tasks[].agency")]
    return pace(leads[0] if leads and unit == "due_hours" else task.get("agency"))


def _longest(service: Mapping[str, Any], stage: Any, unit: str, pace: HoursPerDay) -> float:
    return max(
        (
            _in_unit(unit, own, time, _lead_pace(service, task, unit, pace))
            for _, task in find_places(stage, "tasks[]")
            for own, time in [_deadline(task)]
            if own and task.get("optional") is not True
        ),
        default=0,
    )


def _too_late(time: float, own: str, needed: float, case: float, unit: str) -> str:
    about = "" if own == unit else f" (about {_show(needed, unit)})"
    return f"{_show(time, own)}{about} are more than the {case:g} of the whole case"


def _show(time: float, unit: str) -> str:
    return f"{time:.4g} {UNITS[unit]}"


def _pace_of_agencies(documents: Documents) -> HoursPerDay:
    agencies = [agency for _, agency in find_places(documents.get("agencies.yaml"), "[]") if isinstance(agency, dict)]
    calendars = {str(agency.get("code")): str(agency.get("calendar")) for agency in agencies}

    @cache  # asked for every task of every service
    def pace_of(calendar: str | None) -> float:
        week = find_places(documents.get("calendar.yaml"), f"calendars.{calendar}.hours.*[]")
        hours = sum(_length(str(interval)) for _, interval in week)
        return hours / 7

    return lambda agency: pace_of(calendars.get(str(agency)))


def _length(interval: str) -> float:
    match = INTERVAL.fullmatch(interval)
    if not match:
        return 0
    start, end = int(match[1]) + int(match[2]) / 60, int(match[3] or 24) + int(match[4] or 0) / 60
    return max(0.0, end - start)
