"""Whether somebody can be told how their case goes on. Whoever left no address, number or app looks at the page of
their case instead: no receipt may promise them a message."""

from __future__ import annotations

from onestop.domain.cases.case import Case
from onestop.domain.cases.event_words import NEXT_UNTOLD, NEXT_WORDS
from onestop.domain.catalogue.catalogue import Catalogue, Sayable
from onestop.domain.errors import NotFound
from onestop.storage.people.contact_details import load_person


def can_be_told(case: Case) -> bool:
    """Tells whether there is any way to write to or call whoever brought the case."""
    if not case.person:
        return False
    try:
        person = load_person(case.person)
    except NotFound:  # erased since
        return False
    return any((person.email, person.phone, person.post, person.device))


def next_words(service: str | None, catalogue: Catalogue, *, told: bool) -> Sayable:
    """Returns what happens next: as the service says it, or as it is for any need."""
    known = catalogue.services.get(service or "")
    words: Sayable = known["next"] if known else (NEXT_WORDS if told else NEXT_UNTOLD)
    return words
