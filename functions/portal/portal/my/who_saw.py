"""Who saw my data: the looks and searches that auditors read, in words for the person they are about. It shows the
department and the purpose, never the member of staff; a purpose in free words was written for the auditor and is not
shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.people.actor import is_staff
from onestop.domain.translation import NC_, Phrase
from onestop.storage.staff.looks import Look, looks_at, looks_for

CASES = 10  # the newest cases, each with its own Query
EACH = 50  # looks at one case, and searches
ALL = 1_000  # of each, where all that is kept is taken along
LISTED = NC_("seen by", "Saw how your cases stand")
SEARCHED = NC_("seen by", "Looked for your cases by your address or number")
DISCLOSED = NC_("seen by", "Was shown your name and how to reach you")
CHECKED = NC_("seen by", "Checked who had looked")
FILE = NC_("seen by", "Opened a file of your case")
READ = NC_("seen by", "Opened your case")
PURPOSES: Mapping[str, Phrase] = {
    "caller": NC_("seen for", "You called or came"),
    "same_need": NC_("seen for", "To see whether it is the same need"),
    "complaint": NC_("seen for", "A complaint"),
    "own_records": NC_("seen for", "You asked what we keep"),
    "audit": NC_("seen for", "An audit"),
}
WRITTEN = NC_("seen for", "A purpose that was written down for the auditor")
REPRESENTATIVE = "representative"
ACTS_FOR_YOU = NC_("seen by", "Somebody who may act for you")
ACTING = NC_("seen for", "Acting for you")
WORK = NC_("seen for", "Work on your case")


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownLook:
    """One look in words; `case` is None for a search."""

    at: datetime
    case: str | None
    department: str | None
    what: str
    purpose: str | None


def seen_by(
    references: Sequence[str],
    identities: Iterable[str],
    catalogue: Catalogue,
    language: str,
    cases: int = CASES,
    each: int = EACH,
) -> list[ShownLook]:
    """Who looked at the newest cases and who searched for the person, the newest first: a Query for each case and one
    for each form of the address. Somebody who opens a case ten times on a day is listed once for it."""
    looks = [(look, reference) for reference in references[:cases] for look in looks_at(reference, each)]
    searches = [(look, None) for identity in identities for look in looks_for(identity, each)]
    told: dict[tuple[object, ...], ShownLook] = {}
    for look, reference in sorted([*looks, *searches], key=lambda each: each[0].at, reverse=True):
        if is_staff(look.by) or look.by == REPRESENTATIVE:
            seen = in_words(look, reference, catalogue, language)
            told.setdefault((seen.at.date(), seen.case, seen.department, seen.what, seen.purpose), seen)
    return list(told.values())


def in_words(look: Look, reference: str | None, catalogue: Catalogue, language: str) -> ShownLook:
    """One look as its resident sees it."""
    department = catalogue.name_of("agency", look.agency, language) if look.agency else None
    if look.by == REPRESENTATIVE:
        department = catalogue.say(ACTS_FOR_YOU, language)
    return ShownLook(
        at=look.at,
        case=reference,
        department=department,
        what=catalogue.say(what_of(look), language),
        purpose=purpose_and_basis(look, catalogue, language),
    )


def what_of(look: Look) -> Phrase:
    """What somebody saw or did."""
    if look.fields == ("looks",):
        return CHECKED
    if look.fields and all(field.startswith("contact.") for field in look.fields):
        return DISCLOSED
    if look.where == "search" and look.by == REPRESENTATIVE:
        return LISTED
    if look.where == "search":
        return SEARCHED
    return FILE if look.fields == ("attachments",) else READ


def purpose_and_basis(look: Look, catalogue: Catalogue, language: str) -> str:
    """The purpose, and the law that allows it, if the jurisdiction names one."""
    purpose = catalogue.say(purpose_of(look), language)
    bases = cast("Mapping[str, Mapping[str, str]]", catalogue.jurisdiction.get("legal_bases") or {})
    basis = bases.get(look.purpose if look.purpose in PURPOSES else "written") if look.purpose else bases.get("work")
    return f"{purpose} ({catalogue.say(basis, language)})" if basis else purpose


def purpose_of(look: Look) -> Phrase:
    """The purpose; opening a case to work on it needs none."""
    if look.by == REPRESENTATIVE:
        return ACTING
    if not look.purpose:
        return WORK
    return PURPOSES.get(look.purpose, WRITTEN)
