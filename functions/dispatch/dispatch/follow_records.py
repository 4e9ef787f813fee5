"""Follows records together: each moves its workflow, the events are published in as few calls as possible, and what was
done is noted. A record that fails does not stop the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dispatch.publish_events import publish_events
from dispatch.stream_records import Followed, follow_record
from onestop.contracts.recorded import Recorded
from onestop.domain.cases.lifecycle import Status
from onestop.runtime.log import error_fields, logger
from onestop.storage.cases.published import load_standing, note, unlist

RowImage = Mapping[str, Any]
# what may be done to a closed case
AFTER_THE_END = ("note.added", "contact.sent", "case.linked", "case.unlinked", "case.parted")


class NotPublished(RuntimeError):
    """SNS did not take an event.

    Not an OnestopError, because nobody waits for an answer; the stream delivers the record again.
    """


def follow_all(images: Sequence[RowImage]) -> set[int]:
    """Follows records; returns the positions of those that failed."""
    failed: set[int] = set()
    followed: dict[int, Followed] = {}
    for position, image in enumerate(images):
        try:
            found = follow_record(image)
        except Exception as error:  # the edge: one record must not stop the others
            logger.error("could not follow", **error_fields(error))
            failed.add(position)
        else:
            if found:
                followed[position] = found
    events = {position: found.event for position, found in followed.items() if found.event}
    refused = publish_events(list(events.values()))
    failed.update(position for number, position in enumerate(events) if number in refused)
    note_all([found for position, found in followed.items() if position not in failed])
    return failed


def follow_one(image: RowImage) -> None:
    """Follows one record; raises if it fails."""
    found = follow_record(image)
    if found and found.event and publish_events([found.event]):
        raise NotPublished(found.event.id)
    if found:
        note_all([found])


def note_all(followed: Iterable[Followed]) -> None:
    """Notes what was published and used: one UpdateItem for each case, and a second one if that ended the case."""
    by_case: dict[str, list[Followed]] = {}
    for found in followed:
        if found.event or found.used:
            by_case.setdefault(found.reference, []).append(found)
    for reference, found_here in by_case.items():
        events = [found.event for found in found_here if found.event]
        used = {mark for found in found_here for mark in found.used}
        try:
            published = note(reference, {event.sequence for event in events}, used)
            if events:
                take_leave(reference, published, events)
        except Exception as error:  # the work itself is done: the sweeper finds what is not noted, and notes it
            logger.warning("could not note", case=reference, **error_fields(error))


def take_leave(reference: str, published: frozenset[int], fresh: Sequence[Recorded]) -> None:
    """Takes a case off the list of unfinished cases once it is closed and all its events are published, the last one as
    well."""
    last = max(published)
    if len(published) < last:
        return
    newest = max(fresh, key=lambda event: event.sequence)
    # an event that came late, or may happen after the end, does not tell whether the case has ended: the case itself
    # does
    unclear = newest.sequence < last or newest.type in AFTER_THE_END
    if is_closed(reference, last) if unclear else newest.type == "case.closed":
        unlist(reference, last)


def is_closed(reference: str, version: int) -> bool:
    case = load_standing(reference).file.case
    return case.status is Status.CLOSED and case.version == version
