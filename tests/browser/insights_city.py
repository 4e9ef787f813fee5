"""Figures of the running city, published as `onestop insights publish` does."""

from __future__ import annotations

import json
from typing import Any

from onestop.storage.insights import CURRENT, KEY
from onestop_cli.clients import engine_client
from tests.browser.city import City

FIGURES: dict[str, Any] = {
    "at": "2026-03-02T13:00:00+00:00",
    "least": 20,
    "volumes": [{"month": "2026-01", "cases": 120}, {"month": "2026-02", "cases": 60}],
    "promise_kept": [
        {"service": "pothole", "cases": 90, "percent": 87.5},
        {"service": "street-event-permit", "cases": 24, "percent": 100.0},
    ],
    "time_to_resolve": [{"service": "pothole", "cases": 90, "hours": 12.25}],
    "channels": [{"channel": "phone", "cases": 100, "percent": 55.6}, {"channel": "web", "cases": 80, "percent": 44.4}],
    "satisfaction": [{"service": "pothole", "answers": 30, "percent": 60.0}],
    "comparisons": 40,
    "findings": [
        {
            "dimension": "channel",
            "group": "phone",
            "respect": "resolved",
            "worse": True,
            "cases": 100,
            "effect": 0.8,
            "low": 0.7,
            "high": 0.9,
        },
    ],
}


def figures_of(city: City) -> str:
    """The address of the page of figures, with some on it."""
    row = {"pk": {"S": KEY}, "sk": {"S": CURRENT}, "body": {"S": json.dumps(FIGURES)}}
    engine_client("dynamodb", city.suite.engine).put_item(TableName=city.suite.outputs["CatalogueTable"], Item=row)
    return "/insights"
