"""Applications, a row of a table of their own each, and the days on which they are to be reminded of:

APPLICATION#<reference>  APPLICATION   the application, answers and all; forgotten a while after its end
REMIND#<day>             <reference>   a draft to be looked at on that day; no more than a hint
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

import msgspec
from pynamodb.attributes import NumberAttribute
from pynamodb.exceptions import PutError
from pynamodb.expressions.condition import Condition

from onestop.domain.applications.application import REMINDED, Application, Status
from onestop.domain.errors import Conflict, NotFound
from onestop.storage.tables import ENDPOINT, REGION, FromEnvironment, Row

UNKNOWN = "There is no application with this reference and code. Check both, or use the link we sent you."
SENT_LASTS = timedelta(days=365 * 2)  # what was sent is with its case; here it is kept for whoever asks what was signed
HINT_LASTS = timedelta(days=30)


class ApplicationRow(Row):
    """A row of the Applications table."""

    class Meta:
        table_name = FromEnvironment("APPLICATIONS_TABLE")
        region = REGION
        host = ENDPOINT

    version = NumberAttribute(null=True)
    expires_at = NumberAttribute(null=True)


def application_row(application: Application) -> ApplicationRow:
    """The row of an application, as it is."""
    lasts = application.expires_at
    if application.status is Status.SENT:
        lasts = application.changed_at + SENT_LASTS
    return ApplicationRow(
        f"APPLICATION#{application.reference}",
        "APPLICATION",
        version=application.version,
        expires_at=int(lasts.timestamp()),
        body=msgspec.json.encode(application).decode(),
    )


def next_row(application: Application) -> tuple[ApplicationRow, Condition]:
    """The row of a changed application, and what must hold when it is written: nobody changed it since it was read. For
    a transaction that keeps more than this one row."""
    before = application.version
    unchanged = ApplicationRow.version == before if before else ApplicationRow.pk.does_not_exist()
    return application_row(replace(application, version=before + 1)), unchanged


def keep_application(application: Application) -> Application:
    """Keeps a changed application: one PutItem, and one more on the first change of a day. Raises Conflict if
    somebody else changed it since it was read."""
    row, unchanged = next_row(application)
    try:
        row.save(condition=unchanged)
    except PutError as error:
        if error.cause_response_code != "ConditionalCheckFailedException":
            raise
        raise Conflict(application.reference, application.version, application.version + 1) from None
    return replace(application, version=application.version + 1)


def load_application(reference: str) -> Application:
    """An application as it was kept last: one Query. Raises NotFound."""
    found = find_application(reference)
    if found is None:
        raise NotFound(UNKNOWN, "reference")
    return found


def find_application(reference: str) -> Application | None:
    rows = ApplicationRow.query(
        f"APPLICATION#{reference}", ApplicationRow.sk == "APPLICATION", consistent_read=True, limit=1
    )
    row = next(iter(rows), None)
    return msgspec.json.decode(row.body or "", type=Application) if row else None


def day_to_remind(application: Application) -> date:
    return (application.expires_at - REMINDED).date()


def note_day(application: Application) -> None:
    """Has a draft looked at on the day on which it is to be reminded of."""
    day = day_to_remind(application)
    expires = int((application.expires_at + HINT_LASTS).timestamp())
    ApplicationRow(f"REMIND#{day.isoformat()}", application.reference, expires_at=expires, body="").save()


def references_to_remind(day: date) -> Iterator[str]:
    """The drafts that are to be looked at on a day; each is read before anything is done."""
    for row in ApplicationRow.query(f"REMIND#{day.isoformat()}"):
        yield row.sk


def is_first_change_of_day(before: datetime, now: datetime) -> bool:
    return before.date() != now.date()
