"""The page of figures, and the same as CSV and JSON. It shows what was published; nothing is computed on request."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from chalice.app import Chalice, Response

from onestop.domain.errors import NotFound
from onestop.domain.languages import write_percent
from onestop.domain.time.dates import say_date
from onestop.domain.translation import Phrase, SayOnPage
from onestop.runtime.pages.frame import Visit, show
from onestop.runtime.pages.page_routes import page
from onestop.runtime.read_request import query
from onestop.runtime.settings import setting
from onestop.runtime.spreadsheets import as_csv
from onestop.runtime.web import Caller, current_request, route
from onestop.storage.catalogue.published_insights import find_insights
from onestop.storage.catalogue.releases import current
from portal.insights.badge import draw_badge, number_of
from portal.insights.figures import FIGURES, figures_of, findings_of, number
from portal.insights.open_data import data_package, dcat
from portal.insights.texts import INSIGHTS, SMALL

TEMPLATES = Path(__file__).parents[1] / "templates"
CACHED = {"Cache-Control": "public, max-age=300", "Access-Control-Allow-Origin": "*"}


def add_insights(app: Chalice) -> None:
    """Declares the page and its downloads."""

    @page(app, "GET", "/insights", Caller.PUBLIC, current)
    def show_insights(visit: Visit) -> Response:
        """What cases teach: figures, each with what it means, a picture and a table."""
        told = find_insights() or {}
        zone = visit.offer.jurisdiction["time_zone"]
        date = say_date(datetime.fromisoformat(told["at"]), zone, visit.language) if told else ""
        return show(
            visit,
            TEMPLATES,
            "insights.html",
            visit.say(INSIGHTS["title"]),
            "/insights",
            INSIGHTS,
            figures=figures_of(told, visit),
            findings=findings_of(told, visit),
            compared=told.get("comparisons", 0),
            small=visit.say_count(SMALL, told.get("least", 0)),
            date=date,
            public=setting("PUBLIC_URL").rstrip("/"),
            badges=[(code, drawn) for code in FIGURES if (drawn := badge_of(code, told, visit.say, visit.language))],
        )

    @route(app, "GET", "/insights.json", Caller.PUBLIC)
    def send_insights() -> Response:
        """All figures as JSON."""
        told = find_insights()
        if told is None:
            raise NotFound("There are no figures yet.")
        return Response(json.dumps(told, ensure_ascii=False), headers={"Content-Type": "application/json", **CACHED})

    @route(app, "GET", "/insights/{name}", Caller.PUBLIC)
    def send_figure(name: str) -> Response:
        """One figure as CSV, or as a small picture for other pages; the description of all of them for catalogues."""
        told, (code, _, ending) = find_insights(), name.partition(".")
        request, catalogue = current_request(app), current()
        language = catalogue.language(query(request, "lang"))

        def say(phrase: Phrase) -> str:
            return catalogue.say(phrase, language)

        base = setting("PUBLIC_URL").rstrip("/")
        if told and name == "datapackage.json":
            return sent(json.dumps(data_package(told, base, say), ensure_ascii=False), "application/json")
        if told and name == "dcat.jsonld":
            city = catalogue.say(catalogue.jurisdiction["name"], language)
            described = dcat(told, base, city, language, say)
            return sent(json.dumps(described, ensure_ascii=False), "application/ld+json")
        if told and ending == "svg" and (drawn := badge_of(code, told, say, language)):
            return sent(drawn, "image/svg+xml")
        if told is None or code not in FIGURES or ending != "csv":
            raise NotFound("There is no such figure.")
        first, bar, others = FIGURES[code]
        columns = (first, bar, *others)
        rows = [{name: row.get(name) for name in columns} for row in told.get(code) or []]
        return sent(as_csv(columns, rows), "text/csv; charset=utf-8")


def badge_of(code: str, told: Mapping[str, Any], say: SayOnPage, language: str) -> str:
    """The small picture of a figure; empty if it has no single number."""
    shown = number_of(code, told)
    if shown is None:
        return ""
    figure, of_hundred = shown
    said = number(figure, language)
    return draw_badge(say(INSIGHTS[code]), write_percent(said, language) if of_hundred else said)


def sent(body: str, kind: str) -> Response:
    return Response(body, headers={"Content-Type": kind, **CACHED})
