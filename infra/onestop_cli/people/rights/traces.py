"""All data in an installation about one person, found by one of their addresses: the rows and objects that name them,
and everything kept with their cases.

A case is a person's if they brought it, whoever they were merged with. Rows of somebody else's case that name them,
such as an address in another resident's words, belong to that resident, and are only reported.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from onestop.domain.cases.links.case_links import LinkKind
from onestop_cli.people.rights.find_person import FEWEST_DIGITS, PersonFinder, digits_of
from onestop_cli.people.rights.places import Places, StoredObject, StoredRow

HASH = re.compile(r"[0-9a-f]{32}")
BY_HASH = ("SUBSCRIBER#", "TALK#", "HELD#", "SUPPRESSED#", "MAIL#")
LOOKS = "LOOKS#"  # who saw what: kept for the auditor, without a word of it
HOLD = "HOLD#"
APPLICATION = "APPLICATION#"


@dataclass(frozen=True, slots=True)
class Traces:
    """All that is of one person: by their ids, cases, addresses and the keyed hashes of these."""

    people: dict[str, dict[str, Any]] = field(default_factory=dict)
    cases: dict[str, dict[str, Any]] = field(default_factory=dict)
    hashes: frozenset[str] = frozenset()
    addresses: tuple[str, ...] = ()
    rows: tuple[StoredRow, ...] = ()
    objects: tuple[StoredObject, ...] = ()
    looks: tuple[StoredRow, ...] = ()
    elsewhere: tuple[StoredRow, ...] = ()
    holds: tuple[dict[str, Any], ...] = ()
    longer: tuple[str, ...] = ()  # others' addresses that contain one of theirs
    sharing: int = 0  # others' records with one of their addresses, which may still be theirs
    dead_letters: int = 0  # messages that failed and name them


def find_traces(places: Places, address: str, name: str | None = None) -> Traces:
    """Looks through every table and bucket. `name` leaves out the others of a home who have the same address."""
    people_rows = list(places.rows("People"))
    everybody = {row.pk.removeprefix("PERSON#"): json.loads(row.body) for row in people_rows if row.sk == "PERSON"}
    people = with_merged({id_ for id_, who in everybody.items() if is_of(who, address, name)}, everybody)
    cases_rows = list(places.rows("Cases"))
    cases = {row.pk.removeprefix("CASE#"): json.loads(row.body) for row in cases_rows if row.kind == "case"}
    own = with_parts({reference for reference, case in cases.items() if case.get("person") in people}, cases)
    said_by = {id_: {who[each] for each in ("email", "phone") if who.get(each)} for id_, who in everybody.items()}
    others = {address for id_, said in said_by.items() if id_ not in people for address in said}
    addresses = {address for id_ in people for address in said_by[id_]}
    asked = addresses or {address}
    alone = tuple(sorted(each for each in asked if not is_of_others(each, people, everybody)))
    longer = tuple(each for each in sorted(others) if any(mine.casefold() in each.casefold() for mine in alone))
    known, shared = address_hashes(places, alone, others)
    finder = PersonFinder(frozenset(people), frozenset(own), alone, frozenset(), shared, longer)
    hashes = own_hashes(people_rows, people, finder, known)
    finder = replace(finder, hashes=hashes)
    application_rows = list(places.rows("Applications"))
    theirs = applications_of(application_rows, cases.keys() - own.keys())
    applications = own_applications(application_rows, finder) - theirs
    finder = replace(finder, references=finder.references | applications)
    rows: list[StoredRow] = []
    looks: list[StoredRow] = []
    elsewhere: list[StoredRow] = []
    for row in (*people_rows, *cases_rows, *places.rows("Messages"), *application_rows):
        if row.pk.startswith(LOOKS):
            if finder.lies_with(row) or finder.names(row.text):
                looks.append(row)
        elif finder.lies_with(row):
            rows.append(row)
        elif finder.names(row.text):
            is_theirs = row.pk.startswith("CASE#") or row.pk.removeprefix(APPLICATION) in theirs
            (elsewhere if is_theirs else rows).append(row)
    said = "\n".join(row.text for row in rows)
    held = people | hashes
    holds = tuple(json.loads(row.body) for row in people_rows if row.pk.removeprefix(HOLD) in held)
    return Traces(
        people={id_: everybody[id_] for id_ in sorted(people)},
        cases=own,
        hashes=finder.hashes,
        addresses=alone,
        longer=longer,
        rows=tuple(rows),
        objects=tuple(own_objects(places, finder, said)),
        looks=tuple(looks),
        elsewhere=tuple(elsewhere),
        holds=holds,
        sharing=sum(1 for id_, said in said_by.items() if id_ not in people and said & addresses),
        dead_letters=places.resting.count(finder.speaks_of),
    )


def speaks_of(traces: Traces, text: str) -> bool:
    """Returns whether a text names them or one of their cases, as far as is known."""
    people, cases = frozenset(traces.people), frozenset(traces.cases)
    return PersonFinder(people, cases, traces.addresses, traces.hashes, longer=traces.longer).speaks_of(text)


def is_of(who: dict[str, Any], address: str, name: str | None) -> bool:
    if name is not None and (who.get("name") or "").casefold() != name.casefold():
        return False
    email, phone = who.get("email") or "", who.get("phone") or ""
    if "@" in address:
        return email.casefold() == address.strip().casefold()
    wanted = digits_of(address)
    return len(wanted) >= FEWEST_DIGITS and bool(phone) and digits_of(phone)[-len(wanted) :] == wanted


def is_of_others(address: str, people: set[str], everybody: dict[str, dict[str, Any]]) -> bool:
    """Returns whether somebody else has an address too, however it is written: data that names it may be theirs."""
    return any(is_of(who, address, None) for id_, who in everybody.items() if id_ not in people)


def with_merged(people: set[str], everybody: dict[str, dict[str, Any]]) -> set[str]:
    """Returns them with everybody they were merged into, and everybody merged into them."""
    found = set(people)
    while True:
        into = {who["merged_into"] for id_, who in everybody.items() if id_ in found and who.get("merged_into")}
        more = {id_ for id_, who in everybody.items() if who.get("merged_into") in found}
        if into | more <= found:
            return found & everybody.keys()
        found |= into | more


def with_parts(own: set[str], cases: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Adds the cases that do parts of theirs: these hold what the person said too, and some name nobody."""
    parents = {
        reference: {link["reference"] for link in case.get("links", ()) if link.get("kind") == LinkKind.PARENT}
        for reference, case in cases.items()
    }
    found = set(own)
    while more := {reference for reference, above in parents.items() if above & found} - found:
        found |= more
    return {reference: case for reference, case in cases.items() if reference in found}


def own_hashes(
    rows: Iterable[StoredRow], people: set[str], finder: PersonFinder, known: frozenset[str]
) -> frozenset[str]:
    """Returns the keyed hashes of addresses that nobody else has: those that are `known`, and those that rows name."""
    users: dict[str, set[str]] = defaultdict(set)
    named: set[str] = set()
    for row in rows:
        if row.pk.startswith("IDENTITY#"):
            users[row.pk.removeprefix("IDENTITY#")].add(row.body)
        elif row.pk.startswith(BY_HASH) and finder.says_address(row.text):
            named.update(HASH.findall(row.pk))
    others = {hash_ for hash_, ids in users.items() if not ids <= people}
    return frozenset({*users, *named, *known} - others)


def address_hashes(
    places: Places, addresses: Iterable[str], others: Iterable[str]
) -> tuple[frozenset[str], frozenset[str]]:
    """Returns the hashes by which these addresses are found and counted, and those that also count letters to
    others."""
    own = [places.hashes(address) for address in addresses]
    counted = {hash_ for each in own for hash_ in each.counted}
    mail = (address for address in others if "@" in address)
    shared = counted & {hash_ for address in mail for hash_ in places.hashes(address).counted}
    found = {hash_ for each in own for hash_ in each.found}
    return frozenset(found | (counted - shared)), frozenset(shared)


def applications_of(rows: Iterable[StoredRow], cases: Collection[str]) -> frozenset[str]:
    """The applications that became one of these cases."""
    found = (row for row in rows if row.pk.startswith(APPLICATION) and row.sk == "APPLICATION")
    return frozenset(row.pk.removeprefix(APPLICATION) for row in found if json.loads(row.body).get("case") in cases)


def own_applications(rows: Iterable[StoredRow], finder: PersonFinder) -> frozenset[str]:
    """The applications that say an address of theirs, or which case of theirs they became."""
    return frozenset(
        row.pk.removeprefix(APPLICATION)
        for row in rows
        if row.pk.startswith(APPLICATION) and (finder.lies_with(row) or finder.speaks_of(row.text))
    )


def own_objects(places: Places, finder: PersonFinder, said: str) -> Iterator[StoredObject]:
    """Returns the objects of a case, those that a row of theirs names, and those that have an address of theirs."""
    for stored in places.objects():
        last = stored.key.rpartition("/")[2].partition(".")[0]
        by_name = any(reference in stored.key for reference in finder.references) or stored.key in said
        if by_name or (len(last) >= 16 and last in said) or finder.names(places.text_of(stored)):
            yield stored
