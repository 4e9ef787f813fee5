"""Chooses the records to compare: only those that share a key. Ten thousand records have fifty million pairs.

Each key works where another one fails: a mistyped name is found by its birthday, a mistyped birthday by the name, a
person who moved by both. A key that many share, such as the telephone of a home, is combined with the name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, combinations

from onestop.domain.people.matching.record import PersonRecord

BlockingKey = tuple[str, ...]
Sound = Callable[[str], str]
MOST = 40  # records that share a key and are all compared; if more share it, it is combined with the name
WEAK = {"city": 8, "house": 12, "born": 16, "birthday": 16, "near": 16}  # what many in a town share by chance
KEPT, MOST_KEPT = ("mailbox", "phone", "name"), 4
WINDOW = 6  # of still larger groups, each record is compared with its neighbours in the alphabet


def candidates(records: Sequence[PersonRecord], sound: Sound) -> set[tuple[int, int]]:
    """Returns the pairs to compare, as positions in the list, the smaller one first."""
    blocks: dict[BlockingKey, list[int]] = defaultdict(list)
    for at, record in enumerate(records):
        for key in set(keys_of(record, sound)):
            blocks[key].append(at)
    found: set[tuple[int, int]] = set()
    for key, members in blocks.items():
        found.update(pairs_within(key[0], members, records, sound))
    return found


def pairs_within(
    kind: str, members: list[int], records: Sequence[PersonRecord], sound: Sound
) -> Iterable[tuple[int, int]]:
    if len(members) <= WEAK.get(kind, MOST):
        return combinations(members, 2)
    if kind in WEAK:
        return neighbours(members, records)
    return chain(of_one_name(members, records, sound), neighbours(members, records))


def of_one_name(members: list[int], records: Sequence[PersonRecord], sound: Sound) -> Iterator[tuple[int, int]]:
    """Yields, for a key that many share, the pairs in which some part of the names sounds alike."""
    by_name: dict[str, list[int]] = defaultdict(list)
    for at in members:
        for word in {*records[at].given[:1], *records[at].surname}:
            by_name[sound(word)].append(at)
    for group in by_name.values():
        if len(group) <= MOST:
            yield from combinations(sorted(group), 2)


def neighbours(members: list[int], records: Sequence[PersonRecord]) -> Iterator[tuple[int, int]]:
    """Yields, for a key that many share, neighbours in the alphabet, and by birthday."""
    for order in (name_order, birth_order):
        line = sorted(members, key=lambda at: order(records[at]))
        for place, at in enumerate(line):
            for other in line[place + 1 : place + WINDOW]:
                yield (at, other) if at < other else (other, at)


def name_order(record: PersonRecord) -> tuple[str, str, str]:
    return "".join(record.surname), "".join(record.given), record.birth


def birth_order(record: PersonRecord) -> tuple[str, str, str]:
    return record.birth, "".join(record.given), "".join(record.surname)


def keys_of(record: PersonRecord, sound: Sound) -> Iterator[BlockingKey]:
    """Yields all keys of a record."""
    for kind, value in record.identifiers.items():
        yield "identifier", kind, value
        if len(value) >= 6:
            yield "begins", kind, value[:4]
            yield "ends", kind, value[-4:]
    if record.email:
        yield "email", record.email
        yield "mailbox", record.email.partition("@")[0]
    for phone in record.phones:
        yield "phone", phone[-7:]
    yield from birth_keys(record)
    yield from name_keys(record, sound)
    yield from place_keys(record, sound)


def kept_keys(record: PersonRecord, sound: Sound) -> list[BlockingKey]:
    """Returns the keys that are stored to find somebody in a town too large to compare all: their mailbox at any
    domain, their number without its prefix, and their name as it sounds, in any order. Only a few, because each is
    stored."""
    found = sorted({key for key in keys_of(record, sound) if key[0] in KEPT}, key=lambda key: (KEPT.index(key[0]), key))
    return found[:MOST_KEPT]


def birth_keys(record: PersonRecord) -> Iterator[BlockingKey]:
    if record.birth:
        yield "birth", record.birth
        yield "digits", "".join(sorted(record.birth)), "".join(record.surname)[:1]


def name_keys(record: PersonRecord, sound: Sound) -> Iterator[BlockingKey]:
    """Yields the name as it sounds, in any order, and each part of it combined with something else."""
    words = [sound(word) for word in dict.fromkeys((*record.given[:2], *record.surname)) if word]
    for one, other in combinations(sorted(words), 2):
        yield "name", one, other
    together = "".join(sorted((*record.given, *record.surname)))
    if together:
        yield "letters", "".join(sorted(together))
    for word in words:
        if record.birth:
            yield "born", word, record.birth[:4]
            yield "birthday", word, record.birth[4:]
        if record.postcode:
            yield "near", word, record.postcode
        if record.city:
            yield "city", word, sound(record.city.replace(" ", ""))
        if record.number:
            yield "house", word, record.number


def place_keys(record: PersonRecord, sound: Sound) -> Iterator[BlockingKey]:
    street = sound(record.street.partition(" ")[0]) if record.street else ""
    if record.number and street:
        yield "address", record.number, street
    if record.number and record.postcode:
        yield "door", record.number, record.postcode
    if street and record.postcode:
        yield "street", street, record.postcode
