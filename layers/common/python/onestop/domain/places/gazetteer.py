"""The gazetteer: which streets, houses, crossings and landmarks a jurisdiction has, and their names.

It is kept as rows of plain JSON (`onestop_cli.release.gazetteer` makes them): {"n": names, "a": areas and post codes,
"h": houses, "l": lines, "x": a point, "k": the kind of a landmark, "g": the numbering of the city}. Coordinates are
integers, in fractions of a degree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any

from onestop.domain.places.houses import House
from onestop.domain.places.street_names import StreetName, parse_name
from onestop.domain.places.street_words import KINDS, words_of
from onestop.domain.places.thin_lines import UNIT


class Street:
    """A street in one area, as the register has it. Its houses are parsed when somebody asks for one."""

    __slots__ = ("_row", "areas", "corners", "name", "names")

    def __init__(self, row: Mapping[str, Any], names: tuple[StreetName, ...]) -> None:
        self._row, self.names, self.name = row, names, str(row["n"][0])
        self.areas = tuple(row.get("a", ()))
        self.corners: list[tuple[float, float]] = []

    @property
    def houses(self) -> list[House]:
        """Returns the houses by number."""
        numbers = list(map(int, self._row["h"].split(","))) if self._row.get("h") else []
        houses, number, x, y = [], 0, 0, 0
        for at in range(0, len(numbers), 3):
            number, x, y = number + numbers[at], x + numbers[at + 1], y + numbers[at + 2]
            houses.append(House(number, x, y))
        return houses

    @property
    def parts(self) -> list[dict[str, Any]]:
        """Returns its lines, as features of `streets.geojson`."""
        return [
            {"properties": {"numbers": numbers}, "geometry": {"coordinates": unpack(line)}}
            for numbers, line in self._row.get("l", ())
        ]

    @property
    def points(self) -> list[tuple[float, float]]:
        """Returns longitude and latitude of all its known points."""
        ends = [tuple(point) for part in self.parts for point in part["geometry"]["coordinates"]]
        return [*ends, *((house.x / UNIT, house.y / UNIT) for house in self.houses), *self.corners]

    @property
    def pieces(self) -> list[tuple[Sequence[float], Sequence[float]]]:
        """Returns its straight pieces: of its lines, or from each house to the next."""
        if self._row.get("l"):
            return [piece for part in self.parts for piece in pairwise(part["geometry"]["coordinates"])]
        return list(pairwise((house.x / UNIT, house.y / UNIT) for house in self.houses))


class Gazetteer:
    """All places that can be found. Made once from the rows of a release; it never changes."""

    def __init__(self, rows: Iterable[Mapping[str, Any]]) -> None:
        self.streets: dict[str, list[Street]] = defaultdict(list)  # by name without the kind of street
        self.landmarks: dict[str, list[Mapping[str, Any]]] = defaultdict(list)  # by each of their names
        self.kinds: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
        self.crossings: dict[frozenset[StreetName], list[Mapping[str, Any]]] = defaultdict(list)
        self.areas: dict[str, set[str]] = defaultdict(set)  # as compared -> as written
        self.numbering: Mapping[str, Sequence[float]] = {}  # see houses.by_grid
        for row in rows:
            self._add(row)
        for names, crossed in self.crossings.items():
            for name in names:
                self._add_corners(name, crossed)
        self.longest = max((key.count(" ") + 1 for key in (*self.streets, *self.landmarks, *self.areas)), default=0)

    def _add(self, row: Mapping[str, Any]) -> None:
        for area in row.get("a", ()):
            self.areas[key_of(area)].add(area)
        if "g" in row:
            self.numbering = row["g"]
            return
        if "k" in row:
            for name in row["n"]:
                self.landmarks[key_of(name)].append(row)
            for word in KINDS.get(row["k"], ()):
                self.kinds[key_of(word)].append(row)
            return
        names = tuple(dict.fromkeys(map(parse_name, row["n"])))
        if "x" in row:
            self.crossings[frozenset(names)].append(row)
            return
        street = Street(row, names)
        for core in dict.fromkeys(name.core for name in names):
            self.streets[core].append(street)

    def _add_corners(self, name: StreetName, crossed: Iterable[Mapping[str, Any]]) -> None:
        for street in self.streets.get(name.core, ()):
            if name in street.names:
                there = (row["x"] for row in crossed if set(row.get("a", ())) & set(street.areas) or not street.areas)
                street.corners += [(x / UNIT, y / UNIT) for x, y in there]

    @cached_property
    def cores_by_letter(self) -> dict[str, list[str]]:
        """Returns street names by first letter, to find misspelt ones."""
        letters: dict[str, list[str]] = defaultdict(list)
        for core in self.streets:
            letters[core[0]].append(core)
        return letters


def key_of(name: str) -> str:
    """Returns a name as it is compared."""
    return " ".join(word.form for word in words_of(name))


def unpack(line: list[int]) -> list[list[float]]:
    """Returns the points of a line that was packed (`thin_lines.packed`)."""
    x = y = 0
    points = []
    for at in range(0, len(line), 2):
        x, y = x + line[at], y + line[at + 1]
        points.append([x / UNIT, y / UNIT])
    return points
