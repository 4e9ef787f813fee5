"""Cases written directly into the tables, without the acts that would produce them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from onestop.contracts.recorded import cloud_event
from onestop.domain.people.person import Person
from onestop.storage.cases.case_rows import case_row, event_row, request_row
from onestop.storage.people.contact_details import person_rows
from tests.builders import NOW, a_case, a_reference, a_request, an_event


def a_kept_case(number: int, *types: str, case: Mapping[str, Any] | None = None, **person: Any) -> list[dict[str, Any]]:
    """Writes a case into the tables, with the given fields of it and of its person, and its events, a second apart."""
    reference, of = a_reference(number), Person(**({"id": f"{number:032}", "language": "en"} | person))
    fields = {"service": "pothole", "opened_at": NOW} | dict(case or {})
    row = case_row(a_case(reference=reference, person=of.id, version=len(types), **fields))
    events = [
        an_event(type=type, sequence=place, reference=reference, at=NOW + timedelta(seconds=place))
        for place, type in enumerate(types, start=1)
    ]
    for each in (row, request_row(reference, a_request(), NOW), *person_rows(of, reference), *map(event_row, events)):
        each.save()
    return [cloud_event(each, "/onestop/test") for each in events]
