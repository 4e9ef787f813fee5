"""The acts that can be done to many tasks at once, and the input that each needs."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from casework.acts.tables import TASK_ACTS
from casework.pages.desk_request import DeskVisit
from casework.pages.form_fields import SentFields
from casework.pages.inbox.filters import Choices
from casework.pages.inbox.list_address import agency_of, read_kept
from casework.pages.inbox.texts import PRIORITY_NAMES
from casework.staff.colleagues import who_works
from onestop.domain.staff.permissions import may
from onestop.domain.translation import N_, NC_, Phrase
from onestop.storage.cases.task_lists import SEARCHED

MOST = SEARCHED  # tasks at once: what one search reads, and what can be done well within the time of a request
ITEM = re.compile(r"([0-9A-Za-z-]{4,20})/([0-9]{2,4})")  # a task as the value of its box in the list


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxField:
    """One input of an act: a text, one of several choices, or a moment."""

    name: str
    label: Phrase
    kind: str = "area"
    choices: Callable[[DeskVisit], Choices] | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkAct:
    """An act of the API as the inbox offers it: its name, its input, and its own message afterwards."""

    action: str
    name: Phrase
    fields: tuple[InboxField, ...] = ()
    fixed: Mapping[str, Any] | None = None
    undo: str | None = None
    right: str = ""

    @property
    def needs(self) -> str:
        """Returns what somebody must be allowed to do for it: the act, or more than that."""
        return self.right or self.action

    @property
    def of_task(self) -> bool:
        """Says whether it is done to a task; if not, to the task's case."""
        return self.action in TASK_ACTS


def agencies(visit: DeskVisit) -> Choices:
    named = [(code, visit.offer.name_of("agency", code, visit.language)) for code in visit.offer.agencies]
    return sorted(named, key=lambda each: each[1].casefold())


def priorities(visit: DeskVisit) -> Choices:
    return [(code, visit.say(name)) for code, name in PRIORITY_NAMES.items()]


def colleagues(visit: DeskVisit) -> Choices:
    """Returns who may be given tasks: people of the list's agency; on a list of one's own, of one's own agencies."""
    found = {staff: name for agency in agencies_meant(visit) for staff, name in who_works(agency).items()}
    return sorted(found.items(), key=lambda each: each[1].casefold())


def agencies_meant(visit: DeskVisit) -> list[str]:
    agency = agency_of(read_kept(visit, visit.form.text("list")), visit)
    return [agency] if agency else sorted(visit.staff.agencies)


WHY = InboxField(name="reason", label=N_("Why? Colleagues read this."))
NOTE = InboxField(name="note", label=N_("What was done, or why not? Colleagues read this."), optional=True)
ACTS: Mapping[str, BulkAct] = {
    "take": BulkAct(action="assignment", name=NC_("tasks", "Take"), fixed={"assignee": "me"}, undo="give_back"),
    "give_back": BulkAct(action="assignment", name=NC_("tasks", "Give back"), fixed={}, undo="take"),
    "give": BulkAct(
        action="assignment",
        name=NC_("tasks", "Give to a colleague"),
        fields=(InboxField(name="assignee", label=N_("To whom?"), kind="choice", choices=colleagues),),
        right="assign_others",
    ),
    "done": BulkAct(
        action="completion", name=NC_("tasks", "Say that they are done"), fields=(NOTE,), fixed={"outcome": "done"}
    ),
    "declined": BulkAct(
        action="completion", name=NC_("tasks", "Decline"), fields=(NOTE,), fixed={"outcome": "declined"}
    ),
    "transfer": BulkAct(
        action="transfer",
        name=NC_("tasks", "Hand to another agency"),
        fields=(InboxField(name="agency", label=N_("To which agency?"), kind="choice", choices=agencies), WHY),
    ),
    "question": BulkAct(
        action="question",
        name=NC_("tasks", "Ask the residents"),
        fields=(InboxField(name="question", label=N_("What do you ask? Each resident gets this by itself.")),),
    ),
    "waiting": BulkAct(
        action="waiting",
        name=NC_("tasks", "Put aside until a day"),
        fields=(InboxField(name="until", label=N_("Until when?"), kind="moment"), WHY),
    ),
    "resumption": BulkAct(action="resumption", name=NC_("tasks", "Go on with what waits")),
    "priority": BulkAct(
        action="priority",
        name=NC_("tasks", "Set the priority"),
        fields=(InboxField(name="priority", label=N_("Which priority?"), kind="choice", choices=priorities), WHY),
    ),
    "extension": BulkAct(
        action="extension",
        name=NC_("tasks", "Give more time"),
        fields=(InboxField(name="due_at", label=N_("Until when?"), kind="moment"), WHY),
    ),
    "notes": BulkAct(
        action="notes",
        name=NC_("tasks", "Write a note"),
        fields=(InboxField(name="text", label=N_("The note, for colleagues")),),
    ),
    "cancellation": BulkAct(action="cancellation", name=NC_("tasks", "Cancel: not needed"), fields=(WHY,)),
}


def acts_offered(visit: DeskVisit) -> Choices:
    """Returns the acts that somebody may do at all, in the order in which they are offered."""
    return [(code, visit.say(act.name)) for code, act in ACTS.items() if may(visit.staff.roles, act.needs)]


def read_chosen(texts: list[str]) -> list[str]:
    """Reads the ticked tasks, each once."""
    return list(dict.fromkeys(text for text in texts if ITEM.fullmatch(text)))[:MOST]


def body_of(act: BulkAct, form: SentFields, visit: DeskVisit) -> dict[str, Any]:
    """Returns the body that the API takes for an act, from the fields of a form; empty fields are left out."""
    body: dict[str, Any] = dict(act.fixed or {})
    for field in act.fields:
        typed = form.text(field.name).strip()
        if typed:
            body[field.name] = read_moment(typed, visit) if field.kind == "moment" else typed
    return body


def read_moment(typed: str, visit: DeskVisit) -> str:
    """Reads a local day and time as a moment; an invalid one stays as typed, so that the API refuses it by field."""
    try:
        local = datetime.fromisoformat(typed)
    except ValueError:
        return typed
    return (
        local if local.tzinfo else local.replace(tzinfo=ZoneInfo(visit.offer.jurisdiction["time_zone"]))
    ).isoformat()
