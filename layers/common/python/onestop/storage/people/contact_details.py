"""People: the only place where names, addresses and numbers are kept.

IDENTITY#<identity>   CASE#<reference>        a case brought by an address; a search finds it
                      OWN#<reference>         the same for a protected person: found only by whoever proves the address
                      PROTECTED#<reference>   the same for an address that they share with others: found by nobody
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

import msgspec

from onestop.domain.errors import NotFound
from onestop.domain.letters.preferences import Preferences
from onestop.domain.people.chosen_preferences import said_now, with_objections
from onestop.domain.people.person import Person
from onestop.storage.people.chosen_preferences import load_chosen
from onestop.storage.tables import PersonRow

FOUND, OWN, PROTECTED = "CASE#", "OWN#", "PROTECTED#"
MANY = 5_000  # rows of one address among which the newest are looked for: about what one Query returns


def person_rows(
    person: Person, reference: str, identities: Iterable[str] = (), found: Mapping[str, str] | None = None
) -> Iterator[PersonRow]:
    """Yields the row of a person, and one for each identity (a keyed hash) by which their case can be found. `found`
    says by whom, if not by everybody who may search."""
    yield PersonRow(*person_key(person.id), body=msgspec.json.encode(person).decode())
    at = person.since.isoformat() if person.since else None
    for identity in identities:
        yield identity_row(identity, reference, person.id, at, found.get(identity, FOUND) if found else FOUND)


def person_key(person_id: str) -> tuple[str, str]:
    return f"PERSON#{person_id}", "PERSON"


def load_person(person_id: str) -> Person:
    """Reads a person as they are by now: the one that stays, if they were merged. Raises NotFound."""
    return load_merged(person_id)[-1]


def load_merged(person_id: str) -> tuple[Person, ...]:
    """Reads a person as they came to us, then each person that they were merged into; the last one stays. One Query,
    and one more for each merging. Raises NotFound."""
    people = [read_person(person_id)]
    while (into := people[-1].merged_into) and into not in {each.id for each in people}:
        people.append(read_person(into))
    return tuple(people)


def read_person(person_id: str) -> Person:
    rows = list(PersonRow.query(f"PERSON#{person_id}", consistent_read=True))
    if not rows:
        raise NotFound(f"There is no person {person_id}.", "person")
    return msgspec.json.decode(rows[0].body or "", type=Person)


def load_people(person_ids: Iterable[str]) -> list[Person]:
    """Reads several people as they came to us, at most a hundred; missing ones are left out. One call."""
    rows = PersonRow.batch_get([person_key(person) for person in dict.fromkeys(person_ids)], consistent_read=True)
    return sorted((msgspec.json.decode(row.body or "", type=Person) for row in rows), key=lambda person: person.id)


def brought_by(person: Person, identities: Iterable[str]) -> dict[str, str | None]:
    """Returns the cases of one person, and when each was brought: somebody else may bring cases with the same
    address."""
    rows = (row for identity in identities for row in rows_of(identity))
    return {row.sk.removeprefix(FOUND): row.at for row in rows if row.body == person.id}


def identity_row(identity: str, reference: str, person_id: str, at: str | None = None, found: str = FOUND) -> PersonRow:
    return PersonRow(f"IDENTITY#{identity}", f"{found}{reference}", body=person_id, at=at)


def rows_of(identity: str, limit: int | None = None) -> Iterator[PersonRow]:
    """Returns the rows that a search by an address finds: one Query, more if DynamoDB does not return all at once."""
    found = PersonRow.sk.startswith(FOUND)
    return PersonRow.query(f"IDENTITY#{identity}", found, limit=limit, page_size=limit, consistent_read=True)


def found_row(identity: str, reference: str) -> Iterator[PersonRow]:
    """Returns the row by which a search by an address finds this case, if one does: one Query."""
    return PersonRow.query(f"IDENTITY#{identity}", PersonRow.sk == f"{FOUND}{reference}", consistent_read=True)


def own_rows_of(identity: str, limit: int) -> Iterator[PersonRow]:
    """Returns the rows for whoever proved an address: their own, without what a protected person brought by an address
    that they share. Protected rows sort last, so that they do not use up the limit."""
    found = PersonRow.query(f"IDENTITY#{identity}", limit=limit, page_size=limit, consistent_read=True)
    return (row for row in found if not row.sk.startswith(PROTECTED))


def newest_of_forms(identities: Iterable[str]) -> dict[str, str]:
    """Returns all cases that an address brought in any of its forms, each with its person, newest first (cases from
    before the moment was kept come last): one Query a form, and one more for each five thousand cases."""
    rows = newest_first(row for identity in identities for row in rows_of(identity))
    return {row.sk.removeprefix("CASE#"): row.body or "" for row in rows}


def newest_first(rows: Iterable[PersonRow]) -> list[PersonRow]:
    """Returns rows by when their cases were brought: their keys, made of references, say nothing about it."""
    return sorted(rows, key=lambda row: row.at or "", reverse=True)


def brought_in_forms(identities: Iterable[str], limit: int, *, own: bool = False) -> dict[str, str]:
    """Returns the newest cases that an address brought in any of its forms, by reference, each with its person: one
    Query a form. `own` is for whoever proved the address."""
    read = own_rows_of if own else rows_of
    found: dict[str, str] = {}
    for row in newest_first(row for identity in identities for row in read(identity, MANY)):
        found.setdefault(row.sk.partition("#")[2], row.body or "")
    return dict(list(found.items())[:limit])


def has_brought(identities: Iterable[str]) -> bool:
    """Says whether an address, proved to be somebody's, brought any case in any of its forms: one Query a form."""
    return any(True for identity in identities for _ in own_rows_of(identity, 1))


def prefer(
    person_id: str,
    language: str,
    channel: str | None,
    preferences: Preferences | None = None,
    post: tuple[str, ...] = (),
    offered: Collection[str] | None = None,
    by: Collection[str] | None = None,
) -> None:
    """Keeps the language in which a person wants to hear from us, the channel if they chose one, and their other
    preferences and postal address if they gave them. If not all channels were `offered`, earlier choices about the
    others stay. `by` are the identities that who says it has proved, None for staff: what was objected to for another
    address of this person stays left out (one Query for each such address)."""
    person = load_person(person_id)
    said = person.preferences if preferences is None else preferences
    prefers, said = said_now((person.prefers, person.preferences), (channel, said), offered)
    if by is not None:
        said = with_objections(said, load_chosen(each for each in person.chosen_for if each not in by).values())
    wanted = replace(person, language=language, prefers=prefers, preferences=said, post=post or person.post)
    if wanted != person:
        next(person_rows(wanted, reference="")).save()


def keep_device(person_id: str, device: str | None) -> None:
    """Keeps where messages to a person's app are sent, or that they no longer are."""
    person = load_person(person_id)
    if person.device != device:
        next(person_rows(replace(person, device=device), reference="")).save()


def cases_of_forms(identities: Iterable[str], limit: int, *, own: bool = False) -> list[str]:
    """Returns the references of the newest cases that an address brought in any of its forms: one Query for each. A
    number has two forms, because its cases may be older than the normal one (`contracts.phones.forms_of`). `own` is for
    whoever proved the address, or writes from it."""
    return list(brought_in_forms(identities, limit, own=own))


def is_case_of(identity: str, reference: str) -> bool:
    """Whether whoever proved this identity brought a case: one Query, and one more for rows that no search would
    find."""
    return any(
        any(PersonRow.query(f"IDENTITY#{identity}", PersonRow.sk == f"{found}{reference}", consistent_read=True))
        for found in (FOUND, OWN)
    )
