"""The words of a digest: what happened, case by case, a line each, and where to read it all.

They are not in the catalogue's letters: a jurisdiction that has no words for digests sends them all the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from notifications.words.any_letter import usual_words
from notifications.words.letter import PLACEHOLDER, Message, fill_placeholders
from onestop.domain.cases.case import Case
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.languages import say_list
from onestop.domain.letters.preferences import PUSH
from onestop.domain.people.person import Person
from onestop.domain.translation import N_, NP_, Phrase, Plural
from onestop.runtime import links
from onestop.storage.letters.held_letters import HeldLetter

SMS_BYTES = 1200  # of the news in a text message; SNS takes 1600 bytes, and references follow
SUBJECT: Plural = NP_(
    "What happened with your requests ({count} message)", "What happened with your requests ({count} messages)"
)
BEGINNING: Phrase = N_("Hello,\n\nThere is more than one piece of news about your requests. Here it is in one letter.")
CASE: Phrase = N_("Your request {reference}: {service}")
SMS_BEGINNING: Plural = NP_(
    "{city}: {count} message about your requests.", "{city}: {count} messages about your requests."
)
SMS_ALSO: Phrase = N_("Also: {references}")
NEWS: Phrase = N_("There is news about your request {reference}")


@dataclass(frozen=True, slots=True)
class Chapter:
    """What a digest says about one case: the lines, and the links where they can be read in full."""

    reference: str
    service: str
    lines: tuple[str, ...]
    links: tuple[str, ...]


def write_digest(
    letters: Sequence[HeldLetter], cases: Mapping[str, Case], person: Person, channel: str, catalogue: Catalogue
) -> Message:
    """The digest of some letters to one person, in their language."""
    told = [
        chapter_of(
            [letter for letter in letters if letter.notification.reference == reference], case, person, catalogue
        )
        for reference in dict.fromkeys(letter.notification.reference for letter in letters)
        if (case := cases.get(reference))
    ]
    city = catalogue.say(catalogue.jurisdiction["name"], person.language)
    subject = catalogue.say_count(SUBJECT, len(letters), person.language)
    if channel == "sms":
        beginning = catalogue.say_count(SMS_BEGINNING, len(letters), person.language, city=city)
        return Message("", in_short(told, beginning, catalogue, person.language))
    if channel == PUSH:
        return Message(city, subject)
    parts = [
        catalogue.say(BEGINNING, person.language),
        *(in_full(chapter, catalogue, person.language) for chapter in told),
        city,
    ]
    return Message(subject, "\n\n".join(map(str, parts)), language=person.language)


def chapter_of(letters: Sequence[HeldLetter], case: Case, person: Person, catalogue: Catalogue) -> Chapter:
    """What a digest says about one case; all its letters are about that case."""
    opened = dict.fromkeys((links.TRACK, *(letter.opens for letter in letters)))
    words = usual_words(case, person, links.TRACK, catalogue)
    return Chapter(
        reference=case.reference,
        service=words["service"],
        lines=tuple(subject_of(letter, words, person.language, catalogue) for letter in letters),
        links=tuple(links.link_to(opens, case.reference, person.language) for opens in opened),
    )


def subject_of(letter: HeldLetter, words: Mapping[str, str], language: str, catalogue: Catalogue) -> str:
    """The subject that a letter would have had; a general one, if its words depend on the letter."""
    known = catalogue.letters.get(letter.notification.letter)
    text = catalogue.say(known["email"]["subject"], language) if known else ""
    if text and set(PLACEHOLDER.findall(text)) <= words.keys():
        return " ".join(fill_placeholders(text, words).split())
    return catalogue.say(NEWS, language).format(reference=words["reference"])


def in_full(chapter: Chapter, catalogue: Catalogue, language: str) -> str:
    """A case in an e-mail."""
    head = catalogue.say(CASE, language).format(reference=chapter.reference, service=chapter.service)
    return "\n".join((head, *(f"- {line}" for line in chapter.lines), *chapter.links))


def in_short(told: Sequence[Chapter], beginning: str, catalogue: Catalogue, language: str) -> str:
    """All cases in a text message: the latest news of each with its link while there is room, then references only."""
    text = beginning
    left: list[str] = []
    for chapter in told:
        line = f"\n{chapter.lines[-1]} {chapter.links[-1]}"
        if not left and len(f"{text}{line}".encode()) <= SMS_BYTES:
            text += line
        else:
            left.append(chapter.reference)
    if not left:
        return text
    also = catalogue.say(SMS_ALSO, language).format(references=say_list(left, language))
    return f"{text}\n{also}"
