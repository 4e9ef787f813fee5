"""The exports that we know: which column of which city means what, and which city a header belongs to."""

from __future__ import annotations

from pathlib import Path

from onestop_cli.problems import CannotContinue
from onestop_cli.replay.columns import EXAMPLE, ColumnMap, fold, read_map

KNOWN_MAPS = (
    ColumnMap(
        name="chicago",
        id="sr_number",
        type="sr_type",
        latitude="latitude",
        longitude="longitude",
        address=("street_address",),
        channel="origin",
        channels={
            "Phone Call": "phone",
            "Internet": "web",
            "Mobile Device": "mobile",
            "Salesforce Mobile App": "mobile",
            "Mass Entry": "counter",
            "E-Mail": "email",
            "Text Message": "sms",
        },
        otherwise="partner",
        received_by="created_department",
        done_by="owner_department",
        agencies={
            "311 City Services": "contact-centre",
            "Animal Care and Control": "environment-health",
            "Aviation": "environment-health",
            "BACP - Business Affairs and Consumer Protection": "licensing",
            "CDOT - Department of Transportation": "streets",
            "City Clerk's Office": "licensing",
            "DOB - Buildings": "buildings",
            "DWM - Department of Water Management": "water",
            "Health": "environment-health",
            "Streets and Sanitation": "sanitation",
        },
        parent="parent_sr_number",
        opened="created_date",
        closed="closed_date",
    ),
    ColumnMap(
        name="boston",
        id="case_enquiry_id",
        type="type",
        latitude="latitude",
        longitude="longitude",
        address=("location", "location_street_name"),
        channel="source",
        channels={
            "Constituent Call": "phone",
            "Citizens Connect App": "mobile",
            "City Worker App": "mobile",
            "Self Service": "web",
            "Employee Generated": "counter",
            "Twitter": "partner",
        },
        opened="open_dt",
        closed="closed_dt",
    ),
    ColumnMap(
        name="la",
        id="SRNumber",
        type="RequestType",
        latitude="Latitude",
        longitude="Longitude",
        address=("Address",),
        channel="RequestSource",
        channels={
            "Call": "phone",
            "Voicemail": "phone",
            "Mobile App": "mobile",
            "Self Service": "web",
            "Email": "email",
            "Fax": "fax",
            "Letter": "letter",
            "Driver Self Report": "counter",
            "Council's Office": "counter",
        },
        opened="CreatedDate",
        closed="ClosedDate",
    ),
    ColumnMap(
        name="nyc",
        id="Unique Key",
        type="Complaint Type",
        detail="Descriptor",
        latitude="Latitude",
        longitude="Longitude",
        address=("Incident Address", "Street Name", "Intersection Street 1"),
        channel="Open Data Channel Type",
        channels={"PHONE": "phone", "ONLINE": "web", "MOBILE": "mobile", "OTHER": "partner"},
        opened="Created Date",
        closed="Closed Date",
    ),
)


def recognise(columns: tuple[str, ...]) -> ColumnMap | None:
    """Return the map of the city whose export has these columns: it has the city's names for the request's number and
    type."""
    there = {fold(column) for column in columns}
    return next((known for known in KNOWN_MAPS if {fold(known.id), fold(known.type)} <= there), None)


def choose_map(file: Path, columns: tuple[str, ...], own: Path | None) -> ColumnMap:
    """The map for a file: the person's own if given, else the known one that its columns tell."""
    chosen = read_map(own) if own else recognise(columns)
    if chosen is None:
        names = ", ".join(known.name for known in KNOWN_MAPS)
        raise CannotContinue(
            f"{file} has columns of none of the exports we know ({names}): describe them with --map.",
            (f"Its columns: {', '.join(columns)}", *EXAMPLE),
        )
    there = {fold(column) for column in columns}
    missing = [column for column in chosen.columns if fold(column) not in there]
    if own and missing:
        raise CannotContinue(
            f"The column map {own} names {', '.join(map(repr, missing))}, which {file} does not have.",
            (f"Its columns: {', '.join(columns)}",),
        )
    return chosen
