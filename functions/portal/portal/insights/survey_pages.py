"""What surveys say, for everybody: the page, and the same as CSV and JSON. Each reads what was published: one Query."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from chalice.app import Chalice, Response

from onestop.domain.errors import NotFound
from onestop.domain.surveys.results_as_data import COLUMNS, table_rows
from onestop.domain.time.dates import say_date
from onestop.runtime.pages.frame import Visit, show
from onestop.runtime.pages.page_routes import page
from onestop.runtime.pages.survey_result_words import RESULT_TEXTS
from onestop.runtime.pages.survey_results import improvements_said, results_by_dimension, themes_said, tones_said
from onestop.runtime.spreadsheets import as_csv
from onestop.runtime.web import Caller, route
from onestop.storage.catalogue.published_insights import find_survey_results
from onestop.storage.catalogue.releases import current
from portal.insights.pages import TEMPLATES, sent


def add_survey_results(app: Chalice) -> None:
    """Declares the page and its downloads."""

    @page(app, "GET", "/insights/surveys", Caller.PUBLIC, current)
    def show_survey_results(visit: Visit) -> Response:
        """How many answered and what they said, by group."""
        told = find_survey_results() or {}
        zone = visit.offer.jurisdiction["time_zone"]
        return show(
            visit,
            TEMPLATES,
            "insights_surveys.html",
            visit.say(RESULT_TEXTS["results_title"]),
            "/insights/surveys",
            RESULT_TEXTS,
            date=say_date(datetime.fromisoformat(told["at"]), zone, visit.language) if told else "",
            least=told.get("least", 0),
            grouped=list(results_by_dimension(told, visit)),
            themes=themes_said(told, visit),
            tones=tones_said(told, visit),
            improvements=improvements_said(told, visit),
        )

    @route(app, "GET", "/insights/surveys.json", Caller.PUBLIC)
    def send_survey_results() -> Response:
        """The same as JSON."""
        return sent(json.dumps(published(), ensure_ascii=False), "application/json")

    @route(app, "GET", "/insights/surveys.csv", Caller.PUBLIC)
    def send_survey_table() -> Response:
        """The same as a table: a row for each group and question."""
        return sent(as_csv(COLUMNS, table_rows(published()["groups"])), "text/csv; charset=utf-8")


def published() -> dict[str, Any]:
    """The published results, for programs. Raises NotFound."""
    told = find_survey_results()
    if told is None:
        raise NotFound("There are no results yet.")
    return told
