"""The page of figures, and the same as CSV and JSON: what was published, nothing is worked out while one waits."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

from chalice.app import Chalice, Response

from onestop.domain.errors import NotFound
from onestop.domain.time.dates import say_date
from onestop.runtime.frame import Visit, show
from onestop.runtime.pages import page
from onestop.runtime.spreadsheets import as_csv
from onestop.runtime.web import Caller, route
from onestop.storage.catalogue import current
from onestop.storage.insights import find_insights
from portal.insights.figures import FIGURES, figures_of, findings_of
from portal.insights.texts import INSIGHTS

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
            least=told.get("least", 0),
            date=date,
        )

    @route(app, "GET", "/insights.json", Caller.PUBLIC)
    def send_insights() -> Response:
        """All figures as JSON."""
        told = find_insights()
        if told is None:
            raise NotFound("There are no figures yet.")
        return Response(json.dumps(told, ensure_ascii=False), headers={"Content-Type": "application/json", **CACHED})

    @route(app, "GET", "/insights/{name}", Caller.PUBLIC)
    def send_table(name: str) -> Response:
        """One figure as CSV."""
        code, told = name.removesuffix(".csv"), find_insights()
        if told is None or code not in FIGURES or not name.endswith(".csv"):
            raise NotFound("There is no such figure.")
        first, bar, others = FIGURES[code]
        columns = (first, bar, *others)
        rows = [{name: row.get(name) for name in columns} for row in told.get(code) or []]
        return Response(as_csv(columns, rows), headers={"Content-Type": "text/csv; charset=utf-8", **CACHED})
