"""The words that may be in any letter about a case."""

from __future__ import annotations

import re
from collections.abc import Mapping

from notifications.words.letter import NAMELESS, NO_DATE, NO_SERVICE
from onestop.domain.cases.case import Case
from onestop.domain.cases.event_words import NEXT_WORDS
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.people.person import Person
from onestop.domain.time.dates import say_date
from onestop.runtime import links

LONGEST_NAME = 80
# Anybody can give somebody else's address and any words as their name: an official letter must not begin with a lure to
# open, to write to or to call.
LURE = re.compile(r"://|(?i:www)[.。．｡]|@|\w[.。．｡](?:[a-z]{2,}|[A-Z]{2,})\b|(?:\d\W*){6}|[\r\n]")


def addressed_as(name: str | None) -> str | None:
    """The name that a letter may begin with: one line, of the length of a name, and without anything to follow or
    call."""
    said = " ".join((name or "").split())
    return said if said and len(said) <= LONGEST_NAME and not LURE.search((name or "").strip()) else None


def usual_words(case: Case, person: Person, opens: str, catalogue: Catalogue) -> Mapping[str, str]:
    """What a letter to a person may say about their case; `opens` is what its link is for."""
    language, service = person.language, catalogue.services.get(case.service or "")
    zone = catalogue.jurisdiction["time_zone"]
    return {
        "name": addressed_as(person.name) or catalogue.say(NAMELESS, language),
        "reference": case.reference,
        "service": catalogue.say(service["name"] if service else NO_SERVICE, language),
        "next": catalogue.say(service["next"] if service else NEXT_WORDS, language),
        "due": say_date(case.due_at, zone, language) if case.due_at else catalogue.say(NO_DATE, language),
        "link": links.link_to(opens, case.reference, language),
        "city": catalogue.say(catalogue.jurisdiction["name"], language),
    }
