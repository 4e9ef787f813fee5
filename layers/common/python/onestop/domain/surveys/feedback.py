"""Feedback without a case: praise, an idea, a complaint, or that a page did not help; and which agency reads it.

A page has an owner, who also gets feedback on it. A complaint about staff goes to another agency than theirs: nobody
decides about themselves.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.errors import Fault, NotValid
from onestop.domain.visible_words import shows_something

LONGEST = 4000
PAGE = re.compile(r"/(?:[a-z0-9-]{1,60}(?:/[a-z0-9-]{1,60}){0,4})?")
KEPT_WHOLE = "/answers"  # below it each page is public content of ours
SOMEBODYS = "-"  # replaces a part of a page's address that may identify somebody: a reference, a task, a token
# the parts of our pages' addresses that are the same for everybody, and the steps of a report
PARTS = frozenset(
    (
        *("all", "answers", "appeal", "apply", "around", "assist", "attach", "back", "begin", "border"),
        *("cases", "check", "code", "confirm", "consents", "contact", "data", "developers", "draft", "eid"),
        *("feedback", "file", "from", "go-on", "insights", "known", "later", "layers", "life", "map", "my", "near"),
        *("notices", "others", "paper", "part", "pay", "paying", "photos", "preferences", "questions"),
        *("read", "reopen", "report", "reported", "search", "seen", "sent", "service", "sign", "stop", "subscribe"),
        *("subscriptions", "suggestions", "survey", "surveys", "table", "tell", "track", "view", "what"),
        *("where", "withdraw"),
    )
)
NOBODY = ""  # what no agency may read: only administrators do


class FeedbackKind(StrEnum):
    """The kind of feedback."""

    PRAISE = "praise"
    IDEA = "idea"
    COMPLAINT = "complaint"
    STAFF = "staff"  # a complaint about a member of staff
    PAGE = "page"  # what was missing on a page


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """One piece of feedback, as it was written: it may name people, and stays in the Messages table. `about` is the
    page that it is about, `agency` the agency that it is about, `goes_to` the agency that reads it."""

    id: str
    kind: FeedbackKind
    words: str
    channel: str
    language: str
    at: datetime
    about: str
    agency: str | None
    goes_to: str


def page_of(path: str, services: Container[str] = ()) -> str:
    """Returns the page of an address, without parts that may identify somebody: `/track/-` for that of any case.
    Parts that are ours and codes of services are kept."""
    bare = path.partition("?")[0].lower()
    if not PAGE.fullmatch(bare):
        return "/"
    if bare.startswith(f"{KEPT_WHOLE}/"):
        return bare
    first, *others = bare.removeprefix("/").split("/")
    if first not in PARTS:
        return "/"
    return "/".join(("", first, *(part if part in PARTS or part in services else SOMEBODYS for part in others)))


def goes_to(kind: FeedbackKind, agency: str | None, owner: str | None, catalogue: Catalogue) -> str:
    """Returns the agency that reads it: the one that it is about, else the owner of the page, else the agency that
    answers everybody. Complaints about staff go to another agency; if there is none, only administrators read
    them."""
    first = catalogue.jurisdiction["triage_agency"]
    if kind is not FeedbackKind.STAFF:
        return agency or owner or first
    departments = (code for code, each in catalogue.agencies.items() if each["kind"] == "department")
    return next((code for code in (first, *departments) if code != agency), NOBODY)


def read_feedback(
    sent: dict[str, str],
    owner_of: Callable[[str], str | None],
    catalogue: Catalogue,
    at: datetime,
    *,
    channel: str,
    language: str,
    name: str,
) -> Feedback:
    """Reads feedback that was sent; raises NotValid with everything that is wrong with it."""
    kind, words, agency = sent.get("kind", ""), sent.get("words", "").strip(), sent.get("agency") or None
    faults = []
    if kind not in set(FeedbackKind):
        faults.append(Fault("kind", "it is not said what this is", f"one of: {', '.join(FeedbackKind)}"))
    if not shows_something(words) or len(words) > LONGEST:
        faults.append(Fault("words", "there are no words, or too many", f"1 to {LONGEST} characters"))
    if agency and agency not in catalogue.agencies:
        faults.append(Fault("agency", "there is no such agency", "one of the list, or none"))
    if faults:
        raise NotValid(*faults)
    about = page_of(sent.get("about", ""), catalogue.services)
    return Feedback(
        id=name,
        kind=FeedbackKind(kind),
        words=words,
        channel=channel,
        language=language,
        at=at,
        about=about,
        agency=agency,
        goes_to=goes_to(FeedbackKind(kind), agency, owner_of(about), catalogue),
    )
