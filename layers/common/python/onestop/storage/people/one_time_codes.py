"""Who asked for a one-time code: a row in the People table, because it names an address; forgotten an hour later.

CODE#<hash of the ask>  CODE   where the code goes, its keyed hash once it was made, and how often it was tried
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import msgspec
from pynamodb.attributes import NumberAttribute
from pynamodb.exceptions import UpdateError

from onestop.domain.people.one_time_codes import TRIES, Ask
from onestop.storage.tables import ENDPOINT, REGION, FromEnvironment, Row
from onestop.storage.transactions import refused

FORGOTTEN = timedelta(hours=1)


class AskRow(Row):
    """An ask as a row of the People table."""

    class Meta:
        table_name = FromEnvironment("PEOPLE_TABLE")
        region = REGION
        host = ENDPOINT

    tries = NumberAttribute(null=True)
    used = NumberAttribute(null=True)
    expires_at = NumberAttribute(null=True)


def ask_row(name: str, ask: Ask) -> AskRow:
    expires = int((ask.asked_at + FORGOTTEN).timestamp())
    return AskRow(f"CODE#{name}", "CODE", body=msgspec.json.encode(ask).decode(), expires_at=expires)


def keep_ask(name: str, ask: Ask) -> None:
    """Keeps that a code was asked for: one PutItem."""
    ask_row(name, ask).save()


def find_ask(name: str) -> Ask | None:
    """Returns an ask, if it is still kept: one Query."""
    rows = list(AskRow.query(f"CODE#{name}", AskRow.sk == "CODE", consistent_read=True))
    return msgspec.json.decode(rows[0].body or "", type=Ask) if rows else None


def keep_code(name: str, ask: Ask, hashed: str) -> None:
    """Keeps the hash of the code that is about to be sent; an earlier code opens nothing any more."""
    ask_row(name, replace(ask, hashed=hashed)).save()


def try_once(name: str) -> Ask | None:
    """Counts one more try and returns the ask; None if there is no such ask, its code was used, or there were too many
    tries: one call, so two at once cannot both slip through."""
    row = AskRow(f"CODE#{name}", "CODE")
    untried = AskRow.tries.does_not_exist() | (AskRow.tries < TRIES)
    try:
        row.update(
            actions=[AskRow.tries.add(1)], condition=AskRow.body.exists() & AskRow.used.does_not_exist() & untried
        )
    except UpdateError as error:
        if not refused(error):
            raise
        return None
    return msgspec.json.decode(row.body or "", type=Ask)


def use_up(name: str, at: datetime) -> bool:
    """Notes that a code has opened a session; False for a second use."""
    row = AskRow(f"CODE#{name}", "CODE")
    try:
        row.update(actions=[AskRow.used.set(int(at.timestamp()))], condition=AskRow.used.does_not_exist())
    except UpdateError as error:
        if not refused(error):
            raise
        return False
    return True
