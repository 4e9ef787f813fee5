"""Sends one letter to one person on the first channel that is open to them; if it cannot reach them there, on the next
one of the letter's row. A row that ends with `call` ends at the triage desk, as somebody to telephone.

Each channel has its own notification, claimed and counted like every other, so a letter goes on each channel once. What
follows from a failure is done before the failure is noted: if the process stops between the two, repeating it has the
same effect.
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
from notifications.owed.owed_letter import Owed, Ready, goes_without, make_ready, notification_of, ways_for
from notifications.sending.missed_letter import channels_after, owed_again
from notifications.sending.order import turn_of
from notifications.sending.promptness import count_told
from notifications.sending.routes import CALL, first_open, row_of
from notifications.show_undelivered import show_undelivered
from notifications.surveys.ask_seldom import was_asked_lately
from notifications.surveys.remind import remind_later
from notifications.waiting.claim_or_hold import claim_or_hold, moment_of
from notifications.waiting.limits import identity_on
from notifications.waiting.when_may_leave import kept_of
from onestop.domain.letters.delivery import LetterState, WhyNot
from onestop.domain.people.person import Person
from onestop.runtime.clock import now
from onestop.runtime.metrics import count
from onestop.storage.catalogue.releases import current
from onestop.storage.incoming.talks import Talk
from onestop.storage.letters.held_letters import HeldLetter
from onestop.storage.letters.letter_outcomes import SendingOutcome, note_outcome
from onestop.storage.letters.notifications import Notification
from onestop.storage.letters.turns import Turn, give_back_alone

TRIED_FOR = timedelta(hours=4)  # how long a provider that does not answer is tried; then the next channel
NO_ANSWER, NO_ROUTE = "NoAnswer", "NoRoute"


def send_owed_letter(owed: Owed, at: datetime) -> None:
    """Tells one person about an event, unless they were told. Somebody who cannot be reached at all is not told;
    somebody who opted out is not told either, and this reason is kept."""
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
    """Keeps that a letter was not wanted, and why: staff and the resident see it, and no later letter waits for it, nor
    for its turn, if it was tried before they opted out. If the process stops between the two, both are repeated."""
    note_outcome(replace(unsent, status=LetterState.CANCELLED, provider_id=why.value))
    give_back_alone(identity_on(person, unsent.channel), unsent.full_name)


def tell_on(
    channel: str, talk: Talk | None, channels: Sequence[str], owed: Owed, at: datetime, instead_of: str | None = None
) -> None:
    """Tells somebody on a channel, the open one of some; if that fails, on one that comes after it."""
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
    """Hands a claimed letter to its provider, and returns the result, which is to be noted next. If it failed for good,
    the next channel has been tried by then. Raises the provider's error if it should be tried again."""
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
    # before it is noted, because nothing is repeated for a noted letter
    remind_later(held_as(left, owed), owed.case, owed.person, moment_of(owed.event, at))
    return SendingOutcome(left, identity_on(owed.person, ready.channel), at_address)


def count_outcome(outcome: SendingOutcome, owed: Owed) -> None:
    """Counts a letter that was sent, or failed, once that is noted."""
    if outcome.notification.sent_at is None:
        count("NotificationsFailed")
        return
    count("NotificationsSent")
    count_told(owed.event, outcome.notification.sent_at)


def held_as(left: Notification, owed: Owed) -> HeldLetter:
    """A letter that was sent, in the form of a held letter that can be sent again."""
    task = owed.event.get("data", {}).get("task")
    opens = owed.letter.opens
    return HeldLetter(notification=left, person=owed.person.id, opens=opens, task=task, event=kept_of(owed.event))


def try_next_channel(
    owed: Owed, missed: Notification, rest: Sequence[str], why: str, at: datetime, *, shown: bool = True
) -> None:
    """Tells somebody on the remaining channels what did not reach them; if none is open, staff are shown it."""
    way = first_open(owed.person, rest)
    if way.channel:
        tell_on(way.channel, way.talk, rest, owed, at, instead_of=missed.channel)
        count("LettersFellBack")
    elif shown:
        show_undelivered(missed, why, to_call=is_called_for(missed))


def is_called_for(missed: Notification) -> bool:
    """Tells whether staff should telephone about a letter that no channel delivers."""
    return CALL in row_of(missed.letter, current())


def fall_back(missed: Notification, why: str, at: datetime, *, shown: bool = True, passing: bool = False) -> bool:
    """The same, for a letter whose failure becomes known only later: everything is read again from its event. One that
    can no longer be written is shown to staff, unless its recipient opted out.

    If the fault is `passing` and no other channel is open, returns that the letter should be tried again on its own
    channel.
    """
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
