"""When a person was last asked to a survey, under the keyed hash of their address: rows of the Messages table."""

from __future__ import annotations

from datetime import datetime, timedelta

from pynamodb.attributes import NumberAttribute
from pynamodb.exceptions import PutError

from onestop.storage.tables import ENDPOINT, REGION, FromEnvironment, Row


class AskedRow(Row):
    """The last time that somebody was asked, and by which event."""

    class Meta:
        table_name = FromEnvironment("MESSAGES_TABLE")
        region = REGION
        host = ENDPOINT

    asked_at = NumberAttribute(null=True)
    expires_at = NumberAttribute(null=True)


def note_asked(identity: str, event: str, at: datetime, before: datetime) -> bool:
    """Notes that somebody is asked because of an event; False, and nothing is kept, if they were asked because of
    another one after `before`. The same event may come again any number of times. One write, so that two at once cannot
    both ask."""
    kept_until = at + (at - before) + timedelta(days=1)
    row = AskedRow(
        f"ASKED#{identity}",
        "SURVEY",
        body=event,
        asked_at=int(at.timestamp()),
        expires_at=int(kept_until.timestamp()),
    )
    rested = AskedRow.asked_at <= int(before.timestamp())
    try:
        row.save(condition=AskedRow.pk.does_not_exist() | rested | (AskedRow.body == event))
    except PutError as error:
        if error.cause_response_code != "ConditionalCheckFailedException":
            raise
        return False
    return True
