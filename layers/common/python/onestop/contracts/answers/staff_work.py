"""Answers to staff who look for work: signing in, their tasks, the cases of a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, TypedDict

from msgspec import Meta

from onestop.contracts.answers.common import Cursor, MomentText, Reference
from onestop.domain.cases.lifecycle import Status, TaskStatus
from onestop.domain.catalogue.plans import DoneBy


class StaffToken(TypedDict):
    """Signed in: send the token in Authorization until it expires, `expires_in` seconds from now."""

    token: str
    expires_in: int
    agencies: Sequence[str]
    roles: Sequence[str]


class Authenticator(TypedDict):
    """The key for the authenticator app, as letters and as the link for its QR code; `setup` is sent back with the
    first code."""

    key: str
    link: str
    setup: str


class TaskLine(TypedDict):
    """A task as a line of an inbox."""

    task: str
    reference: Reference
    code: str
    agency: str
    status: TaskStatus
    done_by: DoneBy
    assignee: str | None
    service_code: str | None
    service_name: str | None
    priority: str
    summary: Annotated[str | None, Meta(description="What the resident began with; null where it is not yours to see.")]
    opened_at: MomentText
    due_at: MomentText
    level: Annotated[int, Meta(ge=0, description="How far up the ladder of escalation it is.")]
    waits_for: str | None
    waits_until: MomentText | None
    child: Reference | None
    been_at: Sequence[str]
    ended_at: MomentText | None
    triage: bool
    danger: Annotated[bool, Meta(description="Danger was named: it lies on top of its list.")]
    at_risk: Annotated[bool, Meta(description="Most of its time has passed.")]
    channel: Annotated[str | None, Meta(description="On which channel the need came.")]
    district: Annotated[str | None, Meta(description="Null where the place is not yours to see.")]
    lat: float | None
    long: float | None
    heard_at: Annotated[MomentText | None, Meta(description="When the resident said something last.")]


class TaskShown(TaskLine):
    """A task of a case, with what was written and filled in when it ended; null if the caller may not see that."""

    note: str | None
    results: Mapping[str, Any] | None


class TaskList(TypedDict):
    """One page of a list of tasks, the one due first on top."""

    agency: str | None
    tasks: Sequence[TaskLine]
    cursor: Cursor


class FoundCase(TypedDict):
    """A case of a person who calls: that it exists, and its status."""

    reference: Reference
    status: Status
    service_code: str | None
    service_name: str | None
    agency: str | None
    opened_at: MomentText
    due_at: MomentText | None


class FoundCases(TypedDict):
    """The cases of a person, newest first. `more` says that there are older ones, which are not listed."""

    cases: Sequence[FoundCase]
    more: bool
