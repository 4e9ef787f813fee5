"""The letter about an event, ready to be sent: read from the case when it is sent, because events contain no words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from notifications.channels.push import words_of_push
from notifications.event_message import EventMessage
from notifications.owed.which_letters import ACKNOWLEDGEMENT, FOLLOWERS, LETTERS, OwedLetter, as_for_life, kind_of
from notifications.words.any_letter import usual_words
from notifications.words.letter import Message, in_languages, with_danger, write_letter
from onestop.domain.applications.begun_elsewhere import form_wanted
from onestop.domain.cases.case import Case
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.letters.preferences import PUSH
from onestop.domain.people.person import Person
from onestop.domain.translation import N_, Phrase
from onestop.runtime import links
from onestop.storage.cases.read_case import WholeFile, load_file, load_whole
from onestop.storage.catalogue.releases import current

WITH_FORM: Phrase = N_("It is applied for with a form, and answered sooner there. What you have told us is filled in:")


def words_in(
    language: str, case: Case, letter: OwedLetter, whole: WholeFile, person: Person, catalogue: Catalogue
) -> Mapping[str, str]:
    """The usual words in a language; if a form is the faster way to answer, the next step is that form."""
    words = usual_words(case, replace(person, language=language), letter.opens, catalogue)
    if letter.code != ACKNOWLEDGEMENT or whole.file.case.reference != case.reference:
        return words
    if not form_wanted(whole.file, catalogue):
        return words
    way = links.link_to(links.TRACK, case.reference, language).replace("/track/", "/apply/from/", 1)
    return {**words, "next": f"{words['next']} {catalogue.say(WITH_FORM, language)} {way}"}


def letter_about(event: EventMessage, reference: str) -> OwedLetter | None:
    """The letter to the resident of a case, which may be one that only follows the case of the event."""
    return (LETTERS if event["subject"] == reference else FOLLOWERS).get(kind_of(event))


def read_for(reference: str, letter: OwedLetter | None, event: str = "") -> WholeFile:
    """A case with the parts that the letter needs, and the history before its event."""
    if (letter and letter.words) or not event.endswith(".1"):
        return load_whole(reference)
    return WholeFile(file=load_file(reference), events=[], notes=[], contacts=[])


def message_for(
    event: EventMessage, case: Case, letter: OwedLetter, whole: WholeFile, person: Person, channel: str
) -> Message | None:
    """The message ready to be sent; None if it no longer has to be."""
    catalogue = current()
    letter = as_for_life(letter, case, catalogue)
    more = letter.words(event, whole, catalogue, person.language) if letter.words else {}
    if more is None:
        return None
    if channel == PUSH:
        return words_of_push(letter.code, case.reference, person.language, catalogue)
    unsure = channel != "sms" and whole.file.request.language_unsure and letter.code == ACKNOWLEDGEMENT
    spoken = catalogue.jurisdiction["languages"] if unsure else [person.language]
    messages = [
        write_letter(
            letter.code,
            channel,
            language,
            {**words_in(language, case, letter, whole, person, catalogue), **more},
            catalogue,
        )
        for language in spoken
    ]
    hazard = event.get("data", {}).get("hazard")
    if hazard:
        messages = [
            with_danger(message, hazard, language, catalogue)
            for message, language in zip(messages, spoken, strict=True)
        ]
    return in_languages(messages)
