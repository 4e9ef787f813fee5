"""Survey results at the desk: the same page that the public can read, and its tables to download. Each is one Query."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from chalice.app import Response

from casework.pages.declare_page import page
from casework.pages.desk_request import DeskVisit
from casework.pages.frame import show
from casework.pages.inbox.export import BYTE_ORDER_MARK
from casework.pages.insights.page import ACT, PATH, attached, refuse_contractor
from onestop.domain.errors import NotFound
from onestop.domain.surveys.results_as_data import COLUMNS, table_rows
from onestop.domain.time.dates import say_date
from onestop.runtime.pages.survey_result_words import RESULT_TEXTS
from onestop.runtime.pages.survey_results import improvements_said, results_by_dimension, themes_said, tones_said
from onestop.runtime.spreadsheets import as_csv
from onestop.storage.catalogue.published_insights import find_survey_results

SURVEYS = f"{PATH}/surveys"


@page("GET", SURVEYS, ACT)
def show_survey_results(visit: DeskVisit) -> Response:
    """Shows how many answered and what they said, by group."""
    refuse_contractor(visit)
    told = find_survey_results() or {}
    zone = visit.offer.jurisdiction["time_zone"]
    return show(
        visit,
        "insights/surveys.html",
        visit.say(RESULT_TEXTS["results_title"]),
        RESULT_TEXTS,
        date=say_date(datetime.fromisoformat(told["at"]), zone, visit.language) if told else "",
        least=told.get("least", 0),
        grouped=list(results_by_dimension(told, visit)),
        themes=themes_said(told, visit),
        tones=tones_said(told, visit),
        improvements=improvements_said(told, visit),
    )


@page("GET", f"{SURVEYS}.csv", ACT)
def send_survey_table(visit: DeskVisit) -> Response:
    """Sends the same as a table: a row for each group and question."""
    table = as_csv(COLUMNS, table_rows(published_to(visit)["groups"]))
    headers = {"Content-Type": "text/csv; charset=utf-8; header=present", **attached("surveys.csv")}
    return Response(BYTE_ORDER_MARK + table, headers=headers)


@page("GET", f"{SURVEYS}.json", ACT)
def send_survey_results(visit: DeskVisit) -> Response:
    """Sends the same as JSON."""
    body = json.dumps(published_to(visit), ensure_ascii=False)
    return Response(body, headers={"Content-Type": "application/json", **attached("surveys.json")})


def published_to(visit: DeskVisit) -> dict[str, Any]:
    """Returns what was published, to download. Raises NotFound."""
    refuse_contractor(visit)
    told = find_survey_results()
    if told is None:
        raise NotFound("There are no results yet.", "name")
    return told
