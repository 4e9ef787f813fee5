"""The records of an installation that decide whether a case may be disposed of."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from onestop.domain.cases.lifecycle import Status
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.time.retention import RecordKind, last_days
from onestop_cli.people.rights.places import Places
from onestop_cli.people.rights.traces import HOLD

CASE, LOOSE = "CASE#", "related"  # a link that says no more than that staff want to see both
HAS = {"ATTACHMENT": RecordKind.FILES, "NOTIFICATION": RecordKind.LETTERS}


@dataclass(frozen=True, slots=True)
class KeptRecords:
    """The cases and people by reference and id, until when people are held, and which kinds of record a case has."""

    cases: dict[str, dict[str, Any]] = field(default_factory=dict)
    people: dict[str, dict[str, Any]] = field(default_factory=dict)
    holds: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, set[RecordKind]] = field(default_factory=dict)


def read_records(places: Places) -> KeptRecords:
    """Reads the three tables that hold them, once each."""
    people, holds, cases = {}, {}, {}
    kinds: dict[str, set[RecordKind]] = defaultdict(set)
    for row in places.rows("People"):
        if row.sk == "PERSON":
            people[row.pk.removeprefix("PERSON#")] = json.loads(row.body)
        elif row.pk.startswith(HOLD):
            holds[row.pk.removeprefix(HOLD)] = json.loads(row.body)["until"]
    for table in ("Cases", "Messages"):
        for row in places.rows(table):
            reference = row.pk.removeprefix(CASE)
            if row.kind == "case":
                cases[reference] = json.loads(row.body)
            if row.pk.startswith(CASE) and (kind := HAS.get(row.sk.partition("#")[0])):
                kinds[reference].add(kind)
    return KeptRecords(cases, people, holds, kinds)


def chain_of(person: str | None, records: KeptRecords) -> tuple[str, ...]:
    """Returns a person as they came, and everybody they were merged into."""
    found: dict[str, None] = {}
    while person and person not in found:
        found[person] = None
        person = records.people.get(person, {}).get("merged_into")
    return tuple(found)


def linked(reference: str, records: KeptRecords) -> list[dict[str, Any]]:
    """The cases that a case belongs together with, which are there still."""
    links = records.cases[reference].get("links") or ()
    return [
        records.cases[each["reference"]]
        for each in links
        if each["kind"] != LOOSE and each["reference"] in records.cases
    ]


def kept_because(reference: str, records: KeptRecords, today: date) -> str | None:
    """Returns why nothing of a case may be disposed of; None if there is no reason.

    A hold on the person who brought the case that this one is a part of protects it too. People whose data is
    restricted may need it against us: theirs is left until that is lifted.
    """
    case, others = records.cases[reference], linked(reference, records)
    if case.get("status") != Status.CLOSED or not case.get("closed_at"):
        return "is worked on"
    if any(each.get("status") != Status.CLOSED for each in others):
        return "belongs to a case that is worked on"
    people = [id_ for each in (case, *others) for id_ in chain_of(each.get("person"), records)]
    if any(records.holds.get(id_, "") >= today.isoformat() for id_ in people):
        return "is held"
    if any(records.people.get(id_, {}).get("restricted_since") for id_ in people):
        return "is restricted"
    return None


def days_of(reference: str, records: KeptRecords, catalogue: Catalogue) -> dict[RecordKind, date]:
    """Until when each kind of record of a closed case is kept."""
    case = records.cases[reference]
    return last_days(case.get("service"), datetime.fromisoformat(case["closed_at"]), catalogue)
