"""Bulk export (GeoReport Bulk v1, http://wiki.open311.org/GeoReport_Bulk_v1): requests in bulk, for analysis."""

from __future__ import annotations

from typing import Any

from chalice.app import Response

from intake.open311.answering import OPEN_TO_PAGES, ClientRequest, ViewAnswer
from intake.open311.linking import next_page
from intake.open311.looking import look
from intake.open311.publishing import closed_at, published
from intake.open311.requests import ROOT, wanted_of
from intake.open311.times import w3c
from onestop.runtime.spreadsheets import as_csv
from onestop.storage.cases.case_lists import Listed

SIZE = 500
COLUMNS = (
    "service_request_id",
    "requested_datetime",
    "updated_datetime",
    "closed_date",
    "status_description",
    "status_notes",
    "source",
    "service_code",
    "service_name",
    "service_subtype",
    "description",
    "agency_responsible",
    "address",
    "lat",
    "long",
)


def export_requests(asked: ClientRequest) -> ViewAnswer | Response:
    """A page of the export; the Link header says where the next one is."""
    wanted = wanted_of(asked, SIZE)
    page = look(wanted, asked.catalogue)
    rows = [row_of(each, asked) for each in page.items]
    headers = next_page(asked, page.cursor, wanted.start, wanted.end, wanted.page)
    if asked.format != "csv":
        return ViewAnswer(ROOT, rows, headers)
    kind = {"Content-Type": "text/csv; charset=utf-8"}
    return Response(body=as_csv(COLUMNS, rows), status_code=200, headers={**kind, **OPEN_TO_PAGES, **headers})


def row_of(each: Listed, asked: ClientRequest) -> dict[str, Any]:
    known = published(each.case, each.request, asked.catalogue, asked.language) | {
        "closed_date": w3c(closed_at(each.case)),
        "status_description": each.case.status.value,
        "source": each.case.channel,
        "service_subtype": None,
    }
    return {name: known[name] for name in COLUMNS}
