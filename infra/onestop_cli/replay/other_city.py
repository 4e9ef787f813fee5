"""The export of one city played in another: its places would all be far outside, and each need wait for a person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from onestop.domain.catalogue.whereabouts import Area, is_near
from onestop_cli.replay.rows import RowNeed


def brought_here(needs: Iterator[RowNeed], area: Area) -> Iterator[RowNeed]:
    """Return the needs with coordinates far outside the districts put into words, so that nothing is decided by
    them."""
    for need in needs:
        if need.lat is None or need.long is None or is_near(need.lat, need.long, area):
            yield need
        else:
            address = need.address or f"{need.lat:g}, {need.long:g}"
            yield replace(need, lat=None, long=None, address=address)
