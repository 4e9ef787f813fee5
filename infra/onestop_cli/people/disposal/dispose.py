"""Erases what an approved list says, no more, and certifies it. Cut off, it is done by doing it again: what was found
of an entry is kept before anything of it goes, and the row of a case goes last."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.time.retention import RecordKind
from onestop_cli.people.disposal.gone_addresses import CHOSEN, addresses_gone
from onestop_cli.people.disposal.lists import APPROVERS, FORMAT, TABLE, Disposal, hash_of
from onestop_cli.people.disposal.records import CASE, HAS, KeptRecords, chain_of, days_of, kept_because, read_records
from onestop_cli.people.rights.places import TABLES, Places, StoredObject, StoredRow
from onestop_cli.people.rights.traces import APPLICATION, LOOKS
from onestop_cli.problems import CannotContinue

BEGUN = "BEGUN#"
STAYS = (
    "Backups of the tables (point in time) forget it by themselves after 35 days.",
    "Who looked at these cases is kept for the auditor for five years. It names no resident and repeats no word.",
    "Mail as it came is forgotten by the days that `retention` says of it, a letter as it was printed after 30 days.",
)


@dataclass(slots=True)
class DisposableRecords:
    """All records of one entry of a list."""

    rows: list[StoredRow] = field(default_factory=list)
    objects: list[StoredObject] = field(default_factory=list)


def carry_out(places: Places, disposal: Disposal, catalogue: Catalogue, at: datetime, by: str) -> dict[str, Any]:
    """Carries a list out and returns its certificate; of one that was carried out, the one from then."""
    said = disposal.said
    if disposal.certificate:
        forget_list(places, disposal, disposal.certificate)
        return disposal.certificate
    if len({each["by"].casefold() for each in said["approved"]}) < APPROVERS:
        raise CannotContinue(f"The list {disposal.id} takes the approval of {APPROVERS} different people.")
    if hash_of(said["entries"]) != said["hash"]:
        raise CannotContinue(f"The list {disposal.id} is not the one that was approved: make a new one.")
    records, today = read_records(places), at.astimezone(ZoneInfo(catalogue.jurisdiction["time_zone"])).date()
    against = {entry["reference"]: stands_against(entry, records, catalogue, today) for entry in said["entries"]}
    due = {entry["reference"]: entry["kinds"] for entry in said["entries"] if not against[entry["reference"]]}
    found = find_records(places, due, gone_with(due, records))
    begun = {row.sk: row.body for row in places.rows_of(TABLE, disposal.row.pk) if row.sk.startswith(BEGUN)}
    for number, entry in enumerate(said["entries"]):
        if entry["reference"] in due:
            begun.setdefault(key := f"{BEGUN}{number:04}", counted(found[entry["reference"]]))
            places.put_row(TABLE, disposal.row.pk, key, begun[key])
            erase(places, found[entry["reference"]])
    certificate = certified(disposal, begun, against, at, by)
    places.put_row(TABLE, disposal.row.pk, "CERTIFICATE", json.dumps(certificate, ensure_ascii=False))
    forget_list(places, disposal, certificate)
    return certificate


def stands_against(entry: dict[str, Any], records: KeptRecords, catalogue: Catalogue, today: date) -> str | None:
    """Why an entry is left alone: much may have happened since the list was made."""
    if entry["reference"] not in records.cases:
        return "is gone"
    if because := kept_because(entry["reference"], records, today):
        return because
    days = days_of(entry["reference"], records, catalogue)
    still = [kind for kind in entry["kinds"] if RecordKind(kind) not in days or days[RecordKind(kind)] >= today]
    return "is kept longer by now" if still else None


def gone_with(due: dict[str, list[str]], records: KeptRecords) -> dict[str, str]:
    """Returns the people who are erased with their case, each with its reference: nobody who has a case that stays."""
    going = {reference for reference, kinds in due.items() if RecordKind.CASE in kinds}
    needed = {
        id_
        for reference, case in records.cases.items()
        if reference not in going
        for id_ in chain_of(case.get("person"), records)
    }
    return {
        id_: reference
        for reference in sorted(going)
        for id_ in chain_of(records.cases[reference].get("person"), records)
        if id_ not in needed
    }


def find_records(places: Places, due: dict[str, list[str]], people: dict[str, str]) -> dict[str, DisposableRecords]:
    """Finds the records of each entry, by exact parts of keys: a case that only mentions another keeps its words."""
    found: dict[str, DisposableRecords] = defaultdict(DisposableRecords)
    owner = {reference: reference for reference in due} | people
    addresses = addresses_gone(places, due)
    for row in places.rows("Applications"):
        if row.pk.startswith(APPLICATION) and (case := json.loads(row.body or "{}").get("case")) in due:
            owner[row.pk.removeprefix(APPLICATION)] = case
    for table in TABLES:
        for row in places.rows(table):
            of = None if row.pk.startswith((LOOKS, "DISPOSAL#")) else owner_of(row, owner)
            of = addresses.get(row.pk.removeprefix(CHOSEN)) if row.pk.startswith(CHOSEN) else of
            kind = HAS.get(row.sk.partition("#")[0]) if row.pk.startswith(CASE) else None
            if of and takes(due[of], kind):
                found[of].rows.append(row)
    for stored in places.objects():
        parts = stored.key.removesuffix(".json").split("/")
        of = next((owner[part] for part in parts if part in owner), None)
        if of and takes(due[of], RecordKind.FILES if stored.bucket == "attachments" else None):
            found[of].objects.append(stored)
    last_to_first = {id_: number for number, id_ in enumerate(reversed(people))}
    for each in found.values():  # who was merged goes after the one that stays, the case last: they lead there
        each.rows.sort(
            key=lambda row: (
                not row.pk.startswith(CHOSEN),
                row.kind == "case",
                row.sk == "PERSON",
                place_of(row, last_to_first),
            )
        )
    return found


def place_of(row: StoredRow, order: dict[str, int]) -> int:
    return order.get(row.pk.removeprefix("PERSON#"), -1)


def owner_of(row: StoredRow, owner: dict[str, str]) -> str | None:
    """Returns the entry that a row belongs to. A row kept with another case belongs to that case, whatever its key
    says."""
    if row.pk.startswith(CASE):
        return owner.get(row.pk.removeprefix(CASE))
    if row.kind == "once":  # what a command about a case answered
        return next((of for reference, of in owner.items() if reference in row.body), None)
    return next((owner[part] for part in f"{row.pk}#{row.sk}".split("#") if part in owner), None)


def takes(kinds: list[str], kind: RecordKind | None) -> bool:
    """Returns whether an entry covers records of a kind; records of no kind are erased only with their case."""
    return RecordKind.CASE in kinds or (kind is not None and kind in kinds)


def erase(places: Places, found: DisposableRecords) -> None:
    for stored in found.objects:
        places.delete_object(stored)
    for row in found.rows:
        places.delete_row(row)


def counted(found: DisposableRecords) -> str:
    rows, files = Counter(row.table for row in found.rows), Counter(each.bucket for each in found.objects)
    return json.dumps({"rows": rows, "files": files})


def certified(
    disposal: Disposal, begun: dict[str, str], against: dict[str, str | None], at: datetime, by: str
) -> dict[str, Any]:
    """Returns what was done, in numbers. An entry that an earlier run erased counts as done."""
    entries, rows, files = disposal.said["entries"], Counter[str](), Counter[str]()
    for body in begun.values():
        rows.update(json.loads(body)["rows"])
        files.update(json.loads(body)["files"])
    done: Counter[str] = Counter()
    left: Counter[str] = Counter()
    for number, entry in enumerate(entries):
        because = against[entry["reference"]]
        if because and not (because == "is gone" and f"{BEGUN}{number:04}" in begun):
            left[because] += 1
        else:
            done.update(entry["kinds"])
    return {
        "format": FORMAT,
        "list": disposal.id,
        "hash": disposal.said["hash"],
        "made_at": disposal.said["made_at"],
        "approved": disposal.said["approved"],
        "carried_out_at": at.isoformat(timespec="seconds"),
        "carried_out_by": by,
        "entries": len(entries),
        "disposed_of": dict(sorted(done.items())),
        "left": dict(sorted(left.items())),
        "rows": dict(sorted(rows.items())),
        "files": dict(sorted(files.items())),
        "stays": list(STAYS),
    }


def forget_list(places: Places, disposal: Disposal, certificate: dict[str, Any]) -> None:
    """Leaves of a list that was carried out its certificate alone: the references on it lead nowhere now."""
    for row in list(places.rows_of(TABLE, disposal.row.pk)):
        if row.sk.startswith(BEGUN):
            places.delete_row(row)
    done = {**disposal.said, "entries": [], "carried_out_at": certificate["carried_out_at"]}
    places.put_row(TABLE, disposal.row.pk, "LIST", json.dumps(done, ensure_ascii=False))
