"""Rows of the Applications table: applications, and the lists that say which of them need attention:

APPLICATION#<reference>  APPLICATION   the application with its answers; forgotten a while after its end
REMIND#<day>             <reference>   a draft to look at on that day; only a hint
WHOSE#<keyed hash>       <moment>#<reference>   an application that was sent, by an address or number in it
PAPERS                   <moment>#<reference>   a draft that came on paper, until it is sent or expires
TO_OPEN                  <reference>   an application that was sent and has no case yet: the sweep opens its case
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

import msgspec
from pynamodb.attributes import NumberAttribute
from pynamodb.exceptions import PutError, TransactWriteError
from pynamodb.expressions.condition import Condition
from pynamodb.transactions import TransactWrite

from onestop.domain.applications.application import REMINDED, Application, ApplicationStatus
from onestop.domain.applications.filled_in_by_staff import LASTS
from onestop.domain.errors import Conflict, NotFound
from onestop.storage.tables import ENDPOINT, REGION, FromEnvironment, Row, connection

UNKNOWN = "There is no application with this reference and code. Check both, or use the link we sent you."
SENT_LASTS = timedelta(days=365 * 2)  # the case has it too; this copy is for anyone who asks what was signed
HINT_LASTS = timedelta(days=30)
TO_OPEN, PAPERS, WAITS, OPENED = "TO_OPEN", "PAPERS", "waits", "-"


class ApplicationRow(Row):
    """A row of the Applications table."""

    class Meta:
        table_name = FromEnvironment("APPLICATIONS_TABLE")
        region = REGION
        host = ENDPOINT

    version = NumberAttribute(null=True)
    expires_at = NumberAttribute(null=True)


def application_row(application: Application) -> ApplicationRow:
    """Returns the row of an application as it is now."""
    lasts = application.expires_at
    if application.status is ApplicationStatus.SENT:
        lasts = application.changed_at + SENT_LASTS
    return ApplicationRow(
        f"APPLICATION#{application.reference}",
        "APPLICATION",
        version=application.version,
        expires_at=int(lasts.timestamp()),
        body=msgspec.json.encode(application).decode(),
    )


def next_row(application: Application) -> tuple[ApplicationRow, Condition]:
    """Returns the row of a changed application, and the condition for writing it: nobody changed it since it was read.
    For a transaction that keeps more than this one row."""
    before = application.version
    unchanged = ApplicationRow.version == before if before else ApplicationRow.pk.does_not_exist()
    return application_row(replace(application, version=before + 1)), unchanged


def keep_application(application: Application) -> Application:
    """Keeps a changed application: one PutItem. Raises Conflict if somebody else changed it since it was read."""
    row, unchanged = next_row(application)
    try:
        row.save(condition=unchanged)
    except PutError as error:
        if error.cause_response_code != "ConditionalCheckFailedException":
            raise
        raise Conflict(application.reference, application.version, application.version + 1) from None
    return replace(application, version=application.version + 1)


def keep_sent(application: Application) -> Application:
    """Keeps an application that was sent, and notes that its case is still to be opened: both or neither. Raises
    Conflict."""
    row, unchanged = next_row(application)
    hint = ApplicationRow(TO_OPEN, application.reference, body=WAITS, expires_at=row.expires_at)
    try:
        with TransactWrite(connection=connection()) as transaction:
            transaction.save(row, condition=unchanged)
            transaction.save(hint)
    except TransactWriteError as error:
        if not any(reason and reason.code == "ConditionalCheckFailed" for reason in error.cancellation_reasons):
            raise
        raise Conflict(application.reference, application.version, application.version + 1) from None
    return replace(application, version=application.version + 1)


def note_opened(application: Application, at: datetime) -> None:
    """Notes that its case is open: the sweep skips it, and the row is soon forgotten, because each sweep reads all of
    them."""
    ApplicationRow(TO_OPEN, application.reference, body=OPENED, expires_at=int(at.timestamp())).save()


def references_to_open() -> Iterator[str]:
    """Yields the applications that were noted as sent without a case yet; the caller reads each one before it acts."""
    for row in ApplicationRow.query(TO_OPEN, consistent_read=True):
        if row.body == WAITS:
            yield row.sk


def note_whose(application: Application, identities: Iterable[str]) -> None:
    """Makes an application that was sent findable by the addresses in it: a PutItem for each."""
    expires = int((application.changed_at + SENT_LASTS).timestamp())
    for identity in identities:
        place = f"{application.changed_at.isoformat()}#{application.reference}"
        ApplicationRow(f"WHOSE#{identity}", place, expires_at=expires, body="").save()


def applications_of(identities: Iterable[str], most: int) -> Iterator[Application]:
    """Yields the applications sent with one of these addresses, newest first: a Query for each address and each
    application."""
    places = [
        row.sk
        for identity in identities
        for row in ApplicationRow.query(f"WHOSE#{identity}", limit=most, page_size=most, scan_index_forward=False)
    ]
    for place in sorted(set(places), reverse=True)[:most]:
        if found := find_application(place.rpartition("#")[2]):
            yield found


def note_paper(application: Application) -> None:
    """Notes that a draft came on paper and that a clerk must look through it."""
    paper_row(application, WAITS).save()


def note_paper_taken(application: Application, at: datetime) -> None:
    """Notes that a clerk has just opened it, so that others leave it alone."""
    paper_row(application, at.isoformat()).save()


def note_paper_done(application: Application) -> None:
    """Notes that it was sent: nobody needs to look at it, and its row is soon forgotten."""
    paper_row(replace(application, expires_at=application.changed_at), OPENED).save()


def paper_row(application: Application, body: str) -> ApplicationRow:
    place = f"{application.begun_at.isoformat()}#{application.reference}"
    return ApplicationRow(PAPERS, place, body=body, expires_at=int(application.expires_at.timestamp()))


def waits_for_clerk(row: ApplicationRow, at: datetime) -> bool:
    """Whether no clerk is working on it: nobody opened it, or whoever did has not sent it in time."""
    if row.body in (WAITS, OPENED):
        return row.body == WAITS
    return datetime.fromisoformat(row.body or "") + LASTS <= at


def papers(most: int, at: datetime) -> Iterator[Application]:
    """Yields the drafts from paper that no clerk is working on, oldest first: one Query, and one for each draft."""
    waiting = (row.sk.rpartition("#")[2] for row in ApplicationRow.query(PAPERS) if waits_for_clerk(row, at))
    for _, reference in zip(range(most), waiting, strict=False):
        found = find_application(reference)
        if found and found.status is ApplicationStatus.DRAFT:
            yield found


def load_application(reference: str) -> Application:
    """Reads an application as it was last kept: one Query. Raises NotFound."""
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
    """Notes the day on which a draft's owner is to be reminded, so that it is looked at on that day."""
    day = day_to_remind(application)
    expires = int((application.expires_at + HINT_LASTS).timestamp())
    ApplicationRow(f"REMIND#{day.isoformat()}", application.reference, expires_at=expires, body="").save()


def references_to_remind(day: date) -> Iterator[str]:
    """Yields the drafts to look at on a day; the caller reads each one before it acts."""
    for row in ApplicationRow.query(f"REMIND#{day.isoformat()}"):
        yield row.sk
