"""Lists of what may be disposed of: made from the schedules, kept, and approved by two people.

DISPOSAL#<id>   LIST          what is on it, its hash, and who approved it
                BEGUN#<no>    what was found of an entry before anything of it was erased
                CERTIFICATE   what became of it; the list itself is forgotten then
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.time.retention import kinds_that_are_over
from onestop_cli.people.disposal.records import KeptRecords, days_of, kept_because
from onestop_cli.people.rights.places import Places, StoredRow
from onestop_cli.problems import CannotContinue

TABLE, MOST, APPROVERS = "Messages", 500, 2
FORMAT = "onestop-disposal/1"


@dataclass(frozen=True, slots=True)
class Disposal:
    """One list as it is stored; `row` is as it was read, so that nobody's change is overwritten."""

    id: str
    row: StoredRow
    said: dict[str, Any]
    certificate: dict[str, Any] | None = None


def what_is_over(records: KeptRecords, catalogue: Catalogue, today: date) -> list[dict[str, Any]]:
    """Returns the cases, and their records, whose retention period is over and that nothing protects; the oldest
    first."""
    found = []
    for reference, case in records.cases.items():
        if kept_because(reference, records, today):
            continue
        days = days_of(reference, records, catalogue)
        kinds = [
            kind
            for kind in kinds_that_are_over(days, today)
            if kind == "case" or kind in records.kinds.get(reference, ())
        ]
        if kinds:
            until = max(days[kind] for kind in kinds).isoformat()
            entry = {"reference": reference, "service": case.get("service"), "kinds": kinds, "kept_until": until}
            found.append(entry)
    return sorted(found, key=lambda entry: (str(entry["kept_until"]), str(entry["reference"])))


def make_list(places: Places, entries: list[dict[str, Any]], id: str, at: datetime, by: str) -> dict[str, Any]:
    """Keeps a list; what is more than fits on one waits for the next."""
    said = {
        "made_at": at.isoformat(timespec="seconds"),
        "made_by": by,
        "entries": entries[:MOST],
        "hash": hash_of(entries[:MOST]),
        "approved": [],
        "more": max(len(entries) - MOST, 0),
    }
    places.put_row(TABLE, f"DISPOSAL#{id}", "LIST", json.dumps(said, ensure_ascii=False))
    return said


def hash_of(entries: list[dict[str, Any]]) -> str:
    """Names a list by what is on it: one entry more or less makes another."""
    return sha256(json.dumps(entries, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def find_list(places: Places, id: str) -> Disposal:
    """Reads a list, or what is left of one that was carried out."""
    rows = {row.sk: row for row in places.rows_of(TABLE, f"DISPOSAL#{id}")}
    if "LIST" not in rows:
        raise CannotContinue(f"There is no list {id}: `onestop people disposal list` makes one and says its name.")
    certificate = json.loads(rows["CERTIFICATE"].body) if "CERTIFICATE" in rows else None
    return Disposal(id, rows["LIST"], json.loads(rows["LIST"].body), certificate)


def approve(places: Places, disposal: Disposal, by: str, account: str, seen: str, at: datetime) -> list[dict[str, Any]]:
    """Keeps that somebody approved a list, by the hash of what they saw; returns all who did by now."""
    name, said = " ".join(by.split()), disposal.said
    if disposal.certificate:
        raise CannotContinue(f"The list {disposal.id} was carried out already.")
    if not name:
        raise CannotContinue("Who approves it has no name: say it with --by.")
    if len(seen) < 8 or not said["hash"].startswith(seen.casefold()):
        raise CannotContinue(f"This is not the hash of the list {disposal.id}: look at the list, and give its hash.")
    if any(each["by"].casefold() == name.casefold() for each in said["approved"]):
        raise CannotContinue(f"{name} has approved it already: it takes {APPROVERS} different people.")
    approval = {"by": name, "account": account, "at": at.isoformat(timespec="seconds")}
    approved = [*said["approved"], approval]
    places.change_body(disposal.row, json.dumps({**said, "approved": approved}, ensure_ascii=False))
    return approved
