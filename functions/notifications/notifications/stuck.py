"""The sweeper of letters: a letter that is stuck in a state is sent, told, tried again or concluded, and counted.

It replaces nothing: the queue brings failed letters again and receipts come by themselves. What is found here was
missed by both, such as a letter whose sending process stopped and whose message is gone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from notifications.owed.owed_letter import Owed, ways_for
from notifications.sending.missed_letter import channels_after, owed_again
from notifications.sending.routes import first_open
from notifications.sending.send_letter import NO_ANSWER, NO_ROUTE, tell_on, try_next_channel
from notifications.show_undelivered import show_undelivered
from notifications.waiting.limits import identity_on
from notifications.waiting.when_may_leave import may_leave_at
from notifications.words.letter_of_event import message_for
from onestop.contracts.phones import with_normal_phone
from onestop.domain.letters.delivery import LetterState, WhyNot
from onestop.domain.letters.preferences import LetterKind, kind_of
from onestop.domain.letters.stuck_letters import Remedy, remedy_for
from onestop.runtime.log import error_fields, logger
from onestop.runtime.metrics import count
from onestop.storage.cases.read_case import load_file
from onestop.storage.catalogue.releases import current
from onestop.storage.letters import held_hints
from onestop.storage.letters.claim_letters import InHand
from onestop.storage.letters.letter_outcomes import move_notification, note_outcome
from onestop.storage.letters.notifications import Notification
from onestop.storage.letters.unfinished_letters import note_looked, unfinished
from onestop.storage.people.contact_details import load_person

NO_RECEIPT = "NoReceipt"
MANY = 20  # letters of one sweep without a receipt: then the receipts are lost, not the letters


def sweep_letters(at: datetime, has_time: Callable[[], bool] = lambda: True) -> Counter[str]:
    """Helps every letter that is stuck. One that cannot be helped now does not delay the others, and is found again."""
    found = Counter(stuck=0, failed=0, silent=0)
    letters = list(unfinished(at))
    silent = sum(letter.status is LetterState.SENDING for letter in letters)
    for letter in letters:
        if not has_time():
            break
        remedy = remedy_for(letter.status, own=not letter.reference)
        found["silent" if remedy is Remedy.CONCLUDE else "stuck"] += remedy is not Remedy.RETRY
        logger.warning("a letter is stuck", case=letter.reference, state=letter.status, letter=letter.letter)
        try:
            if remedy is Remedy.CONCLUDE:
                conclude_silent_letter(letter, at, tell_again=silent <= MANY)
            else:
                ACTS[remedy](letter, at)
        except InHand:
            continue
        except Exception as error:  # the edge: one letter must not keep the others waiting
            logger.error("could not help a letter", case=letter.reference, **error_fields(error))
            found["failed"] += 1
    count("LettersStuck", found["stuck"])
    count("ReceiptsMissing", found["silent"])
    return found


def send_stuck_letter(letter: Notification, at: datetime) -> None:
    """Sends a letter whose sending process is gone, on its channel or the next one that is open."""
    owed = owed_again(letter)
    if owed is None:
        show_undelivered(letter, NO_ROUTE)
        note_outcome(replace(letter, status=LetterState.FAILED, provider_id=NO_ROUTE))
    elif may_leave_at(letter, owed.person, at) > at:
        note_looked(letter, at)
    else:
        send_on_its_channel(letter, owed, at, letter.instead_of)


def send_on_its_channel(letter: Notification, owed: Owed, at: datetime, instead_of: str | None) -> None:
    """Sends a letter on the channel that it was meant for; on a later one, if that is closed by now."""
    channels, channel = ways_for(owed), letter.channel
    way = first_open(owed.person, [channel] if channel in channels else [])
    if way.channel is None:
        try_next_channel(owed, letter, channels_after(letter, owed), NO_ROUTE, at, shown=not way.unwanted)
        status, why = (LetterState.CANCELLED, WhyNot.STOPPED) if way.unwanted else (LetterState.FAILED, NO_ROUTE)
        note_outcome(replace(letter, status=status, provider_id=why), turn=turn_at(letter, owed))
    elif message_for(owed.event, owed.case, owed.letter, owed.whole, owed.person, channel) is None:
        note_outcome(replace(letter, status=LetterState.OVERTAKEN), turn=turn_at(letter, owed))
    else:
        tell_on(channel, way.talk, channels, owed, at, instead_of)


def turn_at(letter: Notification, owed: Owed) -> str:
    """The letter's place in the queue for its address, if it has one."""
    return "" if letter.instead_of else identity_on(owed.person, letter.channel)


def remind_held(letter: Notification, at: datetime) -> None:
    """Has a person checked again for whom a letter has been held too long."""
    person = load_person(load_file(letter.reference).case.person or "")
    held_hints.give_hint(identity_on(with_normal_phone(person, current()), letter.channel), at)
    note_looked(letter, at)


def retry_letter(letter: Notification, at: datetime) -> None:
    """Tries a letter again on the channel that could not take it for a while; as a letter of its own, so that it is
    claimed, counted and shown like every other. If the process stops before this is noted, repeating it has no
    effect."""
    owed = owed_again(letter)
    if owed and may_leave_at(letter, owed.person, at) > at:
        note_looked(letter, at, again=True)
        return
    if owed:
        send_on_its_channel(letter, owed, at, letter.channel)
    else:
        show_undelivered(letter, NO_ROUTE)
    note_looked(letter, at)


def conclude_silent_letter(letter: Notification, at: datetime, *, tell_again: bool) -> None:
    """Ends a letter on which its provider does not report. It is likelier that the report was lost than the letter, so
    the letter counts as sent. What the law requires us to tell still goes by the next channel, if one is open,
    because missing it costs more than reading it twice. If all receipts are lost, nothing is to be told again."""
    by_law = tell_again and letter.reference and kind_of(letter.letter) is LetterKind.LEGAL
    owed = owed_again(letter) if by_law else None
    if owed and first_open(owed.person, channels_after(letter, owed)).channel:
        try_next_channel(owed, letter, channels_after(letter, owed), NO_RECEIPT, at)
        move_notification(letter.reference, letter.name, LetterState.TEMPORARY, at)
    else:
        move_notification(letter.reference, letter.name, LetterState.SENT, at)


def give_up_letter(letter: Notification, _at: datetime) -> None:
    """Ends a letter that belongs to no case and that nothing can write again, such as a one-time code."""
    note_outcome(replace(letter, status=LetterState.TECHNICAL, provider_id=NO_ANSWER))


ACTS: Mapping[Remedy, Callable[[Notification, datetime], None]] = {
    Remedy.SEND: send_stuck_letter,
    Remedy.REMIND: remind_held,
    Remedy.RETRY: retry_letter,
    Remedy.END: give_up_letter,
}
