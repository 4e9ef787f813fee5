"""How well two records agree in a field, and the word comparers that find out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class AgreementLevel(StrEnum):
    """How well two records agree in one field."""

    SAME = "same"
    NEAR = "near"
    PART = "part"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Comparers:
    """Functions that compare two words; from libraries, which the domain does not know."""

    alike: Callable[[str, str], float]  # Jaro-Winkler, from 0 to 1
    edits: Callable[[str, str], int]  # letters inserted, left out, changed or swapped
    sound: Callable[[str], str]  # how a word sounds, as a code


@dataclass(frozen=True, slots=True)
class RecordAgreement:
    """How well two records agree, by field, and whether given name and surname are swapped."""

    levels: dict[str, AgreementLevel]
    swapped: bool = False

    def of(self, name: str) -> AgreementLevel | None:
        return self.levels.get(name)

    def same(self, *names: str) -> bool:
        return all(self.levels.get(name) is AgreementLevel.SAME for name in names)


NEARLY, CLOSELY = 0.9, 0.84
SHORT = 4


def is_near(one: str, other: str, comparers: Comparers) -> bool:
    """Whether two words may be the same one, mistyped or misheard."""
    if one == other:
        return True
    shorter = min(len(one), len(other))
    if shorter < 3 or abs(len(one) - len(other)) > 4:
        return False
    edits = comparers.edits(one, other)
    if edits <= (1 if shorter < 6 else 2) and shorter >= SHORT:
        return True
    if shorter == 3 and edits == 1 and one[0] == other[0]:
        return True
    alike = comparers.alike(one, other)
    return (alike >= NEARLY and shorter >= 5) or (alike >= CLOSELY and comparers.sound(one) == comparers.sound(other))
