"""The calls of the API that staff make, as a table like that of everybody's (`calls.py`)."""

from __future__ import annotations

from collections.abc import Mapping

from onestop.contracts import attachments, staff
from onestop.contracts.answers import common, oversight, residents, staff_case, staff_work
from onestop_cli.openapi import parameters
from onestop_cli.openapi.call import ACT_REFUSALS, ONCE, Call, Route, Struct

STAFF_CASE = "/api/staff/cases/{reference}"
STAFF_CALLS: Mapping[Route, Call] = {
    ("POST", "/api/staff/sessions"): Call(
        group="Signing in", takes=staff.SessionBody, answers=staff_work.StaffToken, refuses=(403,)
    ),
    ("POST", "/api/staff/authenticators"): Call(
        group="Signing in", takes=staff.AuthenticatorBody, answers=staff_work.Authenticator, refuses=(403, 409)
    ),
    ("GET", "/api/staff/tasks"): Call(
        group="Finding work",
        answers=staff_work.TaskList,
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
    ("GET", "/api/staff/cases"): Call(
        group="Finding work",
        answers=staff_work.FoundCases,
        parameters=(parameters.PERSON, parameters.PURPOSE, parameters.LANG),
    ),
    ("GET", STAFF_CASE): Call(group="Finding work", answers=staff_case.StaffCase, parameters=(parameters.LANG,)),
    ("POST", f"{STAFF_CASE}/attachments"): Call(
        group="Work on a case",
        takes=attachments.StaffAttachmentBody,
        answers=common.AttachmentOffered,
        status=201,
        refuses=(409,),
        name="offer_staff_attachment",
    ),
    ("GET", f"{STAFF_CASE}/attachments/{{attachment}}"): Call(
        group="Work on a case", answers=None, status=302, name="fetch_staff_attachment"
    ),
    ("POST", "/api/staff/entries"): Call(
        group="Work on a case",
        takes=staff.EntryBody,
        answers=residents.CaseOpened,
        status=201,
        parameters=(parameters.KEY, parameters.ACCEPT_LANGUAGE),
        refuses=(422,),
    ),
    ("GET", "/api/staff/arrivals"): Call(
        group="Oversight",
        answers=oversight.Arrivals,
        parameters=(parameters.KIND, parameters.MONTH, parameters.LIMIT, parameters.CURSOR),
    ),
    ("GET", "/api/staff/arrivals/{arrival}"): Call(group="Oversight", answers=oversight.ArrivalShown),
    ("POST", "/api/staff/arrivals/{arrival}/release"): Call(group="Oversight", answers=oversight.ArrivalLine),
    ("POST", "/api/staff/arrivals/{arrival}/dismissal"): Call(
        group="Oversight", takes=staff.DismissalBody, answers=oversight.ArrivalLine
    ),
    ("POST", f"{STAFF_CASE}/disclosure"): Call(
        group="Oversight", takes=staff.DisclosureBody, answers=oversight.Disclosed
    ),
    ("GET", f"{STAFF_CASE}/audit"): Call(group="Oversight", answers=oversight.AuditTrail),
    ("GET", "/api/staff/looks"): Call(
        group="Oversight",
        answers=oversight.WideLooks,
        parameters=(parameters.BY, parameters.FOUND, parameters.MONTH),
    ),
    ("GET", "/api/staff/contractors/{agency}"): Call(
        group="Oversight", answers=oversight.ContractorReport, parameters=(parameters.MONTH,)
    ),
    ("POST", "/api/staff/bulk"): Call(
        group="Work on a case", takes=staff.BulkBody, answers=oversight.BulkDone, parameters=ONCE
    ),
}

# acts of staff whose body does not say by itself what is done
SUMMARIES: Mapping[str, str] = {
    "resumption": "Goes on with a task that was put aside.",
    "cancellation": "Ends a task that is not needed any more.",
    "reopening": "Brings a case back that was resolved or closed.",
    "withdrawal": "Ends a case because its resident does not want it any more.",
    "triage": "Hands a case to the triage desk, where a person decides.",
}


def call_of_act(path: str, takes: Struct) -> Call:
    """An act of staff on a task or on a case, as the tables in `casework.acts.tables` have it."""
    on_task = "{task}" in path
    return Call(
        group="Work on a task" if on_task else "Work on a case",
        takes=takes,
        answers=oversight.TaskActed if on_task else oversight.StaffActed,
        parameters=(parameters.KEY, parameters.SEEN, parameters.LANG),
        refuses=ACT_REFUSALS,
        summary=SUMMARIES.get(path.rpartition("/")[2]),
    )
