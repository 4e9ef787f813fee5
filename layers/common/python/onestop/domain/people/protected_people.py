"""A protected person must not be found by those who look for them, such as a partner who beat them.

A note tells staff so on their case, and nothing public shows it. Only staff with the right (see_protected in
`permissions`) see how to reach them; no search finds that, and people who share an address with them do not see their
cases.
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
    """A record that whoever brings cases by an address is protected. Their *own* address is read by nobody else: anyone
    who proves it sees their cases; by another address, nobody finds them."""

    at: datetime
    own: bool


def protect_case(file: CaseFile, act: Act, words: str, *, protected: bool) -> Change | None:
    """Marks a case as one of a protected person, or removes the mark. `words` tell colleagues so, in a note; None if
    nothing changes."""
    if file.case.protected == protected:
        return None
    note = note_about(file, act, ABOUT, words)
    case = replace(file.case, protected=protected)
    return change_by(act, replace(file, case=case), NoteAdded(note_id=note.id), note=note)


def is_hidden_from(person: Person, agencies: frozenset[str], roles: frozenset[str], catalogue: Catalogue) -> bool:
    """Whether somebody with these agencies and roles must not learn how to reach a person."""
    return person.protected_at is not None and not sees_protected(agencies, roles, catalogue)


def sees_protected(agencies: frozenset[str], roles: frozenset[str], catalogue: Catalogue) -> bool:
    """Whether somebody may learn how to reach people who are protected; no contractor's staff may, whatever their
    role."""
    return may(roles, "see_protected") and not is_outsider(agencies, roles, catalogue)


def without_addresses(person: Person) -> Person:
    """Returns somebody as they are shown to people who must not learn how to reach them."""
    return replace(person, email=None, phone=None, post=(), device=None)


def may_be(person: Person, known: Iterable[Person]) -> bool:
    """Whether somebody with the same address as a protected person may be that person: has their name, or gave none.
    Another person in the home is not affected."""
    names = {spelled(each.name) for each in known if each.name}
    return not person.name or spelled(person.name) in names


def spelled(name: str | None) -> str:
    return " ".join((name or "").casefold().split())
