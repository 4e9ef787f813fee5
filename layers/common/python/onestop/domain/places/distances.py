"""Distances between places, and the tiles of the earth around a place.

A tile is one of those into which web maps are cut (zoom 15, about a kilometre wide): cases near a place are found by
the few tiles that a circle around it touches, however many cases there are elsewhere.
"""

from __future__ import annotations

from math import asin, asinh, cos, floor, hypot, pi, radians, sin, sqrt, tan

EARTH = 6_371_000.0  # metres
A_DEGREE = EARTH * pi / 180  # metres in a degree of latitude
ZOOM = 15
ACROSS = 1 << ZOOM  # tiles around the earth
FURTHEST_NORTH = 85.0  # web maps end there
MOST_TILES = 7


def metres(lat: float, long: float, other_lat: float, other_long: float) -> float:
    """Returns the distance between two places on a sphere, by the haversine formula."""
    north, east = radians(other_lat - lat) / 2, radians(other_long - long) / 2
    part = sin(north) ** 2 + cos(radians(lat)) * cos(radians(other_lat)) * sin(east) ** 2
    return 2 * EARTH * asin(min(1.0, sqrt(part)))


def tile_of(lat: float, long: float) -> str:
    """Returns the tile of a place, such as 15/10596/11813."""
    return name_of(floor(column(long)), floor(row(lat)))


def tiles_around(lat: float, long: float, within: float, most: int = MOST_TILES) -> tuple[str, ...]:
    """Returns the tiles that a circle touches, the nearest first, by default at most seven. Up to half the width of
    a tile (600 metres at the equator, 430 at 45 degrees, 300 at 60) there are never more than four."""
    north = within / A_DEGREE
    east = north / max(cos(radians(min(abs(lat), FURTHEST_NORTH))), 0.01)
    here = column(long), row(lat)
    columns = range(floor(column(long - east)), floor(column(long + east)) + 1)
    rows = range(floor(row(lat + north)), floor(row(lat - north)) + 1)
    touched = sorted((hypot(away(here[0], x), away(here[1], y)), x, y) for x in columns for y in rows)
    own = tile_of(lat, long)  # first, because on a border the neighbour is just as near
    return tuple(dict.fromkeys((own, *(name_of(x, y) for _, x, y in touched))))[:most]


def column(long: float) -> float:
    return (long + 180) / 360 * ACROSS


def row(lat: float) -> float:
    lat = max(min(lat, FURTHEST_NORTH), -FURTHEST_NORTH)
    return (1 - asinh(tan(radians(lat))) / pi) / 2 * ACROSS


def away(here: float, tile: int) -> float:
    """Returns how far a tile is from a place along one direction, in tiles; 0 if the place is in it."""
    return max(tile - here, here - tile - 1, 0.0)


def name_of(x: int, y: int) -> str:
    return f"{ZOOM}/{x % ACROSS}/{y}"
