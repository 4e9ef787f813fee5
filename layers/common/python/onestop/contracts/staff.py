"""What staff send us over HTTPS. A reason is kept as a note for other staff; it is never in an event."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

from onestop.contracts.api import CaseBody, Code, Description, NeedChannel
from onestop.domain.cases.lifecycle import Priority

Why = Annotated[str, Meta(min_length=1, max_length=2000)]
LongText = Annotated[str, Meta(min_length=1, max_length=4000)]
NamedColleagues = Annotated[str, Meta(min_length=1, max_length=20)]  # a reference, as people write them
ZonedMoment = Annotated[datetime, Meta(tz=True)]
MOST_AT_ONCE = 50
# for what purpose somebody may search for a person's cases; codes, because they are part of addresses
PURPOSES = ("caller", "same_need", "complaint", "own_records", "audit")


class SessionBody(Struct, forbid_unknown_fields=True, kw_only=True):
    """A member of staff signs in."""

    username: Annotated[str, Meta(min_length=1, max_length=128)]
    password: Annotated[str, Meta(min_length=1, max_length=256)]
    code: Annotated[str, Meta(pattern=r"^[0-9]{6}$")] | None = None
    setup: Annotated[str, Meta(min_length=20, max_length=2048)] | None = None


class AuthenticatorBody(Struct, forbid_unknown_fields=True, kw_only=True):
    """A member of staff without a second factor asks for the key for their authenticator app."""

    username: Annotated[str, Meta(min_length=1, max_length=128)]
    password: Annotated[str, Meta(min_length=1, max_length=256)]


class EntryBody(CaseBody, forbid_unknown_fields=True, kw_only=True):
    """A member of staff opens a case for somebody at the counter, on the telephone or in a letter; `consent` is how
    they agreed that we keep what they said: it is needed wherever there is a contact."""

    consent: Literal["spoken", "signed", "not_needed"]
    channel: NeedChannel = "counter"


class CompletionBody(Struct, forbid_unknown_fields=True, kw_only=True):
    """An agency finishes or declines its part; `results` are the fields that the plan asks for. With `harmless` the
    triage desk says that the danger that was named is not one."""

    outcome: Literal["done", "declined"]
    note: Description | None = None
    service_code: Code | None = None
    results: dict[Code, Any] | None = None
    harmless: bool = False


class AssignmentBody(Struct, forbid_unknown_fields=True, kw_only=True):
    """Gives a task to one member of staff: their id, or "me"; if left out, nobody has it."""

    assignee: Annotated[str, Meta(min_length=1, max_length=128)] | None = None


class TransferBody(Struct, forbid_unknown_fields=True, kw_only=True):
    """Hands a task to another agency; with `overrule` even to one that has had it before."""

    agency: Code
    reason: Why
    overrule: bool = False


class SplitBody(Struct, forbid_unknown_fields=True, kw_only=True):
    """Replaces a task by one for each of these agencies."""

    agencies: Annotated[list[Code], Meta(min_length=2, max_length=10, extra_json_schema={"uniqueItems": True})]
    reason: Why


class QuestionBody(Struct, forbid_unknown_fields=True, kw_only=True):
    """Asks the resident; the task waits for the answer."""

    question: LongText


class WaitBody(Struct, forbid_unknown_fields=True, kw_only=True):
    """Lets a task wait until a moment, or until another case has ended."""

    reason: Why
    until: ZonedMoment | None = None
    case: NamedColleagues | None = None


class ReasonBody(Struct, forbid_unknown_fields=True, kw_only=True):
    """Why something is done to a task or case."""

    reason: Why


class NothingBody(Struct, forbid_unknown_fields=True, kw_only=True):
    """An empty body: the path says everything."""


class ExtraBody(Struct, forbid_unknown_fields=True, kw_only=True):
    """Opens a task that the plan leaves to staff."""

    code: Code


class NoteBody(Struct, forbid_unknown_fields=True, kw_only=True):
    """A note for other staff, or words for the resident."""

    text: LongText
    public: bool = False


class MergeBody(Struct, forbid_unknown_fields=True, kw_only=True):
    """Merges the case into another one that is the same need."""

    into: NamedColleagues
    reason: Why


class UnmergeBody(Struct, forbid_unknown_fields=True, kw_only=True):
    """Unmerges the case from another one: it is a need of its own."""

    reason: Why | None = None


class LinkBody(Struct, forbid_unknown_fields=True, kw_only=True):
    """Links the case with another one, or removes the link."""

    reference: NamedColleagues


class PriorityBody(Struct, forbid_unknown_fields=True, kw_only=True):
    """Gives the case another priority."""

    priority: Priority
    reason: Why


class ExtensionBody(Struct, forbid_unknown_fields=True, kw_only=True):
    """Gives the case another deadline."""

    due_at: ZonedMoment
    reason: Why


class DisclosureBody(Struct, forbid_unknown_fields=True, kw_only=True):
    """Asks who the resident is, beyond what the task needs; the purpose is kept for the auditor."""

    purpose: Annotated[str, Meta(min_length=10, max_length=500)]


class DismissalBody(Struct, forbid_unknown_fields=True, kw_only=True):
    """Says that what was held back is not a need; `undone` takes that back."""

    undone: bool = False


class BulkItem(Struct, forbid_unknown_fields=True, kw_only=True):
    """One case, or one task of a case, of a selection; `version` is the one that the caller saw."""

    reference: NamedColleagues
    task: Annotated[str, Meta(pattern=r"^[0-9]{2,4}$")] | None = None
    version: Annotated[int, Meta(ge=1)] | None = None


class BulkBody(Struct, forbid_unknown_fields=True, kw_only=True):
    """Does one thing to a selection: `action` is the last part of its path, `body` the body that it takes."""

    action: Annotated[str, Meta(max_length=40)]
    items: Annotated[list[BulkItem], Meta(min_length=1, max_length=MOST_AT_ONCE)]
    body: dict[str, Any] | None = None
