"""A small picture of the streets around a place, as SVG, and the same in words: for the page of a case and for paper.

Drawn from the jurisdiction's own lines. It needs no script, no style and no other server: colours are attributes, which
a Content-Security-Policy allows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from math import cos, hypot, radians
from typing import Any

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.catalogue.districts import district_of
from onestop.domain.languages import say_series
from onestop.domain.places.distances import A_DEGREE, metres
from onestop.domain.translation import N_, Phrase

Features = Sequence[Mapping[str, Any]]
Layers = Mapping[str, Features]  # streets, water, parks, landmarks: those that exist
PicturePoint = tuple[float, float]  # in the units of the picture

WIDTH, HEIGHT = 480, 300
AROUND = 350.0  # metres from the pin to the left edge
ON_STREET = 60.0  # metres up to which a place is on the street
KNOWN = 400.0  # metres to a landmark that helps to find the place
NAMES = 5
SHARES = (0.5, 0.35, 0.65, 0.2, 0.8)  # positions along a street where its name may be written
GROUND, EDGE, STREET, INK, PIN = "#f4f2ec", "#5a6b75", "#ffffff", "#14212b", "#a8201a"
AREAS = {"water": "#a9cfe4", "parks": "#cfe3c4"}
PIN_SHAPE = "M0 0C-11-15-13-20-13-27A13 13 0 0 1 13-27C13-20 11-15 0 0Z"
WORDS: Mapping[str, Phrase] = {
    "map": N_("Map of the place"),
    "where": N_("Map of the place: {where}"),
    "on": N_("on {street} or near it"),
    "corner": N_("where {street} and {other} meet"),
    "in": N_("in {district}"),
    "by": N_("about {metres} m from {landmark}"),
}


@dataclass(frozen=True, slots=True)
class Sketch:
    """A picture, and its content in words, for people who do not see it."""

    svg: str
    words: str


@dataclass(frozen=True, slots=True)
class SketchFrame:
    """The mapping from places to the picture: the pin is in the middle; a degree of longitude is shorter than one of
    latitude."""

    lat: float
    long: float
    scale: float  # units a metre

    def at(self, place: Sequence[float]) -> PicturePoint:
        east = (place[0] - self.long) * A_DEGREE * max(cos(radians(self.lat)), 0.01)
        north = (place[1] - self.lat) * A_DEGREE
        return round(WIDTH / 2 + east * self.scale, 1), round(HEIGHT / 2 - north * self.scale, 1)


def draw_place(lat: float, long: float, catalogue: Catalogue, layers: Layers, language: str) -> Sketch:
    """Draws the streets around a place with a pin on it. The words name the street or corner, the district and a
    landmark, if known; without lines of the jurisdiction there is only a pin, and words that say no more."""
    sheet = SketchFrame(lat, long, WIDTH / 2 / AROUND)
    words = describe(lat, long, catalogue, layers, language)
    shapes = [
        f'<path d="{path_of(sheet, rings, close=True)}" fill="{colour}" fill-rule="evenodd"/>'
        for name, colour in AREAS.items()
        for rings in (feature["geometry"]["coordinates"] for feature in layers.get(name, ()))
        if any(is_seen(sheet, ring) for ring in rings)
    ]
    streets = [each for each in layers.get("streets", ()) if is_seen(sheet, each["geometry"]["coordinates"])]
    lines = "".join(path_of(sheet, [each["geometry"]["coordinates"]]) for each in streets)
    for colour, width in ((EDGE, 9), (STREET, 7)):
        shapes.append(
            f'<path d="{lines}" fill="none" stroke="{colour}" stroke-width="{width}" stroke-linejoin="round"/>'
        )
    names = "".join(name_on(sheet, each, catalogue, language) for each in streets[:NAMES])
    return Sketch(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
        f' role="img" aria-label="{escape(words)}"><rect width="{WIDTH}" height="{HEIGHT}" fill="{GROUND}"/>'
        f"{''.join(shapes)}{names}"
        f'<path transform="translate({WIDTH / 2:g} {HEIGHT / 2:g})" d="{PIN_SHAPE}" fill="{PIN}" stroke="#fff"'
        f' stroke-width="2"/><circle cx="{WIDTH / 2:g}" cy="{HEIGHT / 2 - 26:g}" r="5" fill="#fff"/></svg>',
        words,
    )


def describe(lat: float, long: float, catalogue: Catalogue, layers: Layers, language: str) -> str:
    """Says where it is, as one would tell somebody."""

    def name(feature: Mapping[str, Any]) -> str:
        return catalogue.say(feature["properties"]["name"], language)

    def say(key: str, **values: Any) -> str:
        return catalogue.say(WORDS[key], language).format(**values)

    near = sorted(
        ((away, name(each)) for each in layers.get("streets", ())
         if (away := away_from(lat, long, each["geometry"]["coordinates"])) <= ON_STREET),
    )  # fmt: skip
    streets = list(dict.fromkeys(street for _, street in near))[:2]
    parts = []
    if len(streets) == 2:
        parts.append(say("corner", street=streets[0], other=streets[1]))
    elif streets:
        parts.append(say("on", street=streets[0]))
    code = district_of(lat, long, catalogue.release["boundaries"])
    districts = {each["properties"]["code"]: each for each in catalogue.release["boundaries"]["features"]}
    if code:
        parts.append(say("in", district=name(districts[code])))
    known = [(metres(lat, long, each["geometry"]["coordinates"][1], each["geometry"]["coordinates"][0]), name(each))
             for each in layers.get("landmarks", ())]  # fmt: skip
    if known and min(known)[0] <= KNOWN:
        parts.append(say("by", metres=max(int(round(min(known)[0], -1)), 10), landmark=min(known)[1]))
    return say("where", where=say_series(parts, language)) if parts else say("map")


def away_from(lat: float, long: float, line: Sequence[Sequence[float]]) -> float:
    """Returns how many metres a place is from a line."""
    shorter = max(cos(radians(lat)), 0.01)
    flat = [((point[0] - long) * shorter, point[1] - lat) for point in line]
    return min((beside(one, other) for one, other in pairwise(flat)), default=float("inf")) * A_DEGREE


def beside(one: PicturePoint, other: PicturePoint) -> float:
    """Returns the distance from the middle of the picture to a piece of a line."""
    east, north = other[0] - one[0], other[1] - one[1]
    share = -(one[0] * east + one[1] * north) / ((east * east + north * north) or 1.0)
    share = max(0.0, min(1.0, share))
    return hypot(one[0] + share * east, one[1] + share * north)


def is_seen(sheet: SketchFrame, line: Sequence[Sequence[float]]) -> bool:
    """Says whether a line, or the bounding box of one of its pieces, touches the picture."""
    points = [sheet.at(point) for point in line]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    whole = min(xs) <= WIDTH and max(xs) >= 0 and min(ys) <= HEIGHT and max(ys) >= 0
    return whole and (line[0] == line[-1] or any(touches(one, other) for one, other in pairwise(points)))


def touches(one: PicturePoint, other: PicturePoint) -> bool:
    return (
        min(one[0], other[0]) <= WIDTH
        and max(one[0], other[0]) >= 0
        and min(one[1], other[1]) <= HEIGHT
        and max(one[1], other[1]) >= 0
    )


def path_of(sheet: SketchFrame, lines: Sequence[Sequence[Sequence[float]]], *, close: bool = False) -> str:
    drawn = (" ".join(f"{x:g},{y:g}" for x, y in map(sheet.at, line)) for line in lines)
    return "".join(f"M{points}{'Z' if close else ''}" for points in drawn)


def name_on(sheet: SketchFrame, street: Mapping[str, Any], catalogue: Catalogue, language: str) -> str:
    """Returns the name of a street along a visible piece of it; empty if it would be cut off."""
    spot = next(iter(middles(sheet, street["geometry"]["coordinates"])), None)
    if spot is None:
        return ""
    said = escape(catalogue.say(street["properties"]["name"], language))
    return (
        f'<text x="{spot[0]:g}" y="{spot[1]:g}" text-anchor="middle" font-size="13" font-family="sans-serif"'
        f' fill="{INK}" stroke="{GROUND}" stroke-width="3" paint-order="stroke" aria-hidden="true">{said}</text>'
    )


def middles(sheet: SketchFrame, line: Sequence[Sequence[float]]) -> Iterator[PicturePoint]:
    for one, other in pairwise(sheet.at(point) for point in line):
        for share in SHARES:
            x, y = (round(one[axis] + (other[axis] - one[axis]) * share, 1) for axis in (0, 1))
            if 70 <= x <= WIDTH - 70 and 20 <= y <= HEIGHT - 20 and hypot(x - WIDTH / 2, y - HEIGHT / 2 + 20) > 60:
                yield x, y
