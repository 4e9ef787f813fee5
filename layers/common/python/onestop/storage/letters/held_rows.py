"""The rows of held letters, in the Messages table, under the keyed hash of the exact address that they go to:

HELD#<identity>  LETTER#<reference>#<event>  a letter that is held, or was told since
HELD#<identity>  DIGEST                      the last digest: which letters it tells, and how far it got
DUE#<hour>       <identity>                  somebody to look at in that hour; only a hint
DUE              PLACE                       the hour before which nobody is left to look at
"""

from __future__ import annotations

from datetime import datetime, timedelta

from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from onestop.storage.tables import ENDPOINT, REGION, FromEnvironment, Row

FORGOTTEN = timedelta(days=30)  # how long a told letter is kept here; the notification itself stays with its case
OPEN, DONE = "open", "done"


class HeldRow(Row):
    """A row of what is held for an address."""

    class Meta:
        table_name = FromEnvironment("MESSAGES_TABLE")
        region = REGION
        host = ENDPOINT

    status = UnicodeAttribute(null=True)
    expires_at = NumberAttribute(null=True)


def row_of(pk: str, sk: str, status: str, body: str, expires: datetime | None) -> HeldRow:
    row = HeldRow(pk, sk, status=status, body=body)
    if expires:
        row.expires_at = int(expires.timestamp())
    return row
