"""Sends the link by which somebody signs an application that names them: a page asked for it, and it is sent here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from notifications.without_case.send_letter import deliver_own, may_be_written_to, own_letter
from notifications.words.letter import write_letter
from onestop.domain.applications.application import ApplicationStatus
from onestop.domain.people.person import Person
from onestop.runtime import links
from onestop.storage.applications.application_rows import find_application
from onestop.storage.catalogue.releases import current
from onestop.storage.letters.claim_letters import claim

ASKED = "signature.asked"
LETTER = "signature-asked"


def ask_to_sign(event: Mapping[str, Any], at: datetime) -> None:
    """Sends the link, once for each request; sends none if it would come too late."""
    application = find_application(event["subject"])
    if application is None or application.status is not ApplicationStatus.DRAFT:
        return
    party = next((each for each in application.parties if each.id == event["data"]["party"]), None)
    if party is None or not party.email:
        return
    person = Person(id="", email=party.email, language=party.language)
    if not may_be_written_to(person, "email"):
        return
    notification = claim(own_letter(event, LETTER, "email", party.language, at))
    if notification is None:
        return
    catalogue = current()
    service = catalogue.services.get(application.service)
    words = {
        "service": catalogue.say(service["name"], party.language) if service else "",
        "link": links.link_to_sign(party.id, application.reference, party.language),
        "city": catalogue.say(catalogue.jurisdiction["name"], party.language),
    }
    deliver_own(event, notification, write_letter(LETTER, "email", party.language, words, catalogue), person)
