"""Letters about a draft of an application: its link and its code, and that it expires soon. They open the draft, so
they go only to the e-mail address that its applicant gave."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from notifications.without_case.send_letter import deliver_own, may_be_written_to, own_letter
from notifications.words.letter import write_letter
from onestop.domain.applications.application import APPLICANT, ApplicationStatus, is_over
from onestop.domain.people.person import Person
from onestop.domain.time.dates import say_date
from onestop.runtime import links
from onestop.runtime.settings import setting
from onestop.storage.applications.application_rows import find_application
from onestop.storage.catalogue.releases import current
from onestop.storage.letters.claim_letters import claim

LETTERS = {"application.kept": "application-kept", "application.ending": "application-ending"}


def send_letter(event: Mapping[str, Any], at: datetime) -> None:
    """Sends a letter about a draft, once; none if the draft has expired or was sent meanwhile."""
    application = find_application(event["subject"])
    if application is None or application.status is not ApplicationStatus.DRAFT or is_over(application, at):
        return
    catalogue, applicant, letter = current(), application.party(APPLICANT), LETTERS[event["type"]]
    if applicant is None or not applicant.email:
        return
    language = catalogue.language(applicant.language or application.language)
    person = Person(id="", email=applicant.email, language=language)
    if not may_be_written_to(person, "email"):
        return
    notification = claim(own_letter(event, letter, "email", language, at))
    if notification is None:
        return
    reference = application.reference
    secret = links.secret_of(links.APPLY, reference)
    words = {
        "service": catalogue.name_of("service", application.service, language),
        "reference": reference,
        "code": links.code_of(reference),
        "link": f"{setting('PUBLIC_URL').rstrip('/')}/apply/draft/{reference}?secret={secret}&lang={language}",
        "due": say_date(application.expires_at, catalogue.jurisdiction["time_zone"], language),
        "city": catalogue.say(catalogue.jurisdiction["name"], language),
    }
    deliver_own(event, notification, write_letter(letter, "email", language, words, catalogue), person)
