"""A protected person: somebody who must not be found by whoever looks for them, such as a partner who beat them.

Their case says so to staff in a note, and nothing public shows it. How they are reached is seen by whoever may
(`permissions`: see_protected), found by no search, and their cases by nobody who shares an address with them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from onestop.domain.cases.act import Act
from onestop.domain.cases.case import CaseFile
from onestop.domain.cases.change import Change
from onestop.domain.cases.events import NoteAdded
from onestop.domain.cases.tasks.task_end import note_about
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.people.person import Person
from onestop.domain.staff.agency_rights import is_outsider
from onestop.domain.staff.permissions import may
from onestop.domain.time.targets import change_by

ABOUT = "protected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Protection:
    """That whoever brings cases by an address is protected. Their *own* address is read by nobody else: who proves it
    sees their cases; by another one nobody finds them."""

    at: datetime
    own: bool


def protect_case(file: CaseFile, act: Act, words: str, *, protected: bool) -> Change | None:
    """Marks a case as one of a protected person, or takes the mark away. `words` say so to colleagues, in a note; None
    if nothing changes."""
    if file.case.protected == protected:
        return None
    note = note_about(file, act, ABOUT, words)
    case = replace(file.case, protected=protected)
    return change_by(act, replace(file, case=case), NoteAdded(note_id=note.id), note=note)


def is_hidden_from(person: Person, agencies: frozenset[str], roles: frozenset[str], catalogue: Catalogue) -> bool:
    """Whether somebody of these agencies and roles must not learn how to reach a person."""
    return person.protected_at is not None and not sees_protected(agencies, roles, catalogue)


def sees_protected(agencies: frozenset[str], roles: frozenset[str], catalogue: Catalogue) -> bool:
    """Whether somebody may learn how to reach people who are protected; nobody of a contractor may, whatever their
    role."""
    return may(roles, "see_protected") and not is_outsider(agencies, roles, catalogue)


def without_addresses(person: Person) -> Person:
    """Somebody as they are shown to whoever must not learn how to reach them."""
    return replace(person, email=None, phone=None, post=(), device=None)


def may_be(person: Person, known: Iterable[Person]) -> bool:
    """Whether somebody with the same address as a protected person may be that person: has their name, or gave none.
    Another one of the home stays as they are."""
    names = {spelled(each.name) for each in known if each.name}
    return not person.name or spelled(person.name) in names


def spelled(name: str | None) -> str:
    return " ".join((name or "").casefold().split())
