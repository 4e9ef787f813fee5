"""What the system itself has on record about the cases of one replay, read from its tables, workflows and outbox."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from onestop.contracts.recorded import Recorded
from onestop.domain.cases.case import Case, CaseFile
from onestop.domain.errors import NotFound
from onestop.storage.cases.case_lists import cases_of
from onestop.storage.cases.read_case import load_history
from onestop.storage.letters.notifications import Notification, notifications_of
from onestop.storage.people.contact_details import load_person
from onestop.storage.surveys.responses import Response, find_response
from onestop_cli.front.outbox import SentMessage

PAGE = 500
CLOCK_DIFFERENCE = timedelta(minutes=1)  # between this machine and the one that dates the cases
ENDED_BADLY = ("FAILED", "TIMED_OUT", "ABORTED")


@dataclass(frozen=True, kw_only=True)
class CaseRecord:
    """All that is on record about one case."""

    file: CaseFile
    events: tuple[Recorded, ...]
    notifications: tuple[Notification, ...] = ()
    response: Response | None = None

    @property
    def reference(self) -> str:
        return self.file.case.reference

    def count(self, event: str) -> int:
        """Counts how often something happened to it."""
        return sum(recorded.type == event for recorded in self.events)

    def has(self, event: str) -> bool:
        return self.count(event) > 0


@dataclass(frozen=True, kw_only=True)
class LedgerRecords:
    """All that is on record about the cases of one replay.

    ``linked`` are the cases that do a task of them. ``lost`` are references that were given out but have no case.
    ``strangers`` are cases of this run's rows whose reference was never given out. ``runs`` and ``task_runs`` count
    workflow executions by how they stand.
    """

    cases: tuple[CaseRecord, ...]
    linked: tuple[CaseRecord, ...] = ()
    sent: tuple[SentMessage, ...] = ()
    lost: tuple[str, ...] = ()
    strangers: tuple[str, ...] = ()
    runs: Mapping[str, int] = field(default_factory=dict)
    task_runs: Mapping[str, int] = field(default_factory=dict)

    @property
    def all_cases(self) -> tuple[CaseRecord, ...]:
        """Those of the rows, and those that do a task of them."""
        return (*self.cases, *self.linked)


def read_cases(accepted: Mapping[str, Any], told: Callable[[], None]) -> tuple[tuple[CaseRecord, ...], tuple[str, ...]]:
    """Read all that is on record about each case, and which references have none; ``told`` is called after each."""
    found, lost = [], []
    for reference in accepted:
        try:
            file, events = load_history(reference)
        except NotFound:
            lost.append(reference)
        else:
            notifications, response = tuple(notifications_of(reference)), find_response(reference)
            found.append(CaseRecord(file=file, events=tuple(events), notifications=notifications, response=response))
        told()
    return tuple(found), tuple(lost)


def read_linked(cases: Iterable[CaseRecord]) -> tuple[CaseRecord, ...]:
    """All that is on record about the cases that do a task of these, and about those that do a task of those."""
    found: tuple[CaseRecord, ...] = ()
    asked = [task.child for case in cases for task in case.file.tasks if task.child]
    while asked:
        read, _ = read_cases(dict.fromkeys(asked), lambda: None)
        found += read
        asked = [task.child for case in read for task in case.file.tasks if task.child]
    return found


def opened_since(began_at: datetime, until: datetime) -> Iterator[Case]:
    """All cases opened in a time, by anybody."""
    began_at -= CLOCK_DIFFERENCE
    for days in range((until.date() - began_at.date()).days + 1):
        cursor = None
        while True:
            page = cases_of(began_at.date() + timedelta(days=days), PAGE, cursor)
            yield from (case for case in page.items if case.opened_at >= began_at)
            cursor = page.cursor
            if not cursor:
                break


def find_strangers(opened: Iterator[Case], known: Container[str], run_id: str) -> tuple[str, ...]:
    """Cases that carry this run's tag in their resident's name but whose reference nobody was given: opened twice."""
    return tuple(
        case.reference
        for case in opened
        if case.reference not in known
        and case.person
        and (load_person(case.person).name or "").partition(f" {run_id}-")[1]
    )


def count_runs(workflows: Any, machine: str, known: Container[str]) -> Counter[str]:
    """Counts the runs of the case workflow by status, each once: its name begins with the reference."""
    pages = workflows.get_paginator("list_executions").paginate(stateMachineArn=machine)
    executions = [execution for page in pages for execution in page["executions"]]
    return Counter(run["status"] for run in executions if run["name"].rpartition("-")[0] in known)


def count_task_runs(workflows: Any, machine: str, known: Container[str]) -> Counter[str]:
    """Counts the runs of the task workflow that still run or failed; successful ones are not read."""
    counted: Counter[str] = Counter()
    for status in ("RUNNING", *ENDED_BADLY):
        pages = workflows.get_paginator("list_executions").paginate(stateMachineArn=machine, statusFilter=status)
        for page in pages:
            for run in page["executions"]:
                asked = json.loads(workflows.describe_execution(executionArn=run["executionArn"])["input"])
                counted[status] += asked.get("reference") in known
    return +counted
