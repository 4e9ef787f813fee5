"""Sends the messages that a batch of the queue requires, with the common steps done once for all: three calls to read,
one to claim all their letters, one to note each two that were sent, one to keep what subscribers may know.

A letter is claimed once, in its order and its turn, exactly as by itself. At most two letters are with a provider and
not yet noted, so at most two may be sent twice if the process stops: noting a whole batch at once would save four calls
but make that ten.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from notifications.event_message import EventMessage
from notifications.news.send_news import news_about
from notifications.owed.owed_letter import Ready
from notifications.owed.read_batch import Plain, read_together
from notifications.sending.order import turn_of
from notifications.sending.send_letter import count_outcome, send_out
from notifications.waiting.claim_or_hold import moment_of
from notifications.waiting.limits import window_of
from onestop.runtime.log import error_fields, logger
from onestop.runtime.metrics import count
from onestop.storage.catalogue.releases import current
from onestop.storage.letters.claim_letters import InHand
from onestop.storage.letters.claims import Claim, claim_all, note_all
from onestop.storage.letters.letter_outcomes import SendingOutcome
from onestop.storage.letters.notifications import Notification
from onestop.storage.letters.sent_counts import Full
from onestop.storage.notices.news import keep_all_news

IN_HAND = 2  # letters that were sent and are not noted yet

FailureByEvent = dict[str, Exception | None]


def tell_together(events: Sequence[EventMessage], at: datetime) -> FailureByEvent:
    """Sends the messages of those events of a batch that may go together. Returns for each, by its id, the error that
    stopped it, if any; an event that is not in the result has to be handled by itself."""
    try:
        plain = read_together(events, at)
        claims = [(each.ready, claim_of(each.ready, at)) for each in plain if each.ready]
    except Exception as error:  # nothing has been done yet: each finds its own error
        logger.warning("each is told by itself", **error_fields(error))
        return {}
    if len(plain) < 2:
        return {}
    ended: FailureByEvent = {each.event["id"]: None for each in plain}
    tell_ready(claims, ended, at)
    tell_subscribers([each for each in plain if each.event["id"] in ended], ended, at)
    return ended


def tell_ready(letters: Sequence[tuple[Ready, Claim]], ended: FailureByEvent, at: datetime) -> None:
    """Claims letters and sends them, two at a time. One that exceeds somebody's limit is left to be held by itself."""
    if not letters:
        return
    claimed = list[tuple[Ready, Claim, Notification]]()
    for (ready, claim), won in zip(letters, claim_all([each for _, each in letters]), strict=True):
        if isinstance(won, Full):
            del ended[ready.owed.event["id"]]
        elif isinstance(won, Exception):
            have_it_come_again(ready, won, ended)
        elif won:
            claimed.append((ready, claim, won))
    for first in range(0, len(claimed), IN_HAND):
        send_and_note(claimed[first : first + IN_HAND], ended, at)


def claim_of(ready: Ready, at: datetime) -> Claim:
    owed = ready.owed
    window = window_of(owed.person, ready.channel, current(), moment_of(owed.event, at), owed.event)
    return Claim(ready.wanted, window, turn_of(ready.wanted, owed.event, owed.person, owed.whole, at))


def send_and_note(some: Sequence[tuple[Ready, Claim, Notification]], ended: FailureByEvent, at: datetime) -> None:
    """Sends a few letters, then notes the results."""
    left = list[tuple[Ready, SendingOutcome]]()
    for ready, claim, notification in some:
        try:
            left.append((ready, send_out(ready, notification, claim.turn, at)))
        except Exception as error:
            have_it_come_again(ready, error, ended)
    if not left:
        return
    for (ready, outcome), refused in zip(left, note_all([outcome for _, outcome in left]), strict=True):
        if refused:
            have_it_come_again(ready, refused, ended)
        else:
            count_outcome(outcome, ready.owed)


def have_it_come_again(ready: Ready, error: Exception, ended: FailureByEvent) -> None:
    """Has the message of a letter come again."""
    count("TellingFailures", not isinstance(error, InHand))
    logger.error("could not tell", case=ready.owed.case.reference, **error_fields(error))
    ended[ready.owed.event["id"]] = error


def tell_subscribers(plain: Sequence[Plain], ended: FailureByEvent, at: datetime) -> None:
    """Keeps the events for subscribers: if that fails, all of them come again."""
    found = {each.event["id"]: news for each in plain if (news := news_about(each.event, each.case, at))}
    if not found:
        return
    try:
        keep_all_news(list(found.values()))
    except Exception as error:
        logger.error("could not keep news", **error_fields(error))
        ended.update({name: ended[name] or error for name in found})
