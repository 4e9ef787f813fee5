"""Sends one letter to one person on the first channel that is open to them; where it cannot reach them there, on the
next one of the letter's row. A row that ends with `call` ends at the triage desk, as somebody to telephone.

Each channel has a notification of its own, claimed and counted like every other, so a letter goes on each channel once.
What follows is done before a failure is noted: who dies between the two does it again, to the same effect.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from botocore.exceptions import BotoCoreError, ClientError

from notifications.channels.email_threads import thread_of
from notifications.channels.providers import Undeliverable
from notifications.channels.senders import PaperIdentity, send_on_channel
from notifications.channels.sms_answers import note_question_asked
from notifications.owed.owed_letter import Owed, Ready, goes_without, make_ready, notification_of, owed_to, ways_for
from notifications.sending.order import turn_of
from notifications.sending.promptness import count_told
from notifications.sending.routes import CALL, first_open, row_of
from notifications.show_undelivered import show_undelivered
from notifications.surveys.ask_seldom import was_asked_lately
from notifications.surveys.remind import AGAIN, remind_later
from notifications.waiting.claim_or_hold import claim_or_hold, moment_of
from notifications.waiting.limits import identity_on
from notifications.waiting.when_may_leave import kept_of
from notifications.words.letter_of_event import letter_about, read_for
from onestop.contracts.recorded import cloud_event
from onestop.domain.letters.delivery import LetterState, WhyNot
from onestop.domain.people.person import Person
from onestop.runtime.clock import now
from onestop.runtime.metrics import count
from onestop.storage.cases.read_case import load_file, load_history
from onestop.storage.catalogue.releases import current
from onestop.storage.incoming.talks import Talk
from onestop.storage.letters.held_letters import HeldLetter
from onestop.storage.letters.letter_outcomes import SendingOutcome, note_outcome
from onestop.storage.letters.notifications import Notification, notifications_of
from onestop.storage.letters.turns import Turn, give_back_alone

TRIED_FOR = timedelta(hours=4)  # a provider that does not answer; then the next channel
NO_ANSWER, NO_ROUTE = "NoAnswer", "NoRoute"


def send_owed_letter(owed: Owed, at: datetime) -> None:
    """Tells one person about an event, unless they were told. Nobody is owed anything who cannot be reached at all; who
    said that they want none is not told, and it is kept that this is why."""
    channels = ways_for(owed)
    if channels and goes_without(owed.person, owed.letter.code):
        leave_out(notification_of(owed, channels[0], at, None), owed.person, WhyNot.WITHOUT)
        return
    way = first_open(owed.person, channels)
    if way.channel:
        tell_on(way.channel, way.talk, channels, owed, at)
    elif way.unwanted:
        leave_out(notification_of(owed, channels[0], at, None), owed.person, WhyNot.STOPPED)
    elif channels:
        missed = notification_of(owed, channels[0], at, None)
        show_undelivered(missed, NO_ROUTE, to_call=is_called_for(missed))
        note_outcome(replace(missed, status=LetterState.FAILED, provider_id=NO_ROUTE))


def leave_out(unsent: Notification, person: Person, why: WhyNot) -> None:
    """Keeps that a letter was not wanted, and why: staff and its reader see it, and no later letter waits for it, not
    for its turn either, where it was tried before that was said. Who dies between the two does both again."""
    note_outcome(replace(unsent, status=LetterState.CANCELLED, provider_id=why.value))
    give_back_alone(identity_on(person, unsent.channel), unsent.full_name)


def tell_on(
    channel: str, talk: Talk | None, channels: Sequence[str], owed: Owed, at: datetime, instead_of: str | None = None
) -> None:
    """Tells somebody on a channel, the open one of some; where it cannot be, on one that comes after it."""
    ready = make_ready(channel, channels, owed, at, instead_of)
    if ready is None:
        return
    if was_asked_lately(owed.event, owed.letter.code, owed.person, channel, moment_of(owed.event, at)):
        leave_out(ready.wanted, owed.person, WhyNot.ASKED)
        return
    turn = turn_of(ready.wanted, owed.event, owed.person, owed.whole, at)
    notification = claim_or_hold(ready.wanted, owed.event, owed.letter, owed.person, turn)
    if notification is None:
        return
    if talk:
        note_question_asked(talk, owed.letter.code, owed.event, owed.whole.file, owed.person, current(), at)
    outcome = send_out(ready, notification, turn, at)
    note_outcome(outcome.notification, outcome.identity, outcome.turn)
    count_outcome(outcome, owed)


def send_out(ready: Ready, notification: Notification, turn: Turn | None, at: datetime) -> SendingOutcome:
    """Hands a letter that is claimed to its provider, and says how that ended, which is to be noted next. One that is
    missed for good has gone on by then. Raises what the provider said where it is to be tried again."""
    owed, at_address = ready.owed, turn.identity if turn else ""
    try:
        sender = current().jurisdiction["email_from"]
        thread = thread_of(owed.case, owed.whole.file)
        once = PaperIdentity(f"{notification.reference}#{notification.name}", at)
        handed = send_on_channel(ready.channel, ready.message, owed.person, sender, thread, once)
    except Undeliverable as error:
        try_next_channel(owed, notification, ready.rest, str(error), at)
        missed = replace(notification, status=LetterState.FAILED, provider_id=str(error))
        return SendingOutcome(missed, turn=at_address)
    except (ClientError, BotoCoreError):
        if at - notification.since < TRIED_FOR:
            raise
        try_next_channel(owed, notification, ready.rest, NO_ANSWER, at)
        return SendingOutcome(
            replace(notification, status=LetterState.TECHNICAL, provider_id=NO_ANSWER), turn=at_address
        )
    left = replace(notification, status=handed.status, sent_at=now(), provider_id=handed.provider_id)
    # before it is noted: of what is noted, nothing is done again
    remind_later(held_as(left, owed), owed.case, owed.person, moment_of(owed.event, at))
    return SendingOutcome(left, identity_on(owed.person, ready.channel), at_address)


def count_outcome(outcome: SendingOutcome, owed: Owed) -> None:
    """Counts a letter that has left, or was missed, once that is noted."""
    if outcome.notification.sent_at is None:
        count("NotificationsFailed")
        return
    count("NotificationsSent")
    count_told(owed.event, outcome.notification.sent_at)


def held_as(left: Notification, owed: Owed) -> HeldLetter:
    """A letter that has left, as it would lie there to be sent once more."""
    task = owed.event.get("data", {}).get("task")
    opens = owed.letter.opens
    return HeldLetter(notification=left, person=owed.person.id, opens=opens, task=task, event=kept_of(owed.event))


def try_next_channel(
    owed: Owed, missed: Notification, rest: Sequence[str], why: str, at: datetime, *, shown: bool = True
) -> None:
    """Tells somebody on the channels that are left what did not reach them; where none is open, staff are shown it."""
    way = first_open(owed.person, rest)
    if way.channel:
        tell_on(way.channel, way.talk, rest, owed, at, instead_of=missed.channel)
        count("LettersFellBack")
    elif shown:
        show_undelivered(missed, why, to_call=is_called_for(missed))


def is_called_for(missed: Notification) -> bool:
    """Whether staff telephone about a letter that no channel brings to whom it is for."""
    return CALL in row_of(missed.letter, current())


def fall_back(missed: Notification, why: str, at: datetime, *, shown: bool = True, passing: bool = False) -> bool:
    """The same, for a letter of which it is known only later that it was missed: everything is read again by the event
    that it tells of. One that cannot be written any more is shown to staff, unless whoever it was for wanted none.

    Where what is wrong is `passing` and no other channel is open, says that it is to be tried once more on its own."""
    owed = owed_again(missed)
    if owed is None:
        if shown:
            show_undelivered(missed, why)
        return False
    rest = channels_after(missed, owed)
    if passing and missed.instead_of is None and not first_open(owed.person, rest).channel:
        return True
    try_next_channel(owed, missed, rest, why, at, shown=shown)
    return False


def owed_again(missed: Notification) -> Owed | None:
    """What a letter told, read anew by its event; None where it cannot be written any more."""
    told_of = missed.event.removesuffix(AGAIN)
    subject, _, _ = told_of.rpartition(".")
    file, events = load_history(subject)
    recorded = next((each for each in events if each.id == told_of), None)
    event = cloud_event(recorded, "") if recorded else None
    letter = letter_about(event, missed.reference) if event else None
    case = file.case if subject == missed.reference else load_file(missed.reference).case
    if event is None or letter is None or not case.person:
        return None
    return owed_to(event, case, letter, read_for(subject, letter, told_of))


def channels_after(missed: Notification, owed: Owed) -> list[str]:
    """The channels of a letter's row on which it was not tried yet."""
    tried = tried_before(missed)
    return [way for way in ways_for(owed) if way not in tried]


def tried_before(missed: Notification) -> set[str]:
    """The channels on which a letter was missed up to now, this one with them: one Query where others came before."""
    tried, before = {missed.channel}, missed.instead_of
    of_event = notifications_of(missed.reference) if before else []
    ways = {each.channel: each.instead_of for each in of_event if each.event == missed.event}
    while before and before not in tried:
        tried.add(before)
        before = ways.get(before)
    return tried
