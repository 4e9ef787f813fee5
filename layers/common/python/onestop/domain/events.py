"""What can happen to a case: immutable facts in the past tense.

Fields hold codes, ids, times and scores only: never a name, an address or free text, for events travel to agencies,
logs and archives that outlive the case. `docs/events.md` shows each one as it is sent.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an automatic decision was taken: a code with the words filled in (`onestop.domain.reasons` has the texts)."""

    code: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOpened:
    """A resident brought a need; `service` is what they picked, if they did."""

    type: ClassVar[str] = "case.opened"
    service: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRouted:
    """It was decided which service this is, who works on it, and by when."""

    type: ClassVar[str] = "case.routed"
    service: str
    agencies: tuple[str, ...]
    due_at: datetime
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseTriaged:
    """The rules were not sure, or an agency declined, or a step failed: a person decides."""

    type: ClassVar[str] = "case.triaged"
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskOpened:
    """An agency has been given its part of the case."""

    type: ClassVar[str] = "task.opened"
    task: str
    code: str
    agency: str
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskCompleted:
    """An agency has finished its part."""

    type: ClassVar[str] = "task.completed"
    task: str
    code: str
    agency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskDeclined:
    """An agency says that this part is not theirs, or cannot be done."""

    type: ClassVar[str] = "task.declined"
    task: str
    code: str
    agency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseResolved:
    """All the work is done."""

    type: ClassVar[str] = "case.resolved"
    survey: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyInvited:
    """The resident has been asked how it went."""

    type: ClassVar[str] = "survey.invited"
    survey: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyAnswered:
    """The resident has answered; `scores` are (question, 1 to 5). Comments stay in the Messages table."""

    type: ClassVar[str] = "survey.answered"
    survey: str
    scores: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkflowRestarted:
    """The workflow of the case had died; the sweeper starts it again as run `run`."""

    type: ClassVar[str] = "workflow.restarted"
    run: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseClosed:
    """Nothing more will happen: `because` is answered, expired or no_survey."""

    type: ClassVar[str] = "case.closed"
    because: str


Event = (
    CaseOpened
    | CaseRouted
    | CaseTriaged
    | TaskOpened
    | TaskCompleted
    | TaskDeclined
    | CaseResolved
    | SurveyInvited
    | SurveyAnswered
    | WorkflowRestarted
    | CaseClosed
)

EVENTS: tuple[type[Event], ...] = (
    CaseOpened,
    CaseRouted,
    CaseTriaged,
    TaskOpened,
    TaskCompleted,
    TaskDeclined,
    CaseResolved,
    SurveyInvited,
    SurveyAnswered,
    WorkflowRestarted,
    CaseClosed,
)
