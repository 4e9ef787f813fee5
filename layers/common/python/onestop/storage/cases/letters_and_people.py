"""What belongs to a case in other tables: its letters, and the person who brought it; one call reads both.

A letter is kept under the event that it is about. So the letters of a case are read by its own events; only a case
that was joined with another one has letters about events that are not its own, and they are read by a Query.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from onestop.contracts.recorded import Recorded
from onestop.domain.letters.delivery import MISSED
from onestop.domain.people.person import Person
from onestop.storage.cases.case_keys import case_key
from onestop.storage.letters.notifications import Notification, notification_key, notifications_of
from onestop.storage.people.contact_details import load_person, person_key
from onestop.storage.tables import MessageRow, PersonRow, Row, connection

AT_ONCE = 100  # rows in one call, the limit of DynamoDB
ATTEMPTS = 4


def letters_and_person(reference: str, events: Sequence[Recorded], person: str) -> tuple[list[Notification], Person]:
    """Reads the letters about a case and the person who brought it: one call. A second call if the case was joined with
    another, has more events than fit in one call, or a letter was missed; one more for a person who was merged."""
    if len(events) >= AT_ONCE or any(event.type == "case.merged" for event in events):
        return notifications_of(reference), load_person(person)
    letters = [(case_key(reference), notification_key(event.id)) for event in events]
    found = read_rows({MessageRow: letters, PersonRow: [person_key(person)]})
    known = next((msgspec.json.decode(body, type=Person) for _, body in found[PersonRow]), None)
    if known is None or known.merged_into:
        known = load_person(person)
    kept = [msgspec.json.decode(body, type=Notification) for _, body in sorted(found[MessageRow])]
    if any(letter.status in MISSED for letter in kept):  # the letter may have continued on another channel
        return notifications_of(reference), known
    return kept, known


def read_rows(wanted: dict[type[Row], list[tuple[str, str]]]) -> dict[type[Row], list[tuple[str, str]]]:
    """Reads rows of several tables by their keys, each as (sk, body), in no order: one call, and one more each time
    DynamoDB returns less than was asked for. Only a letter of this very moment may be missing."""
    tables = {row.Meta.table_name: row for row in wanted}
    asked: dict[str, Any] = {
        name: {
            "Keys": [{"pk": {"S": pk}, "sk": {"S": sk}} for pk, sk in wanted[row]],
            "ConsistentRead": row is PersonRow,
        }
        for name, row in tables.items()
        if wanted[row]
    }
    found: dict[type[Row], list[tuple[str, str]]] = {row: [] for row in wanted}
    if not asked:
        return found
    for _ in range(ATTEMPTS):
        said = connection().client.batch_get_item(RequestItems=asked)
        for name, items in said["Responses"].items():
            found[tables[name]] += [(item["sk"]["S"], item["body"]["S"]) for item in items]
        asked = said.get("UnprocessedKeys") or {}
        if not asked:
            return found
    raise RuntimeError("DynamoDB gave less than was asked for, several times.")
