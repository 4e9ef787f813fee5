"""A letter whose failure becomes known only later: what it was about, and the channels that are left for it."""

from __future__ import annotations

from notifications.owed.owed_letter import Owed, owed_to, ways_for
from notifications.surveys.remind import AGAIN
from notifications.words.letter_of_event import letter_about, read_for
from onestop.contracts.recorded import cloud_event
from onestop.storage.cases.read_case import load_file, load_history
from onestop.storage.letters.notifications import Notification, notifications_of


def owed_again(missed: Notification) -> Owed | None:
    """What a letter was about, read again from its event; None if it can no longer be written."""
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
    """The channels on which a letter failed up to now, including this one: one Query if others came before."""
    tried, before = {missed.channel}, missed.instead_of
    of_event = notifications_of(missed.reference) if before else []
    ways = {each.channel: each.instead_of for each in of_event if each.event == missed.event}
    while before and before not in tried:
        tried.add(before)
        before = ways.get(before)
    return tried
