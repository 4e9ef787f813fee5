"""Sends a digest that was claimed: once, then noted as sent, and its letters as told. A letter that is held alone is
sent as itself. If the process stops between two steps, repeating them has the same effect."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from notifications.channels.email_threads import Thread
from notifications.channels.providers import Undeliverable
from notifications.channels.senders import PaperIdentity, send_on_channel
from notifications.channels.sms_answers import note_question_asked
from notifications.sending.send_letter import fall_back
from notifications.surveys.remind import REMINDED, remind_later
from notifications.waiting.digest_words import write_digest
from notifications.words.letter import Message
from notifications.words.letter_of_event import letter_about, message_for, read_for
from onestop.contracts.phones import with_normal_phone
from onestop.domain.cases.case import Case
from onestop.domain.letters.delivery import WITH_PROVIDER, LetterState, WhyNot
from onestop.domain.people.person import Person
from onestop.runtime.clock import now
from onestop.runtime.metrics import count
from onestop.storage.cases.read_case import load_cases, load_file
from onestop.storage.catalogue.releases import current
from onestop.storage.incoming.talks import Talk, find_talk
from onestop.storage.letters import held_letters
from onestop.storage.letters.held_letters import Digest, HeldLetter
from onestop.storage.letters.suppressions import is_suppressed
from onestop.storage.people.contact_details import load_merged

STOPPED, SUPPRESSED = WhyNot.STOPPED.value, "Suppressed"  # why nothing was sent, in the field of a provider's id


def finish_digest(digest: Digest, letters: Sequence[HeldLetter], at: datetime) -> tuple[Digest, int]:
    """Does what is still to be done for a digest that was begun."""
    sent, person = 0, addressee_of(letters)
    if digest.status is LetterState.CREATED:
        digest = deliver_digest(held_letters.take_over(digest, at), letters, person, at)
        sent = int(digest.status in WITH_PROVIDER)
    return conclude_digest(digest, letters, person, at), sent


def conclude_digest(digest: Digest, letters: Sequence[HeldLetter], person: Person, at: datetime) -> Digest:
    """Prepares the reminders for what was sent, then notes its letters as told: if the process stops between the two,
    both are repeated."""
    if digest.status in WITH_PROVIDER:
        remind_all(letters, person, at)
    return held_letters.note_told(digest, list(letters), at)


def remind_all(letters: Sequence[HeldLetter], person: Person, at: datetime) -> None:
    """Prepares the reminders for the surveys that were among the letters."""
    for letter in letters:
        if letter.notification.letter == REMINDED:
            remind_later(letter, load_file(letter.notification.reference).case, person, at)


def addressee_of(letters: Sequence[HeldLetter]) -> Person:
    """The recipient of a digest. All its letters go to one address, that of the person when they were held, whoever
    they were merged into since: limits and stops were looked up for it. The newest letter gives the language."""
    return with_normal_phone(load_merged(letters[-1].person)[0], current())


def deliver_digest(digest: Digest, letters: Sequence[HeldLetter], person: Person, at: datetime) -> Digest:
    """Sends a claimed digest, and keeps the result; sends nothing to anyone who has said STOP meanwhile."""
    channel, catalogue = letters[-1].notification.channel, current()
    against, talk = what_is_against(digest.identity, channel)
    if against:
        count("NotificationsStopped" if against == STOPPED else "NotificationsSuppressed", len(letters))
        for letter in letters:
            fall_back(letter.notification, against, at, shown=against != STOPPED)
        status = LetterState.CANCELLED if against == STOPPED else LetterState.FAILED
        ended = replace(digest, status=status, provider_id=against)
    else:
        cases = {case.reference: case for case in load_cases(each.notification.reference for each in letters)}
        message = letter_held_alone(letters, cases, person, channel) or write_digest(
            letters, cases, person, channel, catalogue
        )
        if talk:
            remember_all(talk, letters, person, at)
        thread = Thread(next(iter(cases))) if len(cases) == 1 else None
        try:
            once = PaperIdentity(f"{digest.identity}#{'#'.join(digest.letters)}", at)
            handed = send_on_channel(channel, message, person, catalogue.jurisdiction["email_from"], thread, once)
        except Undeliverable as error:
            for letter in letters:  # before it is noted: a repeat has the same effect
                fall_back(letter.notification, str(error), at)
            count("NotificationsFailed", len(letters))
            ended = replace(digest, status=LetterState.FAILED, provider_id=str(error))
        else:
            count("DigestsSent")
            ended = replace(digest, status=handed.status, sent_at=now(), provider_id=handed.provider_id)
    held_letters.note_sent(ended)
    return ended


def letter_held_alone(
    letters: Sequence[HeldLetter], cases: Mapping[str, Case], person: Person, channel: str
) -> Message | None:
    """The letter itself, if only one is held; None if there are more, or its event was not kept."""
    if len(letters) > 1 or letters[0].event is None:
        return None
    event, reference = letters[0].event, letters[0].notification.reference
    letter = letter_about(event, reference)
    if letter is None:
        return None
    return message_for(event, cases[reference], letter, read_for(event["subject"], letter), person, channel)


def what_is_against(identity: str, channel: str) -> tuple[str | None, Talk | None]:
    """Why nothing may be sent to an address any more, if so; else the conversation that a text message is part of."""
    talk = find_talk(identity) if channel == "sms" else None
    if talk and talk.stopped:
        return STOPPED, None
    return (SUPPRESSED, None) if is_suppressed(identity) else (None, talk)


def remember_all(talk: Talk, letters: Sequence[HeldLetter], person: Person, at: datetime) -> None:
    """Keeps what the letters of a digest ask, as each would have done alone."""
    for letter in letters:
        event: Mapping[str, object] = {"data": {"task": letter.task}}
        file = load_file(letter.notification.reference)
        note_question_asked(talk, letter.notification.letter, event, file, person, current(), at)
