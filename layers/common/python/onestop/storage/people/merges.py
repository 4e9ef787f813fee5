"""Merges two people who turn out to be one; what a merging changed is kept, so that it can be undone.

MERGED#<person>   MERGE   who a person was merged into, their row as it was, and each row that the merging wrote

The row is written before anything changes and removed when the merging is undone; then all is as if it had never been,
row by row. Undoing one of several successive mergings leaves the others, but removes what they wrote for its cases.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import msgspec
from pynamodb.exceptions import PutError

from onestop.domain.errors import NotFound, NotPossible
from onestop.domain.people.person import Person
from onestop.storage.people.contact_details import brought_by, identity_row, load_person, person_key, person_rows
from onestop.storage.tables import PersonRow
from onestop.storage.transactions import refused

MET_ANOTHER = "Somebody else merges one of these two at this moment: look again."


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundRow:
    """A row by which a case is found under the person who stays: its identity and case, and who it led to before, if
    anybody."""

    identity: str
    reference: str
    before: str | None = None
    at: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Merging:
    """What it takes to undo a merging: `person` is the earlier row of the person who was merged."""

    merged: str
    into: str
    person: str
    rows: tuple[FoundRow, ...] = ()


def merge_people(merged: str, into: str, key: bytes) -> tuple[str, str]:
    """Keeps that one person is another, who stays: letters about the cases of both go to that one, and a search
    for one of their addresses also finds the cases of the merged person. Their own addresses stay as they were, so
    that the merged person is still known by them. Safe to repeat. Returns who was merged, and who stays.

    Raises NotFound, and NotPossible for a person who is the other one already, or whom somebody else is merging at the
    same moment: if two people were merged into each other, neither would stay.
    """
    leaving, stays = load_person(merged), load_person(into)
    if leaving.protected_at or stays.protected_at:
        raise NotPossible("One of these two is protected: nobody is merged with them.", "person")
    if leaving.restricted_since or stays.restricted_since:  # one person's restriction would apply to both
        raise NotPossible("The data of one of these two is restricted: nobody is merged with them.", "person")
    if leaving.id == stays.id:
        raise NotPossible("These two are one person already.", "person")
    begun = read_merging(leaving.id)
    if begun and begun.into != stays.id:  # interrupted earlier, and now somebody else was chosen
        put_back(begun.rows)
        PersonRow(*merging_key(leaving.id)).delete()
        begun = None
    merging = begun or begin_merging(planned(leaving, stays, key))
    for row in merging.rows:
        identity_row(row.identity, row.reference, stays.id, row.at).save()
    next(person_rows(replace(leaving, merged_into=stays.id), reference="")).save()
    now = read_merging(leaving.id)
    if now != merging:
        give_way(leaving, merging, now)
        raise NotPossible(MET_ANOTHER, "person")
    if load_person(stays.id).id == leaving.id:  # they were merged the other way round
        unmerge_people(leaving.id)
        raise NotPossible(MET_ANOTHER, "person")
    return leaving.id, stays.id


def begin_merging(merging: Merging) -> Merging:
    """Keeps what a merging will write. Raises NotPossible if another merging of the same person began meanwhile."""
    try:
        merging_row(merging).save(condition=PersonRow.pk.does_not_exist())
    except PutError as error:
        if not refused(error):
            raise
        raise NotPossible(MET_ANOTHER, "person") from None
    return merging


def give_way(leaving: Person, merging: Merging, now: Merging | None) -> None:
    """Takes back what a merging wrote, and leaves the person to the merging that replaced it."""
    put_back(row for row in merging.rows if body_of(*identity_keys(row.identity, row.reference)) == merging.into)
    next(person_rows(replace(leaving, merged_into=now.into if now else None), reference="")).save()


def planned(leaving: Person, stays: Person, key: bytes) -> Merging:
    """Returns what a merging will write, with the present content."""
    brought = brought_by(leaving, leaving.identities(key))
    rows = tuple(
        FoundRow(identity=identity, reference=reference, before=body_of(*identity_keys(identity, reference)), at=at)
        for reference, at in sorted(brought.items())
        for identity in sorted(stays.identities(key))
    )
    body = body_of(*person_key(leaving.id))
    return Merging(merged=leaving.id, into=stays.id, person=body or "", rows=rows)


def unmerge_people(merged: str) -> Merging:
    """Undoes the merging of somebody: each row becomes what it was. What later mergings of the person who stayed wrote
    for these cases is removed too, and nothing else of them. If interrupted, doing it again completes it. Raises
    NotFound."""
    merging = read_merging(merged)
    if merging is None:
        raise NotFound("This person was not merged with another, or before that could be undone.", "person")
    moved = {row.reference for row in merging.rows}
    for later in mergings_after(merging):
        put_back(row for row in later.rows if row.reference in moved)
        keep_merging(replace(later, rows=tuple(row for row in later.rows if row.reference not in moved)))
    put_back(merging.rows)
    PersonRow(*person_key(merged), body=merging.person).save()
    PersonRow(*merging_key(merged)).delete()
    return merging


def mergings_after(merging: Merging) -> list[Merging]:
    """Returns the mergings of the person who stayed, then of whoever stayed after that, and so on; the last one
    first."""
    later: list[Merging] = []
    known = {merging.merged}
    while (found := read_merging(later[-1].into if later else merging.into)) is not None and found.merged not in known:
        known.add(found.merged)
        later.append(found)
    return later[::-1]


def put_back(rows: Iterable[FoundRow]) -> None:
    for row in rows:
        if row.before is None:
            PersonRow(*identity_keys(row.identity, row.reference)).delete()
        else:
            identity_row(row.identity, row.reference, row.before, row.at).save()


def merging_key(person: str) -> tuple[str, str]:
    return f"MERGED#{person}", "MERGE"


def identity_keys(identity: str, reference: str) -> tuple[str, str]:
    return f"IDENTITY#{identity}", f"CASE#{reference}"


def keep_merging(merging: Merging) -> None:
    merging_row(merging).save()


def merging_row(merging: Merging) -> PersonRow:
    return PersonRow(*merging_key(merging.merged), body=msgspec.json.encode(merging).decode())


def read_merging(person: str) -> Merging | None:
    """Returns the merging of a person; None for one who was not merged."""
    body = body_of(*merging_key(person))
    return msgspec.json.decode(body, type=Merging) if body else None


def body_of(pk: str, sk: str) -> str | None:
    rows = PersonRow.query(pk, PersonRow.sk == sk, consistent_read=True)
    return next((row.body for row in rows), None)
