"""Finds places in words: "in front of 12 Main St", "Main y 5ta", "人民路12号门口", "by the library".

It never guesses: if several places may be meant, it returns each of them, and the caller asks the person.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import get_args

from onestop.domain.places.crossings import crossings_of
from onestop.domain.places.distances import metres
from onestop.domain.places.gazetteer import Gazetteer, Street
from onestop.domain.places.houses import Precision, spot_house
from onestop.domain.places.mentions import Mention, find_streets
from onestop.domain.places.named_places import find_areas, find_landmarks
from onestop.domain.places.street_words import ARTICLES, TYPES, StreetWord, each_of, words_of
from onestop.domain.places.thin_lines import UNIT

PRECISIONS: tuple[Precision, ...] = get_args(Precision)
SAME_PLACE = 120.0  # metres: two results closer than this are one
MOST_FOUND = 9  # there are this many keys to choose them with
MIDDLES = each_of(
    "and near cerca casi corner of intersection the del la el st ave rd blvd calle esquina esq crossing 交 叉"
)
CORNER_WORDS = each_of("corner intersection esquina esq cruce crossing 交 口 路口")
BETWEEN = each_of("between btwn entre")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPlace:
    """A place that words name. `names` are the recognised names of the gazetteer, never the text itself.

    On a `street` the exact position is unknown: the point is only the street's middle, `line` is all of it, and
    `off_street` says that no part of it has the number. Not `exact`: the gazetteer has it with another kind of street
    than was said.
    """

    name: str
    precision: Precision
    lat: float
    long: float
    names: tuple[str, ...]
    line: tuple[tuple[float, float], ...] = ()
    off_street: bool = False
    exact: bool = True


def find_places(text: str, gazetteer: Gazetteer) -> list[FoundPlace]:
    """Returns the places that a text may mean: one if it is clear, several if the person has to choose, none if it
    names none."""
    words = words_of(text)
    if not words or not gazetteer.longest:
        return []
    areas = find_areas(words, gazetteer)
    mentions = [in_areas(mention, areas) for mention in find_streets(words, gazetteer)]
    found = [*crossings_in(words, mentions, gazetteer)]
    if not any(mention.number is not None and mention.sure for mention in mentions) and found:
        return one_each(found)
    sure = [mention for mention in mentions if mention.sure or len(words) == mention.end - mention.at]
    found += [place for mention in sure for place in on_streets(mention, gazetteer)]
    found += [
        FoundPlace(
            name=row["n"][0],
            precision="landmark",
            lat=row["x"][1] / UNIT,
            long=row["x"][0] / UNIT,
            names=(row["n"][0],),
        )
        for row in find_landmarks(words, gazetteer)
    ]
    best = min((PRECISIONS.index(place.precision) for place in found), default=0)
    return one_each(place for place in found if PRECISIONS.index(place.precision) == best)


def in_areas(mention: Mention, areas: set[str]) -> Mention:
    """Limits a mention to the streets of the areas that the text names, if there are any."""
    if not areas or not any(street.areas for street in mention.streets):
        return mention
    there = tuple(street for street in mention.streets if areas & set(street.areas))
    most = max((len(areas & set(street.areas)) for street in there), default=0)
    there = tuple(street for street in there if len(areas & set(street.areas)) == most)
    return replace(mention, streets=there) if there else replace(mention, exact=False)


def on_streets(mention: Mention, gazetteer: Gazetteer) -> Iterator[FoundPlace]:
    """Yields each house or street that a mention may be. If one street has the number, streets without it are left
    out."""
    found = [place for street in mention.streets for place in on_street(mention, street, gazetteer)]
    with_number = [place for place in found if not place.off_street]
    yield from with_number or found


def on_street(mention: Mention, street: Street, gazetteer: Gazetteer) -> Iterator[FoundPlace]:
    spot = spot_house(mention.number or 0, street, gazetteer.numbering)
    if spot is None:
        return
    precision = spot.precision if mention.number is not None else "street"
    number = f"{mention.number} " if precision != "street" else ""
    points = street.points
    middle = sorted(points)[len(points) // 2] if precision == "street" and mention.number is None else None
    yield FoundPlace(
        name=number + label_of(street),
        precision=precision,
        lat=middle[1] if middle else spot.lat,
        long=middle[0] if middle else spot.long,
        names=(street.name,),
        line=tuple((y, x) for x, y in points) if precision == "street" else (),
        off_street=mention.number is not None and precision == "street",
        exact=mention.exact,
    )


def label_of(street: Street) -> str:
    """Returns the name of a street with the area that tells it from others of the same name."""
    area = next((area for area in street.areas if not area.isdigit()), "")
    return f"{street.name}, {area}" if area else street.name


def crossings_in(
    words: Sequence[StreetWord], mentions: Sequence[Mention], gazetteer: Gazetteer
) -> Iterator[FoundPlace]:
    """Yields the corners that a text names; and the block between two corners of one street."""
    told = bool({word.form for word in words} & CORNER_WORDS)
    for number, (one, other) in enumerate(pairwise(mentions)):
        if not joined(words[one.end : other.at + 1], one, other):
            continue
        before = mentions[number - 1] if number else None
        if before and any(word.form in BETWEEN for word in words[before.end : one.at]):
            yield from halfway(before, one, other, gazetteer)
            continue
        short = one.at <= 3 and len(words) - other.end <= 3
        if told or short or one.sure or other.sure or "#" in one.core + other.core:
            yield from corners(one, other, gazetteer)


def joined(between: Sequence[StreetWord], one: Mention, other: Mention) -> bool:
    """Says whether only "and", "esquina con" or & is between two streets. `between` ends with the first word of the
    second."""
    forms = [word.form for word in between[:-1]]
    gap = "".join(word.gap for word in between)
    says = (
        bool({"and", "near", "cerca"} & set(forms))
        or any(mark in gap for mark in "&/@+")
        or bool(set(forms) & CORNER_WORDS)
        or bool(one.end >= other.at)
    )
    return says and set(forms) <= MIDDLES | CORNER_WORDS | ARTICLES | set(TYPES)


def corners(one: Mention, other: Mention, gazetteer: Gazetteer) -> Iterator[FoundPlace]:
    for street in one.streets:
        for crossed in other.streets:
            for precision, (x, y) in crossings_of(street, crossed, gazetteer):
                yield FoundPlace(
                    name=f"{street.name} & {label_of(crossed)}",
                    precision=precision,
                    lat=y,
                    long=x,
                    names=(street.name, crossed.name),
                    exact=one.exact and other.exact,
                )


def halfway(street: Mention, one: Mention, other: Mention, gazetteer: Gazetteer) -> Iterator[FoundPlace]:
    """Yields the middle of the block between two corners of a street."""
    for first in corners(street, one, gazetteer):
        for second in corners(street, other, gazetteer):
            if first.names[0] == second.names[0]:
                yield replace(
                    first,
                    name=f"{first.name} – {second.names[1]}",
                    precision="interpolated",
                    lat=(first.lat + second.lat) / 2,
                    long=(first.long + second.long) / 2,
                    names=(*first.names, second.names[1]),
                )


def one_each(found: Iterator[FoundPlace] | Sequence[FoundPlace]) -> list[FoundPlace]:
    """Returns the places without duplicates; if any is exact, only exact ones."""
    ranked = sorted(found, key=lambda place: (not place.exact, PRECISIONS.index(place.precision)))
    exact = [place for place in ranked if place.exact]
    kept: list[FoundPlace] = []
    for place in exact or ranked:
        if all(metres(place.lat, place.long, other.lat, other.long) > SAME_PLACE for other in kept):
            kept.append(place)
    return kept[:MOST_FOUND]
