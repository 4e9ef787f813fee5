"""Bulk export (GeoReport Bulk v1, http://wiki.open311.org/GeoReport_Bulk_v1): requests in bulk, for analysis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalice.app import Response

from intake.open311.answering import OPEN_TO_PAGES, ClientRequest, ViewAnswer
from intake.open311.linking import next_page
from intake.open311.looking import look
from intake.open311.publishing import closed_at, published
from intake.open311.requests import ROOT, wanted_of
from intake.open311.times import w3c
from onestop.runtime.spreadsheets import as_csv
from onestop.storage.cases.case_lists import Listed

if TYPE_CHECKING:
    from onestop.contracts.answers.open311 import Open311Exported

SIZE = 500


def export_requests(asked: ClientRequest) -> ViewAnswer[list[Open311Exported]] | Response:
    """Answers a page of the export; the Link header says where the next one is."""
    wanted = wanted_of(asked, SIZE)
    page = look(wanted, asked.catalogue)
    rows = [row_of(each, asked) for each in page.items]
    headers = next_page(asked, page.cursor, wanted.start, wanted.end, wanted.page)
    if asked.format != "csv":
        return ViewAnswer(ROOT, rows, headers)
    from onestop.contracts.answers.open311 import Open311Exported  # late: most clients read this as JSON or XML

    kind = {"Content-Type": "text/csv; charset=utf-8"}
    columns = tuple(Open311Exported.__annotations__)
    return Response(body=as_csv(columns, rows), status_code=200, headers={**kind, **OPEN_TO_PAGES, **headers})


def row_of(each: Listed, asked: ClientRequest) -> Open311Exported:
    """One request as a line of the export."""
    known = published(each.case, each.request, asked.catalogue, asked.language)
    return {
        "service_request_id": known["service_request_id"],
        "requested_datetime": known["requested_datetime"],
        "updated_datetime": known["updated_datetime"],
        "closed_date": w3c(closed_at(each.case)),
        "status_description": each.case.status.value,
        "status_notes": known["status_notes"],
        "source": each.case.channel,
        "service_code": known["service_code"],
        "service_name": known["service_name"],
        "service_subtype": None,
        "description": known["description"],
        "agency_responsible": known["agency_responsible"],
        "address": known["address"],
        "lat": known["lat"],
        "long": known["long"],
    }
