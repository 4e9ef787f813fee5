"""Tells everybody whom an event concerns: the resident of the case, then those who follow it. Each once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from notifications.event_message import EventMessage
from notifications.owed.followers import followers_of
from notifications.owed.owed_letter import owed_to
from notifications.owed.which_letters import FOLLOWERS, LETTERS, OwedLetter, kind_of, told_with_the_whole
from notifications.sending.send_letter import send_owed_letter
from notifications.words.letter_of_event import read_for
from onestop.domain.cases.case import Case
from onestop.runtime.log import error_fields, logger
from onestop.runtime.metrics import count
from onestop.storage.cases.read_case import WholeFile
from onestop.storage.letters.claim_letters import InHand


def tell_all(event: EventMessage, at: datetime) -> None:
    """Sends every message that an event requires and that was not sent yet.

    One that cannot be sent does not stop the others. The event then goes back to the queue all the same, and when it
    comes again only what was not sent is sent: each person's message is claimed separately.
    """
    kind = kind_of(event)
    if kind not in LETTERS and kind not in FOLLOWERS:
        return
    failures: list[Exception] = []
    for case, letter, whole in whom_it_concerns(event, kind):
        try:
            send_owed_letter(owed_to(event, case, letter, whole), at)
        except Exception as error:
            count("TellingFailures", not isinstance(error, InHand))
            logger.error("could not tell", case=case.reference, **error_fields(error))
            failures.append(error)
    if failures:
        raise failures[0]


def whom_it_concerns(event: EventMessage, kind: str) -> Iterator[tuple[Case, OwedLetter, WholeFile]]:
    """The people whom an event concerns, by their own case, and the letter for each; nobody if no person is known."""
    own, following = LETTERS.get(kind), FOLLOWERS.get(kind)
    whole = read_for(event["subject"], own, event["id"])
    if own and whole.file.case.person and not told_with_the_whole(kind, whole.file.case):
        yield whole.file.case, own, whole
    if following:
        yield from ((case, following, whole) for case in followers_of(whole.file.case) if case.person)
