"""Figures of the running city, published as `onestop insights publish` does."""

from __future__ import annotations

import json
from typing import Any

from onestop.domain.surveys.results_as_data import DIMENSIONS, LEAST
from onestop.storage.catalogue.published_insights import CURRENT, KEY, SURVEYS
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
    "still_waiting": [
        {"days": 7, "percent": 40.0, "low": 35.5, "high": 44.5},
        {"days": 30, "percent": 12.5, "low": 10.0, "high": 15.25},
    ],
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

SHOWN = {"mean": 4.5, "mean_interval": [4.2, 4.8], "top_box": 0.5, "top_box_interval": [0.25, 0.75]}
GROUPS: list[dict[str, Any]] = [
    {
        **{"group": "pothole", "offered": 40, "presented": 40, "answered": 12, "late": 0},
        **{"response_rate": 0.3, "response_rate_interval": [0.18, 0.45]},
        "questions": [
            {"question": "satisfaction", "answers": 12, **SHOWN, "top_two": 1.0, "top_two_interval": [0.76, 1.0]}
        ],
    },
    {
        **{"group": "unknown", "offered": None, "presented": None, "answered": None, "late": None},
        **{"response_rate": None, "response_rate_interval": None, "questions": []},
    },
]


def figures_of(city: City) -> str:
    """The address of the page of figures, with some on it."""
    put(city, CURRENT, FIGURES)
    return "/insights"


def survey_results_of(city: City) -> str:
    """The address of the page of what surveys say, with two groups on it, one of them too small to be shown."""
    groups = [{**told, "dimension": dimension} for dimension in DIMENSIONS for told in GROUPS]
    put(city, f"{SURVEYS}#0000", {"at": FIGURES["at"], "least": LEAST, "groups": groups})
    return "/insights/surveys"


def put(city: City, what: str, told: dict[str, Any]) -> None:
    row = {"pk": {"S": KEY}, "sk": {"S": what}, "body": {"S": json.dumps(told)}}
    engine_client("dynamodb", city.suite.engine).put_item(TableName=city.suite.outputs["CatalogueTable"], Item=row)
