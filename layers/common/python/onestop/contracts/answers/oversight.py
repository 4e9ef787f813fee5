"""Answers to staff about the work as a whole: arrivals, looks, contractors, acts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, NotRequired, TypedDict

from msgspec import Meta

from onestop.contracts.answers.common import Cursor, MomentText, ProblemOfItem, Reference, Version
from onestop.contracts.answers.staff_case import ContactDetails, HistoryLine
from onestop.contracts.answers.staff_work import TaskLine
from onestop.domain.cases.lifecycle import Status


class Disclosed(TypedDict):
    """Who the resident is. The record keeps that somebody asked, who and what for."""

    reference: Reference
    contact: ContactDetails | None


class ArrivalLine(TypedDict):
    """A contact that did not become a case, in codes: a bounce, an automatic message, or one that was held back."""

    arrival: str
    kind: str
    channel: str
    at: MomentText
    why: str
    reference: Reference | None
    released_by: str | None
    dismissed_by: str | None
    details: dict[str, str]


class Arrivals(TypedDict):
    """What came in during a month and did not become a case, newest first."""

    kind: str
    month: str
    arrivals: Sequence[ArrivalLine]
    cursor: Cursor


class EnclosureShown(TypedDict):
    """A file that came with a contact."""

    name: str
    bytes: int


class ArrivalShown(ArrivalLine):
    """A contact that was held back, in its own words."""

    subject: str | None
    text: str
    contact: ContactDetails
    enclosures: Sequence[EnclosureShown]


class LookShown(TypedDict):
    """One look at a case."""

    at: MomentText
    by: str
    fields: Sequence[str]
    purpose: str | None


class AuditTrail(TypedDict):
    """Who saw a case, and who did what to it. `more` says that it was looked at more often than is listed, earlier."""

    reference: Reference
    looks: Sequence[LookShown]
    more: bool
    acts: Sequence[HistoryLine]


class WideLook(LookShown):
    """A look at more than one case: a page of a list, with the cases whose words were on it; a search; or an audit."""

    where: Annotated[str, Meta(extra_json_schema={"enum": ["list", "export", "search", "audit"]})]
    agency: str | None
    cases: Sequence[Reference]


class WideLooks(TypedDict):
    """What somebody saw in lists and searched for, or who searched for a person; newest first."""

    looks: Sequence[WideLook]
    cursor: Cursor


class LateTask(TypedDict):
    """A task that a contractor ended late. Hours and amounts of money are exact decimals, written as text."""

    reference: Reference
    task: str
    due_at: MomentText
    ended_at: MomentText
    hours_late: str
    hours_charged: str
    amount: str


class ContractorReport(TypedDict):
    """What a contractor ended in a month, which of it was late, and the penalty under its contract."""

    agency: str
    month: str
    done: int
    more: bool
    late: Sequence[LateTask]
    total: str
    currency: str


class StaffActed(TypedDict):
    """The case as it is after an act of staff."""

    reference: Reference
    version: Version
    status: Status


class TaskActed(StaffActed):
    """The case and the task as they are after an act of staff."""

    task: TaskLine


class BulkResult(TypedDict):
    """The result for one item: the new version of its case, or the problem."""

    reference: str
    status: int
    task: NotRequired[str]
    version: NotRequired[int]
    problem: NotRequired[ProblemOfItem]


class BulkDone(TypedDict):
    """The result for each item, in the order in which they were sent."""

    results: Sequence[BulkResult]
