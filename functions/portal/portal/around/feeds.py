"""The cases around a place for programs: GeoJSON (RFC 7946) for maps, Atom (RFC 4287) for news readers."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onestop.contracts.answers.public import NearbyCase

NEVER = datetime(1970, 1, 1, tzinfo=UTC).isoformat()  # the time of change of a feed that has never had an entry


def as_geojson(cases: Sequence[NearbyCase]) -> str:
    """The cases whose place is known, as points."""
    features: list[dict[str, Any]] = [
        {
            "type": "Feature",
            "id": case["reference"],
            "geometry": {"type": "Point", "coordinates": [case["long"], case["lat"]]},
            "properties": {name: value for name, value in case.items() if name not in ("lat", "long")},
        }
        for case in cases
        if case["lat"] is not None
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)


def as_atom(cases: Sequence[NearbyCase], *, title: str, page: str, feed: str, city: str, language: str) -> str:
    """The newest first. An entry is identified by its reference and says what the case is about, where it is and its
    status."""
    newest = sorted(cases, key=lambda case: case["opened_at"], reverse=True)
    updated = newest[0]["opened_at"] if newest else NEVER
    return "".join(
        (
            '<?xml version="1.0" encoding="utf-8"?>\n',
            '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:georss="http://www.georss.org/georss"',
            f" xml:lang={quoteattr(language)}>",
            f"<title>{escape(title)}</title><id>{escape(feed)}</id><updated>{updated}</updated>",
            f"<author><name>{escape(city)}</name></author>",
            f'<link rel="self" type="application/atom+xml" href={quoteattr(feed)}/>',
            f'<link rel="alternate" type="text/html" href={quoteattr(page)}/>',
            *(entry_of(case, page) for case in newest),
            "</feed>\n",
        )
    )


def entry_of(case: NearbyCase, page: str) -> str:
    title = f"{case['service_name']}: {case['status_name']}"
    where = f"<georss:point>{case['lat']:g} {case['long']:g}</georss:point>" if case["lat"] is not None else ""
    there = f"{page}#case-{case['reference']}"
    return (
        f"<entry><title>{escape(title)}</title><id>{escape(page.partition('?')[0])}#{case['reference']}</id>"
        f"<published>{case['opened_at']}</published><updated>{case['opened_at']}</updated>"
        f'<link rel="alternate" type="text/html" href={quoteattr(there)}/>'
        f"<category term={quoteattr(case['service_code'])} label={quoteattr(case['service_name'])}/>"
        f"<summary>{escape(title)}</summary>{where}</entry>"
    )
