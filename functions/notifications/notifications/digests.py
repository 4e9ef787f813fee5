"""The words of a digest: what happened, case by case, a line each, and where to read it all.

It belongs to no letter of the catalogue: a jurisdiction that never heard of digests sends them all the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from notifications.letters import PLACEHOLDER, Message, fill
from notifications.usual import usual_words
from onestop.domain.cases.case import Case
from onestop.domain.catalogue.catalogue import Catalogue, Texts
from onestop.domain.people.person import Person
from onestop.runtime import links
from onestop.storage.held_letters import HeldLetter

SMS_LETTERS = 1200  # what a text message may be long; SNS takes 1600 bytes, and Chinese needs more than one a letter
SUBJECT: Texts = {
    "en": "What happened with your requests ({count} messages)",
    "zh-Hans": "您的诉求的最新进展（共 {count} 条消息）",
    "es": "Novedades de sus solicitudes ({count} mensajes)",
}
BEGINNING: Texts = {
    "en": "Hello,\n\nThere was more news about your requests than we write letters about at once. Here it is in one.",
    "zh-Hans": "您好！\n\n您的诉求近期进展较多，为避免频繁打扰，我们汇总在这一封信里告诉您。",
    "es": "Hola:\n\nHubo más novedades sobre sus solicitudes que cartas enviamos de una vez. Aquí van todas en una.",
}
CASE: Texts = {
    "en": "Your request {reference}: {service}",
    "zh-Hans": "您的诉求 {reference}：{service}",
    "es": "Su solicitud {reference}: {service}",
}
SMS_BEGINNING: Texts = {
    "en": "{city}: {count} messages about your requests.",
    "zh-Hans": "【{city}】您的诉求有 {count} 条新消息。",
    "es": "{city}: {count} mensajes sobre sus solicitudes.",
}
SMS_ALSO: Texts = {"en": "Also: {references}", "zh-Hans": "另有：{references}", "es": "También: {references}"}
NEWS: Texts = {
    "en": "There is news about your request {reference}",
    "zh-Hans": "您的诉求 {reference} 有新进展",
    "es": "Hay novedades de su solicitud {reference}",
}


@dataclass(frozen=True, slots=True)
class Chapter:
    """What a digest tells of one case: the lines, and the links in which they can be read about."""

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
    say = {"city": catalogue.say(catalogue.jurisdiction["name"], person.language), "count": len(letters)}
    if channel == "sms":
        return Message("", in_short(told, say, person.language))
    parts = [BEGINNING[spoken(person.language)], *(in_full(chapter, person.language) for chapter in told), say["city"]]
    return Message(SUBJECT[spoken(person.language)].format(**say), "\n\n".join(map(str, parts)))


def chapter_of(letters: Sequence[HeldLetter], case: Case, person: Person, catalogue: Catalogue) -> Chapter:
    """What a digest tells of one case; all its letters are about that case."""
    opened = dict.fromkeys((links.TRACK, *(letter.opens for letter in letters)))
    words = usual_words(case, person, links.TRACK, catalogue)
    return Chapter(
        reference=case.reference,
        service=words["service"],
        lines=tuple(subject_of(letter, words, person.language, catalogue) for letter in letters),
        links=tuple(links.link_to(opens, case.reference, person.language) for opens in opened),
    )


def subject_of(letter: HeldLetter, words: Mapping[str, str], language: str, catalogue: Catalogue) -> str:
    """The subject that a letter would have had; that there is news, where it has words that only the letter knows."""
    known = catalogue.letters.get(letter.notification.letter)
    text = catalogue.say(known["email"]["subject"], language) if known else ""
    if text and set(PLACEHOLDER.findall(text)) <= words.keys():
        return " ".join(fill(text, words).split())
    return NEWS[spoken(language)].format(reference=words["reference"])


def in_full(chapter: Chapter, language: str) -> str:
    """A case in an e-mail."""
    head = CASE[spoken(language)].format(reference=chapter.reference, service=chapter.service)
    return "\n".join((head, *(f"- {line}" for line in chapter.lines), *chapter.links))


def in_short(told: Sequence[Chapter], say: Mapping[str, object], language: str) -> str:
    """All cases in a text message: the latest of each with its link while there is room, then references only."""
    text = SMS_BEGINNING[spoken(language)].format(**say)
    left: list[str] = []
    for chapter in told:
        line = f"\n{chapter.lines[-1]} {chapter.links[-1]}"
        if not left and len(text) + len(line) <= SMS_LETTERS:
            text += line
        else:
            left.append(chapter.reference)
    return text + (f"\n{SMS_ALSO[spoken(language)].format(references=', '.join(left))}" if left else "")


def spoken(language: str) -> str:
    """A language that these texts are written in."""
    return language if language in SUBJECT else "en"
