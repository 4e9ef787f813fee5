"""What lies beside a case in other tables: its letters, and who brought it, in one call where both are asked for.

A letter is kept under the event that it tells of. So the letters of a case are asked for by its own events; only a case
that was joined with another one has letters about events that are not its own, and is asked for by a Query.
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

AT_ONCE = 100  # rows, by DynamoDB
ATTEMPTS = 4


def letters_and_person(reference: str, events: Sequence[Recorded], person: str) -> tuple[list[Notification], Person]:
    """The letters about a case and the person who brought it: one call; two where the case was joined with another,
    has more events than rows are read at once, or a letter was missed, and one more for a person who turned out to be
    another."""
    if len(events) >= AT_ONCE or any(event.type == "case.merged" for event in events):
        return notifications_of(reference), load_person(person)
    letters = [(case_key(reference), notification_key(event.id)) for event in events]
    found = read_rows({MessageRow: letters, PersonRow: [person_key(person)]})
    known = next((msgspec.json.decode(body, type=Person) for _, body in found[PersonRow]), None)
    if known is None or known.merged_into:
        known = load_person(person)
    kept = [msgspec.json.decode(body, type=Notification) for _, body in sorted(found[MessageRow])]
    if any(letter.status in MISSED for letter in kept):  # it may have gone on by another channel
        return notifications_of(reference), known
    return kept, known


def read_rows(wanted: dict[type[Row], list[tuple[str, str]]]) -> dict[type[Row], list[tuple[str, str]]]:
    """The rows of several tables by their keys, each as (sk, body), in no order: one call, and one more for each time
    that DynamoDB gives less than was asked for. A letter of this very moment may be missing; nothing else."""
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
