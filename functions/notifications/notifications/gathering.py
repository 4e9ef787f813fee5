"""Tells what was held: one letter for all of it, once it may be sent. Each step may be taken again after a crash.

What is held alone leaves as the letter that it is. What was done meanwhile is not asked for any more.

Somebody is looked at in the hour in which more may be sent to them. First what a digest that was begun still needs,
then the next one: claimed (and counted as one letter), sent, noted as sent, and its letters noted as told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from notifications.channels import Once, send
from notifications.delivering import fall_back
from notifications.digests import write_digest
from notifications.letters import Message
from notifications.limits import window_of
from notifications.owed import goes_without
from notifications.providers import Undeliverable
from notifications.reminding import REMINDED, remind_later
from notifications.talking import remember
from notifications.threading import Thread
from notifications.waiting import is_overtaken, may_leave_at
from notifications.wording import letter_about, message_for, read_for
from onestop.contracts.phones import with_normal_phone
from onestop.domain.cases.case import Case
from onestop.domain.letters.delivery import WITH_PROVIDER, Delivery, WhyNot
from onestop.domain.letters.preferences import may_be_left_out
from onestop.domain.people.person import Person
from onestop.runtime.clock import now
from onestop.runtime.log import describe, logger
from onestop.runtime.metrics import count
from onestop.storage.cases.read_case import load_cases, load_file
from onestop.storage.catalogue.releases import current
from onestop.storage.incoming.talks import Talk, find_talk
from onestop.storage.letters import held_hints, held_letters
from onestop.storage.letters.claim_letters import InHand
from onestop.storage.letters.held_letters import Digest, HeldLetter
from onestop.storage.letters.sent_counts import Full
from onestop.storage.letters.suppressions import is_suppressed
from onestop.storage.people.contact_details import load_merged, load_person

MOST = 80  # letters in one digest; who has more held gets the rest in the next one
STOPPED, SUPPRESSED = WhyNot.STOPPED.value, "Suppressed"  # why nothing left, where a provider's id would be


def gather_all(at: datetime, has_time: Callable[[], bool] = lambda: True) -> Counter[str]:
    """Looks at everybody whose time has come. One that fails, or is in another's hand, is looked at again next time."""
    found = Counter(digests=0, failed=0, later=0)
    for hint in list(held_hints.hints(at)):
        if not has_time():
            found["later"] += 1
            continue
        try:
            found["digests"] += gather(hint.identity, at)
        except InHand:
            found["later"] += 1
        except Exception as error:  # the edge: one person must not keep the others waiting
            logger.error("could not gather", **describe(error))
            found["failed"] += 1
        else:
            held_hints.take_hint(hint, at)
    if not found["failed"] and not found["later"]:
        held_hints.keep_place(at)
    return found


def gather(identity: str, at: datetime) -> int:
    """Tells somebody what is held for them; says how many digests were sent. Raises InHand while another is at it."""
    waiting, sent = held_letters.load_waiting(identity), 0
    digest, letters = waiting.digest, waiting.letters
    if digest and not digest.settled:
        mine = [letter for letter in letters if letter.name in digest.letters]
        digest, sent = finish(digest, mine, at)
        letters = [letter for letter in letters if letter.name not in digest.letters]
    letters = ready(letters, identity, at)
    while letters:
        batch, letters = letters[:MOST], letters[MOST:]
        begun = Digest(
            identity=identity,
            letters=tuple(letter.name for letter in batch),
            status=Delivery.CREATED,
            created_at=at,
        )
        person, channel = addressee_of(batch), batch[-1].notification.channel
        try:
            held_letters.begin(begun, digest, window_of(person, channel, current(), at))
        except Full as full:
            held_hints.give_hint(identity, full.until)
            break
        digest = conclude(deliver(begun, batch, person, at), batch, person, at)
        sent += digest.status in WITH_PROVIDER
    return sent


def ready(letters: Sequence[HeldLetter], identity: str, at: datetime) -> list[HeldLetter]:
    """The letters that are still owed and may leave now. What waits for the morning is looked at then."""
    owed, morning = [], at
    person = addressee_of(letters) if letters else None
    for letter in letters:
        leaves = may_leave_at(letter.notification, person, at) if person else at
        leaves = max(leaves, letter.not_before or leaves)
        if leaves > at:
            morning = leaves if morning == at else min(morning, leaves)
        elif is_overtaken(letter):
            held_letters.note_overtaken(letter, identity, at)
        elif is_unwanted(letter):
            held_letters.note_overtaken(letter, identity, at, Delivery.CANCELLED)
        else:
            owed.append(letter)
    if morning > at:
        held_hints.give_hint(identity, morning)
    return owed


def is_unwanted(letter: HeldLetter) -> bool:
    """Whether somebody has said, since it was held, that they do without letters of its kind."""
    kind = letter.notification.letter
    return may_be_left_out(kind) and goes_without(load_person(letter.person), kind)


def finish(digest: Digest, letters: Sequence[HeldLetter], at: datetime) -> tuple[Digest, int]:
    """Does what is still to be done for a digest that somebody began."""
    sent, person = 0, addressee_of(letters)
    if digest.status is Delivery.CREATED:
        digest = deliver(held_letters.take_over(digest, at), letters, person, at)
        sent = int(digest.status in WITH_PROVIDER)
    return conclude(digest, letters, person, at), sent


def conclude(digest: Digest, letters: Sequence[HeldLetter], person: Person, at: datetime) -> Digest:
    """Has somebody reminded of what left, then notes its letters as told: who dies between the two does both again."""
    if digest.status in WITH_PROVIDER:
        remind_all(letters, person, at)
    return held_letters.note_told(digest, list(letters), at)


def remind_all(letters: Sequence[HeldLetter], person: Person, at: datetime) -> None:
    """Has somebody reminded of the surveys that were among what they were told."""
    for letter in letters:
        if letter.notification.letter == REMINDED:
            remind_later(letter, load_file(letter.notification.reference).case, person, at)


def addressee_of(letters: Sequence[HeldLetter]) -> Person:
    """Whom a digest goes to. All its letters go to one address, that of the person when they were held, whoever they
    were merged into since: limits and stops were looked up for it. The newest letter says in which language."""
    return with_normal_phone(load_merged(letters[-1].person)[0], current())


def deliver(digest: Digest, letters: Sequence[HeldLetter], person: Person, at: datetime) -> Digest:
    """Sends a digest that is claimed, and keeps how that ended; nothing leaves for who has said stop meanwhile."""
    channel, catalogue = letters[-1].notification.channel, current()
    against, talk = what_is_against(digest.identity, channel)
    if against:
        count("NotificationsStopped" if against == STOPPED else "NotificationsSuppressed", len(letters))
        for letter in letters:
            fall_back(letter.notification, against, at, shown=against != STOPPED)
        status = Delivery.CANCELLED if against == STOPPED else Delivery.FAILED
        ended = replace(digest, status=status, provider_id=against)
    else:
        cases = {case.reference: case for case in load_cases(each.notification.reference for each in letters)}
        message = alone(letters, cases, person, channel) or write_digest(letters, cases, person, channel, catalogue)
        if talk:
            remember_all(talk, letters, person, at)
        thread = Thread(next(iter(cases))) if len(cases) == 1 else None
        try:
            once = Once(f"{digest.identity}#{'#'.join(digest.letters)}", at)
            handed = send(channel, message, person, catalogue.jurisdiction["email_from"], thread, once)
        except Undeliverable as error:
            for letter in letters:  # before it is noted: who dies here does it again, to the same effect
                fall_back(letter.notification, str(error), at)
            count("NotificationsFailed", len(letters))
            ended = replace(digest, status=Delivery.FAILED, provider_id=str(error))
        else:
            count("DigestsSent")
            ended = replace(digest, status=handed.status, sent_at=now(), provider_id=handed.provider_id)
    held_letters.note_sent(ended)
    return ended


def alone(letters: Sequence[HeldLetter], cases: Mapping[str, Case], person: Person, channel: str) -> Message | None:
    """The letter itself, where only one is held; None where there are more, or its event was not kept."""
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
        remember(talk, letter.notification.letter, event, file, person, current(), at)
