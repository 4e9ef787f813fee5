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
    """Why an automatic decision was taken: a code with what is filled into its words, which are in `cases.reasons`."""

    code: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOpened:
    """A resident brought a need; `service` is what they picked, if they did; `hazard` the danger that they named."""

    type: ClassVar[str] = "case.opened"
    service: str | None
    hazard: str | None = None


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
class TaskAssigned:
    """A member of staff (by id) has taken a task or been given it; None: it is anybody's again."""

    type: ClassVar[str] = "task.assigned"
    task: str
    code: str
    agency: str
    assignee: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskTransferred:
    """A task went to another agency; `looped`: it had been there before, so the triage desk has it."""

    type: ClassVar[str] = "task.transferred"
    task: str
    code: str
    agency: str
    from_agency: str
    due_at: datetime
    looped: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskSplit:
    """A task became several."""

    type: ClassVar[str] = "task.split"
    task: str
    code: str
    agency: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskWaiting:
    """The clock of a task stands still: it waits for the resident, a date, or another case."""

    type: ClassVar[str] = "task.waiting"
    task: str
    code: str
    agency: str
    waits_for: str
    until: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskResumed:
    """The wait of a task is over, and its clock runs again."""

    type: ClassVar[str] = "task.resumed"
    task: str
    code: str
    agency: str
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskCancelled:
    """A task is not needed any more: enough others are done, or the case took another way."""

    type: ClassVar[str] = "task.cancelled"
    task: str
    code: str
    agency: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskDueSoon:
    """Most of the time for a task has passed."""

    type: ClassVar[str] = "task.due_soon"
    task: str
    code: str
    agency: str
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskEscalated:
    """A task is late: `level` 1 when its deadline passed, higher the longer it takes; `to` is who should see to it."""

    type: ClassVar[str] = "task.escalated"
    task: str
    code: str
    agency: str
    level: int
    to: str
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetMissed:
    """A promise about the case as a whole was not kept: acknowledge, first_action or resolve."""

    type: ClassVar[str] = "target.missed"
    target: str
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ResidentAsked:
    """We need something from the resident; the question itself is a contact of the case."""

    type: ClassVar[str] = "resident.asked"
    task: str
    contact: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResidentReminded:
    """The resident has not answered yet."""

    type: ClassVar[str] = "resident.reminded"
    task: str
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactReceived:
    """Somebody told us something; its words are a contact of the case. `proof` is how far we believe that it was the
    resident: proven, claimed or stranger."""

    type: ClassVar[str] = "contact.received"
    contact: str
    proof: str = "proven"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactConfirmed:
    """The resident said that words which were only claimed to be theirs are theirs."""

    type: ClassVar[str] = "contact.confirmed"
    contact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEndangered:
    """The resident named danger about a case that was open already: it is urgent, and the triage desk looks."""

    type: ClassVar[str] = "case.endangered"
    hazard: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactSent:
    """We told the resident something; its words are a contact of the case."""

    type: ClassVar[str] = "contact.sent"
    contact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteAdded:
    """A member of staff wrote something for other staff; the words are a note of the case."""

    type: ClassVar[str] = "note.added"
    note_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentAdded:
    """A photo, document or text was added to the case: `attachment` is its id, `kind` is photo, document or text."""

    type: ClassVar[str] = "attachment.added"
    attachment: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseReprioritised:
    """A person gave the case another priority."""

    type: ClassVar[str] = "case.reprioritised"
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseExtended:
    """A person gave the case, and the tasks under way, more time, as the law of many services allows."""

    type: ClassVar[str] = "case.extended"
    was_due_at: datetime
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLinked:
    """The case has to do with another one: `link` is related, child, parent, awaits or awaited."""

    type: ClassVar[str] = "case.linked"
    other: str
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseMerged:
    """The case is the same need as another one, where it goes on; its resident follows that one."""

    type: ClassVar[str] = "case.merged"
    into: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseJoined:
    """Another case turned out to be the same need as this one."""

    type: ClassVar[str] = "case.joined"
    other: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseReopened:
    """The work was not done after all: the case is worked on again, in run `run` of its workflow."""

    type: ClassVar[str] = "case.reopened"
    run: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseResolved:
    """All the work is done; `missed` are the promises that were not kept."""

    type: ClassVar[str] = "case.resolved"
    survey: str | None
    missed: tuple[str, ...] = ()


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
    """Nothing more will happen: `because` is answered, expired, no_survey, withdrawn, merged or no_answer."""

    type: ClassVar[str] = "case.closed"
    because: str


Event = (
    CaseOpened
    | CaseRouted
    | CaseTriaged
    | TaskOpened
    | TaskCompleted
    | TaskDeclined
    | TaskAssigned
    | TaskTransferred
    | TaskSplit
    | TaskWaiting
    | TaskResumed
    | TaskCancelled
    | TaskDueSoon
    | TaskEscalated
    | TargetMissed
    | ResidentAsked
    | ResidentReminded
    | ContactReceived
    | CaseEndangered
    | ContactSent
    | NoteAdded
    | AttachmentAdded
    | CaseReprioritised
    | CaseExtended
    | CaseLinked
    | CaseMerged
    | CaseJoined
    | CaseReopened
    | CaseResolved
    | SurveyInvited
    | SurveyAnswered
    | WorkflowRestarted
    | CaseClosed
    | ContactConfirmed
)

EVENTS: tuple[type[Event], ...] = (
    CaseOpened,
    CaseRouted,
    CaseTriaged,
    TaskOpened,
    TaskCompleted,
    TaskDeclined,
    TaskAssigned,
    TaskTransferred,
    TaskSplit,
    TaskWaiting,
    TaskResumed,
    TaskCancelled,
    TaskDueSoon,
    TaskEscalated,
    TargetMissed,
    ResidentAsked,
    ResidentReminded,
    ContactReceived,
    CaseEndangered,
    ContactSent,
    NoteAdded,
    AttachmentAdded,
    CaseReprioritised,
    CaseExtended,
    CaseLinked,
    CaseMerged,
    CaseJoined,
    CaseReopened,
    CaseResolved,
    SurveyInvited,
    SurveyAnswered,
    WorkflowRestarted,
    CaseClosed,
    ContactConfirmed,
)
