"""What the owner of an address declared about themselves: one row, apart from the rows that they are known by.

SEGMENTS#<identity>   SEGMENTS   what they declared, and whether they want no suggestions
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from onestop.domain.people.segments import OwnSegments
from onestop.storage.tables import PersonRow

SORT = "SEGMENTS"


def load_segments(identities: Sequence[str]) -> OwnSegments:
    """Reads what was declared under an address, from the first of its forms that has something: a Query for each."""
    for identity in identities:
        for row in PersonRow.query(f"SEGMENTS#{identity}", PersonRow.sk == SORT, consistent_read=True):
            return msgspec.json.decode(row.body or "", type=OwnSegments)
    return OwnSegments()


def keep_segments(identities: Sequence[str], own: OwnSegments) -> None:
    """Keeps it under each form of the address. If everything is taken back, nothing is left behind."""
    for identity in identities:
        row = PersonRow(f"SEGMENTS#{identity}", SORT, body=msgspec.json.encode(own).decode())
        if own == OwnSegments():
            row.delete()
        else:
            row.save()
