"""Letters that no provider takes: shown where staff look, because the resident does not know what they did not get."""

from __future__ import annotations

from onestop.storage.incoming.arrivals import UNDELIVERED, Arrival, arrival_id, keep_arrival
from onestop.storage.letters.notifications import Notification
from onestop.storage.letters.undelivered import Undelivered, keep_undelivered


def show_undelivered(notification: Notification, why: str, *, to_call: bool = True) -> None:
    """Shows a letter that did not reach its recipient where staff look: on the case, and, if its row ends with a call,
    in the list of the triage desk."""
    event, channel, at = notification.event, notification.channel, notification.created_at
    undelivered = Undelivered(at=at, event=event, letter=notification.letter, channel=channel, why=why)
    keep_undelivered(notification.reference, undelivered)
    if not to_call:
        return
    keep_arrival(
        Arrival(
            id=arrival_id(channel, event),
            kind=UNDELIVERED,
            channel=channel,
            at=at,
            why=why,
            reference=notification.reference,
            details={"letter": notification.letter},
        )
    )
