"""What can happen to a case: a table of immutable facts in the past tense, a row for each.

A row has the event's name, what it means, and its fields; `CaseHandedOver` is sent as `case.handed_over`. Fields
hold codes, ids, times and scores only: never a name, an address or free text, because events travel to agencies, logs
and archives that outlive the case. A new row goes last. `docs/events.md` shows each one as it is sent.
"""

from __future__ import annotations

from datetime import datetime

from onestop.domain.cases.event import ROWS
from onestop.domain.cases.event import Event as Event
from onestop.domain.cases.explanation import Proposal as Proposal
from onestop.domain.cases.explanation import Reason as Reason
from onestop.domain.cases.lifecycle import CancelReason, CloseReason, PaymentStatus, Status, Target, WaitsFor
from onestop.domain.decisions.outcome import Outcome

# fmt: off

class OfTask(Event, shared=True):
    """About a task: which one, what kind of work, and of which agency."""
    task: str
    code: str
    agency: str

class OfDecision(OfTask, shared=True):
    """About a decision: its outcome, by which rows of which version of a rule table (codes: their words are in the
    table), and whether the rules alone made it."""
    outcome: Outcome
    rows: tuple[str, ...]
    table: str
    version: str
    by_rule: bool

class CaseOpened(Event):
    """A resident brought a need; `service` is what they picked, if anything; `hazard` the danger that they named."""
    service: str | None
    hazard: str | None = None

class CaseRouted(Event):
    """The service, the agencies and the deadline were decided; `district` is where, if that is known."""
    service: str
    agencies: tuple[str, ...]
    due_at: datetime
    reasons: tuple[Reason, ...]
    district: str | None = None

class CaseTriaged(Event):
    """The rules were not sure, or an agency declined, or a step failed: a person decides.

    `proposals` are what the rules would have chosen, the best first; compared with `chosen` of the `task.completed`
    that follows, they show where the rules were right.
    """
    reasons: tuple[Reason, ...]
    proposals: tuple[Proposal, ...] = ()

class TaskOpened(OfTask):
    """An agency was given its part of the case."""
    due_at: datetime

class TaskCompleted(OfTask):
    """An agency finished its part; `chosen` is the service that the triage desk decided on, if it did."""
    chosen: str | None = None

class TaskDeclined(OfTask):
    """An agency says that this part is not theirs, or cannot be done."""

class TaskAssigned(OfTask):
    """A member of staff (by id) took a task or was given it; None: nobody has it any more."""
    assignee: str | None

class TaskTransferred(OfTask):
    """A task went to another agency; `looped`: it had been there before, so the triage desk has it."""
    from_agency: str
    due_at: datetime
    looped: bool

class TaskSplit(OfTask):
    """A task was replaced by several."""
    parts: tuple[str, ...]

class TaskWaiting(OfTask):
    """The clock of a task stands still: it waits for the resident, a date, or another case."""
    waits_for: WaitsFor
    until: datetime | None

class TaskResumed(OfTask):
    """The wait of a task is over, and its clock runs again."""
    due_at: datetime

class TaskCancelled(OfTask):
    """A task is no longer needed: enough others are done, or the case took another way."""
    because: CancelReason

class TaskDueSoon(OfTask):
    """Most of the time for a task has passed."""
    due_at: datetime

class TaskEscalated(OfTask):
    """A task is late: `level` 1 when its deadline passed, then higher; `to` is who should see to it."""
    level: int
    to: str
    due_at: datetime

class TargetMissed(Event):
    """A promise about the case as a whole was not kept: acknowledge, first_action or resolve."""
    target: Target
    due_at: datetime

class ResidentAsked(Event):
    """We need something from the resident; the question itself is a contact of the case. `offered` are the services
    that they were asked to choose from."""
    task: str
    contact: str | None
    offered: tuple[str, ...] = ()

class ResidentReminded(Event):
    """The resident has not answered yet."""
    task: str
    times: int

class ContactReceived(Event):
    """Somebody told us something; its words are a contact of the case. `proof` is how far we believe that it was the
    resident: proven, claimed or stranger."""
    contact: str
    proof: str = "proven"

class CaseEndangered(Event):
    """The resident named danger on a case that was already open: it is urgent, and the triage desk looks."""
    hazard: str

class ContactSent(Event):
    """We told the resident something; its words are a contact of the case."""
    contact: str

class NoteAdded(Event):
    """A member of staff wrote something for other staff; the words are a note of the case."""
    note_id: str

class AttachmentAdded(Event):
    """A photo, document or text was added to the case: `attachment` is its id, `kind` is photo, document or text."""
    attachment: str
    kind: str

class CaseReprioritised(Event):
    """A person gave the case another priority."""
    before: str
    after: str

class CaseExtended(Event):
    """A person gave the case, and its present tasks, more time, as the law of many services allows."""
    was_due_at: datetime
    due_at: datetime

class CaseLinked(Event):
    """The case was linked with another one: `link` is related, child, parent, awaits or awaited."""
    other: str
    link: str

class CaseMerged(Event):
    """The case is the same need as another one, in which it continues; its resident follows that one. `reasons` are
    those of the rule of its service, if no person joined the two."""
    into: str
    reasons: tuple[Reason, ...] = ()

class CaseJoined(Event):
    """Another case turned out to be the same need as this one."""
    other: str

class CaseReopened(Event):
    """The work was not done after all: the case is worked on again, in run `run` of its workflow."""
    run: int

class CaseResolved(Event):
    """All the work is done; `missed` are the promises that were not kept."""
    survey: str | None
    missed: tuple[Target, ...] = ()

class SurveyInvited(Event):
    """The resident has been asked how it went."""
    survey: str

class SurveyAnswered(Event):
    """The resident answered, on `answer_channel`, or changed their answer; `scores` are (question, 1 to 5). A `late`
    answer came after its time had passed: it is kept, and left out of figures. Comments stay in the Messages table."""
    survey: str
    scores: tuple[tuple[str, int], ...]
    answer_channel: str | None = None
    late: bool = False

class WorkflowRestarted(Event):
    """The workflow of the case had died; the sweeper starts it again as run `run`."""
    run: int

class CaseClosed(Event):
    """Nothing more will happen: `because` is answered, expired, no_survey, withdrawn, merged or no_answer."""
    because: CloseReason

class ContactConfirmed(Event):
    """The resident confirmed that words which were only claimed to be theirs are theirs."""
    contact: str

class CaseUnlinked(Event):
    """The link with another case was removed: staff took it back."""
    other: str

class CaseUnmerged(Event):
    """The case was unmerged: it is a different need from the one it was joined with. It continues as it was before,
    with `status`, in run `run` of its workflow."""
    other: str
    status: Status
    run: int

class CaseParted(Event):
    """A case that was joined with this one turned out to be a different need, and continues on its own."""
    other: str

class HandoverAsked(Event):
    """The place belongs to another government, whose Open311 server takes such requests: the case is sent there. `to`
    is the neighbour of the catalogue."""
    to: str
    task: str

class CaseHandedOver(Event):
    """Another government took the case; `number` is its number there, if they give one at once."""
    to: str
    number: str | None

class HandoverChanged(Event):
    """The other government reported the status of the case there: `open` or `closed`."""
    to: str
    status: str

class HandoverFailed(Event):
    """The other government did not take the case, so the triage desk continues with it; `because` is `refused`,
    `unknown` or `not_allowed`."""
    to: str
    because: str

class DecisionProposed(OfDecision):
    """A person must decide, or a second one confirm: `outcome` is the proposal, `person` if nothing is proposed."""

class DecisionMade(OfDecision):
    """It was granted or refused, by the rows of this version of a rule table, or by people; `overruled`: they decided
    differently from the rules."""
    overruled: bool

class PaymentSettled(OfTask):
    """The provider reported the outcome of a payment: paid, failed or expired. The amount stays with the case."""
    status: PaymentStatus

# fmt: on

EVENTS: tuple[type[Event], ...] = tuple(ROWS)
