"""Sessions of residents: a row each in the People table, because it names an address; read once for each page.

MY#<hash of its secret>  SESSION   what was proven, and when
"""

from __future__ import annotations

import msgspec
from pynamodb.attributes import NumberAttribute
from pynamodb.exceptions import PutError

from onestop.domain.people.resident_sessions import WHOLE, ResidentSession
from onestop.storage.tables import ENDPOINT, REGION, FromEnvironment, Row
from onestop.storage.transactions import refused


class SessionRow(Row):
    """A session as a row of the People table."""

    class Meta:
        table_name = FromEnvironment("PEOPLE_TABLE")
        region = REGION
        host = ENDPOINT

    expires_at = NumberAttribute(null=True)


def session_row(name: str, session: ResidentSession) -> SessionRow:
    expires = int((session.began_at + WHOLE).timestamp())
    return SessionRow(f"MY#{name}", "SESSION", body=msgspec.json.encode(session).decode(), expires_at=expires)


def begin_session(name: str, session: ResidentSession) -> None:
    """Keeps a new session: one PutItem."""
    session_row(name, session).save()


def find_session(name: str) -> ResidentSession | None:
    """Returns a session as it was kept: one Query."""
    rows = list(SessionRow.query(f"MY#{name}", SessionRow.sk == "SESSION", consistent_read=True))
    return msgspec.json.decode(rows[0].body or "", type=ResidentSession) if rows else None


def change_session(name: str, before: ResidentSession, after: ResidentSession) -> None:
    """Keeps a changed session; one that was changed meanwhile is left alone, because it may have been ended."""
    unchanged = SessionRow.body == msgspec.json.encode(before).decode()
    try:
        session_row(name, after).save(condition=unchanged)
    except PutError as error:
        if not refused(error):
            raise


def end_session(name: str, session: ResidentSession) -> None:
    """Ends a session for good; nothing is deleted, the row is forgotten when its time is over."""
    session_row(name, session).save()
