"""The calls of the API that staff make, as a table like that of everybody's (`calls.py`)."""

from __future__ import annotations

from collections.abc import Mapping

from onestop.contracts import attachments, staff
from onestop_cli.openapi import parameters
from onestop_cli.openapi.call import ACT_REFUSALS, ONCE, ApiCall, Route, Struct

STAFF_CASE = "/api/staff/cases/{reference}"
STAFF_CALLS: Mapping[Route, ApiCall] = {
    ("POST", "/api/staff/sessions"): ApiCall(group="Signing in", takes=staff.SessionBody, refuses=(403,)),
    ("POST", "/api/staff/authenticators"): ApiCall(
        group="Signing in", takes=staff.AuthenticatorBody, refuses=(403, 409)
    ),
    ("GET", "/api/staff/tasks"): ApiCall(
        group="Finding work",
        parameters=(
            *(
                parameters.VIEW,
                parameters.AGENCY,
                parameters.TEXT,
                parameters.NEAR,
                parameters.WITHIN,
                *parameters.ONLY,
            ),
            *(parameters.LIMIT, parameters.CURSOR, parameters.LANG),
        ),
    ),
    ("GET", "/api/staff/cases"): ApiCall(
        group="Finding work",
        parameters=(parameters.PERSON, parameters.PURPOSE, parameters.LANG),
    ),
    ("GET", STAFF_CASE): ApiCall(group="Finding work", parameters=(parameters.LANG,)),
    ("POST", f"{STAFF_CASE}/attachments"): ApiCall(
        group="Work on a case",
        takes=attachments.StaffAttachmentBody,
        status=201,
        refuses=(409,),
        name="offer_staff_attachment",
    ),
    ("GET", f"{STAFF_CASE}/attachments/{{attachment}}"): ApiCall(
        group="Work on a case", status=302, name="fetch_staff_attachment"
    ),
    ("POST", "/api/staff/entries"): ApiCall(
        group="Work on a case",
        takes=staff.EntryBody,
        status=201,
        parameters=(parameters.KEY, parameters.ACCEPT_LANGUAGE),
        refuses=(422,),
    ),
    ("GET", "/api/staff/arrivals"): ApiCall(
        group="Oversight",
        parameters=(parameters.KIND, parameters.MONTH, parameters.LIMIT, parameters.CURSOR),
    ),
    ("GET", "/api/staff/arrivals/{arrival}"): ApiCall(group="Oversight"),
    ("POST", "/api/staff/arrivals/{arrival}/release"): ApiCall(group="Oversight"),
    ("POST", "/api/staff/arrivals/{arrival}/dismissal"): ApiCall(group="Oversight", takes=staff.DismissalBody),
    ("POST", f"{STAFF_CASE}/disclosure"): ApiCall(group="Oversight", takes=staff.DisclosureBody),
    ("GET", f"{STAFF_CASE}/audit"): ApiCall(group="Oversight"),
    ("GET", "/api/staff/looks"): ApiCall(
        group="Oversight",
        parameters=(
            parameters.BY,
            parameters.FOUND,
            parameters.MONTH_OF_LOOKS,
            parameters.LOOKS_AT_ONCE,
            parameters.CURSOR,
        ),
    ),
    ("GET", "/api/staff/contractors/{agency}"): ApiCall(group="Oversight", parameters=(parameters.MONTH,)),
    ("POST", "/api/staff/bulk"): ApiCall(group="Work on a case", takes=staff.BulkBody, parameters=ONCE),
}

# acts of staff whose body alone does not show what is done
SUMMARIES: Mapping[str, str] = {
    "resumption": "Goes on with a task that was put aside.",
    "cancellation": "Ends a task that is not needed any more.",
    "reopening": "Brings a case back that was resolved or closed.",
    "withdrawal": "Ends a case because its resident does not want it any more.",
    "triage": "Hands a case to the triage desk, where a person decides.",
}


def call_of_act(path: str, takes: Struct) -> ApiCall:
    """An act of staff on a task or on a case, as the tables in `casework.acts.tables` have it."""
    on_task = "{task}" in path
    return ApiCall(
        group="Work on a task" if on_task else "Work on a case",
        takes=takes,
        parameters=(parameters.KEY, parameters.SEEN, parameters.LANG),
        refuses=ACT_REFUSALS,
        summary=SUMMARIES.get(path.rpartition("/")[2]),
    )
