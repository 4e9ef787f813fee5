"""Who may act for whom: two rows for each, so that both are found by one Query.

MANDATE#<identity>   FOR#<represented>   what whoever has this identity may do for somebody else
                     BY#<holder>         who may do what for whoever has this identity
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import msgspec
from pynamodb.attributes import NumberAttribute

from onestop.domain.people.mandates import Mandate
from onestop.storage.tables import ENDPOINT, REGION, FromEnvironment, Row

KEPT = timedelta(days=365)  # after it has ended: what somebody may ask about
FOR, BY = "FOR#", "BY#"


class MandateRow(Row):
    """A mandate as a row of the People table."""

    class Meta:
        table_name = FromEnvironment("PEOPLE_TABLE")
        region = REGION
        host = ENDPOINT

    expires_at = NumberAttribute(null=True)


def keep_mandate(mandate: Mandate) -> None:
    """Keeps a mandate, or what became of it: two PutItems. The row of the represented person is first there, so that
    nobody may act of whom they could not be told."""
    body = msgspec.json.encode(mandate).decode()
    over = int((datetime.combine(mandate.last, time(), UTC) + KEPT).timestamp())
    represented = mandate.represented[0]
    MandateRow(f"MANDATE#{represented}", f"{BY}{mandate.holder}", body=body, expires_at=over).save()
    MandateRow(f"MANDATE#{mandate.holder}", f"{FOR}{represented}", body=body, expires_at=over).save()


def mandates_of(holder: str) -> list[Mandate]:
    """For whom somebody may act, or might until it ended: one Query."""
    return read(holder, FOR)


def mandates_for(represented: str) -> list[Mandate]:
    """Who may act for somebody, or might until it ended: one Query."""
    return read(represented, BY)


def read(identity: str, prefix: str) -> list[Mandate]:
    rows = MandateRow.query(f"MANDATE#{identity}", MandateRow.sk.startswith(prefix), consistent_read=True)
    return [msgspec.json.decode(row.body or "", type=Mandate) for row in rows]
