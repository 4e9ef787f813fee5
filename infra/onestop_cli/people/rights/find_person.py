"""By what a row, an object or a message is known to be of one person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onestop_cli.people.rights.places import StoredRow

COUNTS = ("SENT#", "TURN#", "LIMIT#")  # what letters to an address are counted under
FEWEST_DIGITS = 7


@dataclass(frozen=True, slots=True)
class PersonFinder:
    """Knows a person by what is theirs alone."""

    people: frozenset[str]
    references: frozenset[str]
    addresses: tuple[str, ...]
    hashes: frozenset[str]
    shared: frozenset[str] = frozenset()  # letters to others are counted by these too
    longer: tuple[str, ...] = ()  # others' addresses that contain one of theirs: ann@x.example in joann@x.example

    def lies_with(self, row: StoredRow) -> bool:
        """Returns whether the keys of a row say that it is theirs, or it is the answer to a command about their
        case."""
        if row.pk.startswith(COUNTS) and any(each in row.pk for each in self.shared):
            return any(reference in row.sk for reference in self.references)
        keys = f"{row.pk}#{row.sk}"
        if any(each in keys for each in (*self.references, *self.people, *self.hashes)):
            return not (row.pk.startswith("CASE#") and row.pk.removeprefix("CASE#") not in self.references)
        if row.pk.startswith("IDENTITY#"):
            return row.body in self.people
        return row.kind == "once" and any(reference in row.body for reference in self.references)

    def speaks_of(self, text: str) -> bool:
        """Returns whether a text names them, or one of their cases."""
        return self.names(text) or any(reference in text for reference in self.references)

    def says_address(self, text: str) -> bool:
        """Returns whether a text has an address of theirs as they write it, not as part of somebody else's."""
        low = text.casefold()
        if not any(each.casefold() in low for each in self.addresses):
            return False
        for each in sorted(self.longer, key=len, reverse=True):
            low = low.replace(each.casefold(), " ")
        return any(each.casefold() in low for each in self.addresses)

    def names(self, text: str) -> bool:
        """Returns whether a text has an address, number or id of theirs, however the number is written."""
        if self.says_address(text) or any(each.casefold() in text.casefold() for each in self.people):
            return True
        numbers = [digits_of(each) for each in self.addresses if "@" not in each]
        long = [number for number in numbers if len(number) >= FEWEST_DIGITS]
        return bool(long) and any(number in run for run in digit_runs(text) for number in long)


def digits_of(text: str) -> str:
    return "".join(filter(str.isdigit, text.partition(";")[0]))


def digit_runs(text: str) -> Iterator[str]:
    """The numbers of a text, with what people write between digits left out."""
    return (digits_of(found) for found in re.findall(r"[\d][\d\s().+-]{5,24}\d", text))
