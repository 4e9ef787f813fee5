"""Who may act for whom: two rows for each, so that both are found by one Query.

MANDATE#<identity>   FOR#<represented>   what the holder of this identity may do for somebody else
                     BY#<holder>         who may do what for the holder of this identity

Several people of a home may have the same identity: each further one of them has rows with a mark behind these keys.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

import msgspec
from pynamodb.attributes import NumberAttribute

from onestop.domain.people.mandates import Mandate, MandateMay, in_force, plain_name
from onestop.storage.catalogue.releases import current
from onestop.storage.people.contact_details import found_row
from onestop.storage.tables import ENDPOINT, REGION, FromEnvironment, Row

KEPT = timedelta(days=365)  # how long it is kept after it has ended: people may ask about it
FOR, BY = "FOR#", "BY#"


class MandateRow(Row):
    """A mandate as a row of the People table."""

    class Meta:
        table_name = FromEnvironment("PEOPLE_TABLE")
        region = REGION
        host = ENDPOINT

    expires_at = NumberAttribute(null=True)


def keep_mandate(mandate: Mandate) -> None:
    """Keeps a mandate, or its new state: a Query and two PutItems. The row of the represented person is written first,
    so that nobody may act for them without their being able to see it."""
    body = msgspec.json.encode(mandate).decode()
    over = int((datetime.combine(mandate.last, time(), UTC) + KEPT).timestamp())
    represented, another = mandate.represented[0], mark_of(mandate)
    MandateRow(f"MANDATE#{represented}", f"{BY}{mandate.holder}{another}", body=body, expires_at=over).save()
    MandateRow(f"MANDATE#{mandate.holder}", f"{FOR}{represented}{another}", body=body, expires_at=over).save()


def mark_of(mandate: Mandate) -> str:
    """Returns what tells the rows of a mandate from those for others in the home, who have the same address: nothing
    for the first of them, and for each further name a hash of it."""
    first = f"{BY}{mandate.holder}"
    rows = MandateRow.query(f"MANDATE#{mandate.represented[0]}", MandateRow.sk.startswith(first), consistent_read=True)
    known = {row.sk.removeprefix(first): msgspec.json.decode(row.body or "", type=Mandate) for row in rows}
    own = next((mark for mark, each in known.items() if each.is_for(mandate.represented_name)), None)
    if own is not None:
        return own
    return f"#{sha256(plain_name(mandate.represented_name).encode()).hexdigest()[:16]}" if known else ""


def mandates_of(holder: str) -> list[Mandate]:
    """Returns the people that somebody may act for, or could until the mandate ended: one Query."""
    return read_mandates(holder, FOR)


def mandates_for(represented: str) -> list[Mandate]:
    """Returns who may act for somebody, or could until the mandate ended: one Query."""
    return read_mandates(represented, BY)


def holder_may_act(holder: str, began: int, reference: str, at: datetime) -> bool:
    """Whether the holder of a pass may act on a case at this moment: the mandate that gave the pass still holds, and
    the case is still found by an address of the represented person (that of a protected person is not). A Query, and
    one for each form of the address."""
    today = at.astimezone(ZoneInfo(current().jurisdiction["time_zone"])).date()
    for mandate in in_force(mandates_of(holder), today):
        if mandate.may is MandateMay.ACT and int(mandate.since.timestamp()) == began:
            found = (row for each in mandate.represented for row in found_row(each, reference))
            if any(found):
                return True
    return False


def read_mandates(identity: str, prefix: str) -> list[Mandate]:
    rows = MandateRow.query(f"MANDATE#{identity}", MandateRow.sk.startswith(prefix), consistent_read=True)
    return [msgspec.json.decode(row.body or "", type=Mandate) for row in rows]
