"""One sample of each event, as a subscriber gets it, and the page that shows them all: both made from the code."""

from __future__ import annotations

import json
import types
from dataclasses import fields
from datetime import datetime, timedelta
from enum import StrEnum
from inspect import getdoc
from pathlib import Path
from typing import Any, Union, get_args, get_origin, get_type_hints

import msgspec

from onestop.contracts.recorded import cloud_event, filter_attributes
from onestop.domain.cases.events import (
    EVENTS,
    AttachmentAdded,
    CaseClosed,
    CaseEndangered,
    CaseExtended,
    CaseHandedOver,
    CaseJoined,
    CaseLinked,
    CaseMerged,
    CaseOpened,
    CaseParted,
    CaseReopened,
    CaseReprioritised,
    CaseResolved,
    CaseRouted,
    CaseTriaged,
    CaseUnlinked,
    CaseUnmerged,
    ContactConfirmed,
    ContactReceived,
    ContactSent,
    DecisionMade,
    DecisionProposed,
    Event,
    HandoverAsked,
    HandoverChanged,
    HandoverFailed,
    NoteAdded,
    PaymentSettled,
    Proposal,
    Reason,
    ResidentAsked,
    ResidentReminded,
    SurveyAnswered,
    SurveyInvited,
    TargetMissed,
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
    WorkflowRestarted,
)
from onestop.domain.cases.lifecycle import PaymentStatus
from onestop.domain.decisions.outcome import Outcome
from tests.builders import NOW, a_reference, an_event
from tests.contract.listeners import table_of_listeners

ROOT = Path(__file__).parent.parent.parent
SAMPLES = ROOT / "tests" / "events"
PAGE = ROOT / "docs" / "events.md"
SOURCE = "/onestop/port-ellery"
ANOTHER = a_reference(7)

EXAMPLES: tuple[Event, ...] = (
    CaseOpened(service="dangerous-building", hazard="gas"),
    CaseRouted(
        service="dangerous-building",
        agencies=("buildings", "streets"),
        due_at=NOW,
        reasons=(Reason("keywords", ("unsafe building",)), Reason("rule", ("old-town-walls",))),
        district="old-town",
    ),
    CaseTriaged(
        reasons=(Reason("ambiguous", ("graffiti", "rodents")),),
        proposals=(Proposal("graffiti", ("paint",)), Proposal("rodents", ("rats",))),
    ),
    TaskOpened(task="01", code="inspect", agency="buildings", due_at=NOW),
    TaskCompleted(task="01", code="inspect", agency="buildings", chosen=None),
    TaskDeclined(task="01", code="inspect", agency="buildings"),
    TaskAssigned(task="01", code="inspect", agency="buildings", assignee="5d6c1c0e-3b1f-4d0c-9d53-0a6f0f1e2a7b"),
    TaskTransferred(task="02", code="close-street", agency="parks", from_agency="streets", due_at=NOW, looped=False),
    TaskSplit(task="02", code="close-street", agency="streets", parts=("03", "04")),
    TaskWaiting(task="01", code="inspect", agency="buildings", waits_for="date", until=NOW),
    TaskResumed(task="01", code="inspect", agency="buildings", due_at=NOW),
    TaskCancelled(task="02", code="close-street", agency="streets", because="enough"),
    TaskDueSoon(task="01", code="inspect", agency="buildings", due_at=NOW),
    TaskEscalated(task="01", code="inspect", agency="buildings", level=1, to="supervisor", due_at=NOW),
    TargetMissed(target="first_action", due_at=NOW),
    ResidentAsked(task="01", contact="000007"),
    ResidentReminded(task="01", times=1),
    ContactReceived(contact="000009", proof="claimed"),
    CaseEndangered(hazard="gas"),
    ContactSent(contact="000010"),
    NoteAdded(note_id="000011"),
    AttachmentAdded(attachment="4f1d0c9a6be27853", kind="photo"),
    CaseReprioritised(before="normal", after="high"),
    CaseExtended(was_due_at=NOW, due_at=NOW + timedelta(days=14)),
    CaseLinked(other=ANOTHER, link="related"),
    CaseMerged(into=ANOTHER),
    CaseJoined(other=ANOTHER),
    CaseReopened(run=2),
    CaseResolved(survey="standard", missed=("first_action",)),
    SurveyInvited(survey="standard"),
    SurveyAnswered(survey="standard", scores=(("satisfaction", 5), ("ease", 4)), answer_channel="email"),
    WorkflowRestarted(run=2),
    CaseClosed(because="answered"),
    ContactConfirmed(contact="000009"),
    CaseUnlinked(other=ANOTHER),
    CaseUnmerged(other=ANOTHER, status="in_progress", run=2),
    CaseParted(other=ANOTHER),
    HandoverAsked(to="bridgetown", task="01"),
    CaseHandedOver(to="bridgetown", number="417"),
    HandoverChanged(to="bridgetown", status="closed"),
    HandoverFailed(to="bridgetown", because="refused"),
    DecisionProposed(
        task="04",
        code="decide",
        agency="licensing",
        outcome=Outcome.PERSON,
        rows=("many-people",),
        table="street-event-permit",
        version="0123456789ab",
        by_rule=True,
    ),
    DecisionMade(
        task="04",
        code="decide",
        agency="licensing",
        outcome=Outcome.GRANT,
        rows=("small",),
        table="street-event-permit",
        version="0123456789ab",
        by_rule=True,
        overruled=False,
    ),
    PaymentSettled(task="05", code="pay", agency="licensing", status=PaymentStatus.PAID),
)

INTRODUCTION = """# Events

Everything that happens to a case is published on the SNS topic `CaseEvents` as [CloudEvents 1.0](https://cloudevents.io)
JSON. An event may come twice and out of order: `id` is the same for every delivery of the same event, and `sequence`
counts the events of a case without gaps.

No event holds a name, an address, a number or words of a resident. A subscriber that needs those reads the case, and
must have the right to see it.

Every event carries the message attributes `type`, `agency`, `service`, `priority` and `channel` for filter policies
(one without a value is left out), and in `data` besides its own fields:

| field | what it says |
|---|---|
| `reference` | the case |
| `by` | who caused it: `system`, `resident` or `staff` |
| `service`, `agency` | what the case is about and who has it now; null while that is not decided |
| `priority`, `channel` | how urgent it is, and how it came to us |

This page is made from `layers/common/python/onestop/domain/cases/events.py` by `make docs`.
"""
LISTENERS = """\
What each event causes here, apart from what others subscribe to: what the workflow does, which letters
are sent, whether it is on the timeline of the resident's page, the status of the request in Open311, and which of our
queues get it."""


def sample_of(event: Event) -> dict[str, Any]:
    """The event as it is published."""
    sequence = EVENTS.index(type(event)) + 1
    agency = getattr(event, "agency", None) or "buildings"
    kept = an_event(event, sequence=sequence, service="dangerous-building", agency=agency, priority="urgent")
    return {"message": cloud_event(kept, SOURCE), "attributes": filter_attributes(kept)}


def sample_text(event: Event) -> str:
    """The text of a sample's file."""
    return json.dumps(sample_of(event), indent=2, ensure_ascii=False) + "\n"


def type_name(kind: Any) -> str:
    """A field's type as a subscriber in any language would call it."""
    if get_origin(kind) in (Union, types.UnionType):
        return " or ".join("null" if part is type(None) else type_name(part) for part in get_args(kind))
    if get_origin(kind) is tuple:
        parts = get_args(kind)
        return f"list of {type_name(parts[0])}" if parts[-1] is Ellipsis else f"[{', '.join(map(type_name, parts))}]"
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return "text"
    return {
        str: "text",
        int: "number",
        bool: "true or false",
        datetime: "time (RFC 3339, UTC)",
        Reason: "{code, words}",
        Proposal: "{service, words, model}",
    }[kind]


def page_text() -> str:
    """The text of docs/events.md."""
    parts = [INTRODUCTION, f"## Who listens\n\n{LISTENERS}\n\n{table_of_listeners()}\n"]
    for event in EXAMPLES:
        kind = type(event)
        hints = get_type_hints(kind)
        rows = [f"| `{field.name}` | {type_name(hints[field.name])} |" for field in fields(kind)]
        data = msgspec.to_builtins(event)
        parts.append(
            "\n".join(
                [
                    f"## {kind.type}",
                    "",
                    getdoc(kind) or "",
                    "",
                    "| field of `data` | type |",
                    "|---|---|",
                    *rows,
                    "",
                    "```json",
                    json.dumps(data, ensure_ascii=False),
                    "```",
                    "",
                ]
            )
        )
    return "\n".join(parts)
