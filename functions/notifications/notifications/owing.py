"""Which events make us owe a message, to whom, and in which words."""

from __future__ import annotations

from collections.abc import Mapping

from notifications.letters import NAMELESS, NO_DATE, NO_SERVICE, Message, write
from onestop.domain.cases import Case
from onestop.domain.catalogue import Catalogue
from onestop.domain.dates import say_date
from onestop.domain.people import Person
from onestop.domain.wording import NEXT_WORDS
from onestop.runtime import links

# event -> letter of the catalogue, and what its link opens; the subscription in template.yaml filters on these
LETTERS: dict[str, tuple[str, str]] = {
    "case.opened": ("case-opened", links.TRACK),
    "case.resolved": ("case-resolved", links.TRACK),
    "survey.invited": ("survey-invited", links.SURVEY),
}


def message_about(event_type: str, channel: str, case: Case, person: Person, catalogue: Catalogue) -> Message:
    """Writes the message that we owe a person because of an event."""
    letter, purpose = LETTERS[event_type]
    return write(letter, channel, person.language, words_about(case, person, purpose, catalogue), catalogue)


def words_about(case: Case, person: Person, purpose: str, catalogue: Catalogue) -> Mapping[str, str]:
    """What may stand in a letter about a case."""
    language, service = person.language, catalogue.services.get(case.service or "")
    zone = catalogue.jurisdiction["time_zone"]
    return {
        "name": person.name or catalogue.say(NAMELESS, language),
        "reference": case.reference,
        "service": catalogue.say(service["name"] if service else NO_SERVICE, language),
        "next": catalogue.say(service["next"] if service else NEXT_WORDS, language),
        "due": say_date(case.due_at, zone, language) if case.due_at else catalogue.say(NO_DATE, language),
        "link": links.link_to(purpose, case.reference, language),
        "city": catalogue.say(catalogue.jurisdiction["name"], language),
    }
