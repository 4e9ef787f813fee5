"""Tells the recipients of one batch of a notice, each once.

Three calls for a recipient: their mark, which is written only if there is none; the letter; its result. Three to five
for a batch: the notice, its subscriptions, the addresses that take no letters, and its figures.

If a process stops while sending a letter, its mark remains, and nobody knows whether the letter left. It is sent again
after two minutes, because one too many is better than none, and counted as unsure: at most one each time a process
stops (docs/decisions/0057).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from botocore.exceptions import ClientError, ConnectionError

from notifications.channels.providers import Undeliverable
from notifications.channels.senders import send_on_channel
from notifications.notices.recipients import Batch, Recipient, read_recipients
from notifications.notices.walk_audience import DUE, ask_to_walk, leaves_at
from notifications.notices.words import message_for
from notifications.sending.routes import first_open
from notifications.sending.send_letter import NO_ANSWER, TRIED_FOR
from notifications.waiting.limits import identity_on
from onestop.domain.letters.delivery import LetterState
from onestop.domain.letters.preferences import moment_for_both, preferred_moment
from onestop.domain.notices.notice import Notice, NoticeLevel, State
from onestop.domain.people.person import Person
from onestop.runtime.clock import is_stated, now
from onestop.runtime.log import error_fields, logger
from onestop.runtime.metrics import count
from onestop.storage.catalogue.releases import current
from onestop.storage.letters.claim_letters import InHand
from onestop.storage.letters.letter_outcomes import note_outcome
from onestop.storage.letters.notifications import Notification
from onestop.storage.notices.notice_marks import AGAIN, FAILED, free_mark, put_mark
from onestop.storage.notices.notice_rows import find_notice
from onestop.storage.notices.notice_walks import DeferredRecipients, note_done

UNWANTED, DROPPED = "unwanted", "dropped"


def send_batch(event: Mapping[str, Any], at: datetime) -> None:
    """Tells the recipients of a batch. One who cannot be told does not stop the others: the message comes again, and
    tells nobody twice."""
    data = event["data"]
    notice, name, names = find_notice(data["notice"]), data["batch"], tuple(data["to"])
    if notice is None:
        return
    if not notice.may_be_sent(at) and notice.state is not State.PAUSED:
        note_done(notice.id, name, {DROPPED: len(names)}, None, at)
        return
    due = leaves_at(notice, at, current())
    if notice.state is State.PAUSED or (due > at and not was_left(name)):
        defer_recipients(notice, name, {}, names, due, at)
        return
    batch = Batch(notice=notice, name=name, at=at, catalogue=current())
    outcomes, later, failures = tell_all(batch, names)
    if failures:
        raise failures[0]
    if later:
        defer_recipients(notice, name, outcomes, tuple(later), min(later.values()), at)
    else:
        note_done(notice.id, name, outcomes, None, at)


def defer_recipients(
    notice: Notice, name: str, outcomes: Mapping[str, int], names: tuple[str, ...], due: datetime, at: datetime
) -> None:
    """Leaves recipients for later. If the notice was resumed since it was read, the walk that collects those left over
    came too early, and is asked for again."""
    base, _, times = name.partition(".")
    left = DeferredRecipients(batch=f"{base}.{int(times or 0) + 1}", due=due, recipients=names)
    note_done(notice.id, name, outcomes, left, at)
    again = find_notice(notice.id)
    if notice.state is State.PAUSED and again is not None and again.state is State.SENDING:
        ask_to_walk(notice.id)


def tell_all(batch: Batch, names: Sequence[str]) -> tuple[Counter[str], dict[str, datetime], list[Exception]]:
    """Returns how many letters had which result; who may only be told later, and when; and the errors."""
    outcomes, later, failures = Counter[str](), dict[str, datetime](), list[Exception]()
    recipients, met = read_recipients(batch, names), set[str]()
    for name in names:
        recipient = recipients.get(name)
        if recipient is None or not recipient.channels:
            outcomes[UNWANTED] += 1
            continue
        due = personal_moment(batch, recipient.person)
        if due > batch.at:
            later[name] = due
            continue
        if recipient.mark in met:
            outcomes[AGAIN] += 1
            continue
        met.add(recipient.mark)
        try:
            outcomes[send_notice(batch, recipient)] += 1
        except Exception as error:
            count("TellingFailures", not isinstance(error, InHand))
            logger.error("could not tell of a notice", notice=batch.notice.id, **error_fields(error))
            failures.append(error)
    return outcomes, later, failures


def was_left(name: str) -> bool:
    """Tells whether the recipients of a batch were left for later before: some may be awake only by night."""
    return "." in name


def personal_moment(batch: Batch, person: Person) -> datetime:
    """When the notice may be sent to somebody: by day and not in their quiet hours, unless it is urgent."""
    notice, at, zone = batch.notice, batch.at, batch.catalogue.jurisdiction["time_zone"]
    if notice.level is NoticeLevel.URGENT or is_stated():
        return at

    def by_choice(moment: datetime) -> datetime:
        return preferred_moment(person.preferences, notice.letter, notice.sent_at or at, moment, zone)

    return moment_for_both(at, lambda moment: leaves_at(notice, moment, batch.catalogue), by_choice)


def send_notice(batch: Batch, recipient: Recipient) -> str:
    """Tells one recipient, once; returns the result. If a channel never takes it, the next one is tried."""
    notification, told = put_mark(notification_of(batch, recipient))
    if notification is None:
        return told
    why = ""
    for channel in recipient.channels:
        if why and not first_open(recipient.person, [channel]).channel:
            continue  # only the first channel was checked: on this one they may have said STOP
        try:
            left = send_on(channel, notification, batch, recipient)
        except Undeliverable as error:
            why = str(error)
        except (ClientError, ConnectionError):
            if batch.at - notification.since >= TRIED_FOR:
                why = NO_ANSWER
                continue
            free_mark(notification)
            raise
        else:
            note_outcome(left, identity_on(recipient.person, channel))
            count("NotificationsSent")
            return told
    ended = LetterState.TECHNICAL if why == NO_ANSWER else LetterState.FAILED
    note_outcome(replace(notification, status=ended, provider_id=why))
    count("NotificationsFailed")
    return FAILED


def send_on(channel: str, notification: Notification, batch: Batch, recipient: Recipient) -> Notification:
    message = message_for(batch.notice, channel, recipient.person.language, recipient.subscriber, batch.catalogue)
    handed = send_on_channel(channel, message, recipient.person, batch.catalogue.jurisdiction["email_from"])
    return replace(notification, channel=channel, status=handed.status, sent_at=now(), provider_id=handed.provider_id)


def notification_of(batch: Batch, recipient: Recipient) -> Notification:
    """The mark of a recipient: one address is told of a notice once, whichever list it was found in."""
    return Notification(
        reference="",
        event=f"notice-{batch.notice.id}-{recipient.mark}",
        type=DUE,
        letter=batch.notice.letter,
        channel=recipient.channels[0],
        language=recipient.person.language,
        status=LetterState.CREATED,
        created_at=batch.at,
        batch=batch.name.partition(".")[0],
    )
