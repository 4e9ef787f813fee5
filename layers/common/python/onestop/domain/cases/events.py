"""What can happen to a case: immutable facts in the past tense.

Fields hold codes, ids, times and scores only: never a name, an address or free text, for events travel to agencies,
logs and archives that outlive the case. `docs/events.md` shows each one as it is sent.
"""

from __future__ import annotations

from typing import get_args

from onestop.domain.cases.case_events import (
    CaseClosed,
    CaseEndangered,
    CaseExtended,
    CaseOpened,
    CaseReopened,
    CaseReprioritised,
    CaseResolved,
    CaseRouted,
    CaseTriaged,
    Proposal,
    Reason,
    TargetMissed,
    WorkflowRestarted,
)
from onestop.domain.cases.decision_events import DecisionMade, DecisionProposed, PaymentSettled
from onestop.domain.cases.handover_events import CaseHandedOver, HandoverAsked, HandoverChanged, HandoverFailed
from onestop.domain.cases.link_events import CaseJoined, CaseLinked, CaseMerged, CaseParted, CaseUnlinked, CaseUnmerged
from onestop.domain.cases.talk_events import (
    AttachmentAdded,
    ContactConfirmed,
    ContactReceived,
    ContactSent,
    NoteAdded,
    ResidentAsked,
    ResidentReminded,
    SurveyAnswered,
    SurveyInvited,
)
from onestop.domain.cases.task_events import (
    TaskAssigned,
    TaskCancelled,
    TaskCompleted,
    TaskDeclined,
    TaskDueSoon,
    TaskEscalated,
    TaskOpened,
    TaskResumed,
    TaskSplit,
    TaskTransferred,
    TaskWaiting,
)

__all__ = [
    "EVENTS",
    "AttachmentAdded",
    "CaseClosed",
    "CaseEndangered",
    "CaseExtended",
    "CaseHandedOver",
    "CaseJoined",
    "CaseLinked",
    "CaseMerged",
    "CaseOpened",
    "CaseParted",
    "CaseReopened",
    "CaseReprioritised",
    "CaseResolved",
    "CaseRouted",
    "CaseTriaged",
    "CaseUnlinked",
    "CaseUnmerged",
    "ContactConfirmed",
    "ContactReceived",
    "ContactSent",
    "DecisionMade",
    "DecisionProposed",
    "Event",
    "HandoverAsked",
    "HandoverChanged",
    "HandoverFailed",
    "NoteAdded",
    "PaymentSettled",
    "Proposal",
    "Reason",
    "ResidentAsked",
    "ResidentReminded",
    "SurveyAnswered",
    "SurveyInvited",
    "TargetMissed",
    "TaskAssigned",
    "TaskCancelled",
    "TaskCompleted",
    "TaskDeclined",
    "TaskDueSoon",
    "TaskEscalated",
    "TaskOpened",
    "TaskResumed",
    "TaskSplit",
    "TaskTransferred",
    "TaskWaiting",
    "WorkflowRestarted",
]

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
    | CaseUnlinked
    | CaseUnmerged
    | CaseParted
    | HandoverAsked
    | CaseHandedOver
    | HandoverChanged
    | HandoverFailed
    | DecisionProposed
    | DecisionMade
    | PaymentSettled
)

EVENTS: tuple[type[Event], ...] = get_args(Event)
