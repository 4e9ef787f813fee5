"""Sends what was held: one letter for all of it, once it may be sent. Each step may be repeated after a crash.

What was done meanwhile is no longer asked for.

A person is checked in the hour in which more may be sent to them. First a digest that was begun is finished, then the
next one is claimed (and counted as one letter), sent, noted as sent, and its letters noted as told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime

from notifications.owed.owed_letter import goes_without
from notifications.waiting.deliver_digest import addressee_of, conclude_digest, deliver_digest, finish_digest
from notifications.waiting.limits import window_of
from notifications.waiting.when_may_leave import is_overtaken, may_leave_at
from onestop.domain.letters.delivery import WITH_PROVIDER, LetterState
from onestop.domain.letters.preferences import may_be_left_out
from onestop.runtime.log import error_fields, logger
from onestop.storage.catalogue.releases import current
from onestop.storage.letters import held_hints, held_letters
from onestop.storage.letters.claim_letters import InHand
from onestop.storage.letters.held_letters import Digest, HeldLetter
from onestop.storage.letters.sent_counts import Full
from onestop.storage.people.contact_details import load_person

MOST = 80  # letters in one digest; if there are more, the rest is in the next one
MOST_BY_TEXT = 20  # cases of which a text message can tell, so that each is named in it


def send_all_digests(at: datetime, has_time: Callable[[], bool] = lambda: True) -> Counter[str]:
    """Checks everybody whose time has come. One that fails, or is handled by another process, is checked again next
    time."""
    found = Counter(digests=0, failed=0, later=0)
    for hint in list(held_hints.hints(at)):
        if not has_time():
            found["later"] += 1
            continue
        try:
            found["digests"] += send_digests(hint.identity, at)
        except InHand:
            found["later"] += 1
        except Exception as error:  # the edge: one person must not keep the others waiting
            logger.error("could not gather", **error_fields(error))
            found["failed"] += 1
        else:
            held_hints.take_hint(hint, at)
    if not found["failed"] and not found["later"]:
        held_hints.keep_empty_until(at)
    return found


def send_digests(identity: str, at: datetime) -> int:
    """Sends somebody what is held for them; returns how many digests were sent. Raises InHand while another process
    does it."""
    waiting, sent = held_letters.load_waiting(identity), 0
    digest, letters = waiting.digest, waiting.letters
    if digest and not digest.settled:
        mine = [letter for letter in letters if letter.name in digest.letters]
        digest, sent = finish_digest(digest, mine, at)
        letters = [letter for letter in letters if letter.name not in digest.letters]
    letters = letters_ready(letters, identity, at)
    while letters:
        size = size_of_batch(letters)
        batch, letters = letters[:size], letters[size:]
        begun = Digest(
            identity=identity,
            letters=tuple(letter.name for letter in batch),
            status=LetterState.CREATED,
            created_at=at,
        )
        person, channel = addressee_of(batch), batch[-1].notification.channel
        try:
            held_letters.claim_digest(begun, digest, window_of(person, channel, current(), at))
        except Full as full:
            held_hints.give_hint(identity, full.until)
            break
        digest = conclude_digest(deliver_digest(begun, batch, person, at), batch, person, at)
        sent += digest.status in WITH_PROVIDER
    return sent


def size_of_batch(letters: Sequence[HeldLetter]) -> int:
    """How many of some letters one digest can tell."""
    if letters[-1].notification.channel != "sms":
        return MOST
    told = [letter.notification.reference for letter in letters[:MOST]]
    return next((size for size in range(len(told), 1, -1) if len(set(told[:size])) <= MOST_BY_TEXT), 1)


def letters_ready(letters: Sequence[HeldLetter], identity: str, at: datetime) -> list[HeldLetter]:
    """The letters that still have to be sent and may leave now. Those that wait for the morning are checked then."""
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
            held_letters.note_overtaken(letter, identity, at, LetterState.CANCELLED)
        else:
            owed.append(letter)
    if morning > at:
        held_hints.give_hint(identity, morning)
    return owed


def is_unwanted(letter: HeldLetter) -> bool:
    """Tells whether somebody has opted out of letters of this kind since it was held."""
    kind = letter.notification.letter
    return may_be_left_out(kind) and goes_without(load_person(letter.person), kind)
