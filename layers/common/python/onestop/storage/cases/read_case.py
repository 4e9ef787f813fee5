"""Reads a case: with what a decision needs, or with everything that was ever said and done. One Query each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import msgspec

from onestop.contracts.recorded import Recorded
from onestop.domain.cases.attachments import Attachment
from onestop.domain.cases.case import Case, CaseFile, Contact, LinkKind, Note, Request, Task
from onestop.domain.catalogue.plans import Stage
from onestop.domain.errors import NotFound
from onestop.storage.cases.case_keys import case_key, event_key
from onestop.storage.letters.undelivered import KIND as UNDELIVERED
from onestop.storage.letters.undelivered import Undelivered
from onestop.storage.tables import CaseRow


@dataclass(frozen=True, slots=True)
class WholeFile:
    """A case with its history, notes, contacts, attachments and undelivered letters, oldest first."""

    file: CaseFile
    events: list[Recorded]
    notes: list[Note]
    contacts: list[Contact]
    attachments: list[Attachment] = field(default_factory=list)
    undelivered: list[Undelivered] = field(default_factory=list)


def load_file(reference: str) -> CaseFile:
    """Reads a case with its request, plan and tasks: one Query. Raises NotFound."""
    rows = CaseRow.query(case_key(reference), CaseRow.sk.startswith("CASE"), consistent_read=True)
    return read_file(reference, bodies_of(rows))


def load_whole(reference: str) -> WholeFile:
    """Reads a case with everything about it: one Query. Raises NotFound."""
    bodies = bodies_of(CaseRow.query(case_key(reference), consistent_read=True))
    return WholeFile(
        file=read_file(reference, bodies),
        events=[msgspec.json.decode(body, type=Recorded) for body in bodies.get("event", ())],
        notes=[msgspec.json.decode(body, type=Note) for body in bodies.get("note", ())],
        contacts=[msgspec.json.decode(body, type=Contact) for body in bodies.get("contact", ())],
        attachments=sorted(
            (msgspec.json.decode(body, type=Attachment) for body in bodies.get("attachment", ())),
            key=lambda attachment: (attachment.at, attachment.id),
        ),
        undelivered=sorted(
            (msgspec.json.decode(body, type=Undelivered) for body in bodies.get(UNDELIVERED, ())),
            key=lambda undelivered: undelivered.at,
        ),
    )


def load_beginnings(until: Mapping[str, int]) -> dict[str, WholeFile]:
    """Reads several cases with their requests and their events up to a given number, by reference; missing cases are
    left out. Plans, tasks and messages are not read. One call for each hundred rows."""
    keys = [
        (case_key(reference), each)
        for reference, sequence in until.items()
        for each in ("CASE", "CASE#REQUEST", *(event_key(number) for number in range(1, sequence + 1)))
    ]
    rows = sorted(CaseRow.batch_get(keys, consistent_read=True), key=lambda row: row.sk) if keys else []
    bodies = {reference: bodies_of(row for row in rows if row.pk == case_key(reference)) for reference in until}
    return {
        reference: WholeFile(
            file=read_file(reference, found | {"plan": ["[]"]}),
            events=[msgspec.json.decode(body, type=Recorded) for body in found.get("event", ())],
            notes=[],
            contacts=[],
        )
        for reference, found in bodies.items()
        if "case" in found and "request" in found
    }


def load_history(reference: str) -> tuple[CaseFile, list[Recorded]]:
    """Reads a case with all its events, oldest first: one Query. Raises NotFound."""
    whole = load_whole(reference)
    return whole.file, whole.events


def contacts_of(reference: str) -> list[Contact]:
    """Returns all messages from and to the resident of a case, oldest first: one Query."""
    rows = CaseRow.query(case_key(reference), CaseRow.sk.startswith("CONTACT#"), consistent_read=True)
    return [msgspec.json.decode(row.body or "", type=Contact) for row in rows]


def load_cases(references: Iterable[str]) -> list[Case]:
    """Reads the snapshots of several cases at once, in no order; missing ones are left out."""
    rows = CaseRow.batch_get([(case_key(reference), "CASE") for reference in dict.fromkeys(references)])
    return [msgspec.json.decode(row.body or "", type=Case) for row in rows]


def load_parts(file: CaseFile) -> list[Case]:
    """Reads the snapshots of the sub-service cases of this case that know their resident; reads nothing if there are
    none."""
    children = [link.reference for link in file.case.links if link.kind is LinkKind.CHILD]
    return [case for case in load_cases(children) if case.person] if children and file.case.person else []


def bodies_of(rows: Iterable[CaseRow]) -> dict[str, list[str]]:
    bodies: dict[str, list[str]] = {}
    for row in rows:
        bodies.setdefault(row.kind, []).append(row.body or "")
    return bodies


def read_file(reference: str, bodies: dict[str, list[str]]) -> CaseFile:
    if "case" not in bodies or "request" not in bodies:
        raise NotFound(f"There is no case {reference}.", "reference")
    [kept] = bodies["case"]
    [plan] = bodies.get("plan", ["[]"])
    return CaseFile(
        case=msgspec.json.decode(kept, type=Case),
        request=msgspec.json.decode(bodies["request"][0], type=Request),
        tasks=tuple(msgspec.json.decode(body, type=Task) for body in bodies.get("task", ())),
        plan=msgspec.json.decode(plan, type=tuple[Stage, ...]),
    )
