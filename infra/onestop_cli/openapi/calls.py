"""The calls of the API as a table: for each route what it takes and what it answers. Who may call, and the summary,
come from the route itself; a test holds the table against the routes."""

from __future__ import annotations

from collections.abc import Mapping

from onestop.contracts import api, attachments, my, staff
from onestop.contracts.answers import common, oversight, public, residents, services, staff_case, staff_work
from onestop_cli.openapi import parameters
from onestop_cli.openapi.call import Call, Route, Struct

CASE = "/api/cases/{reference}"
STAFF_CASE = "/api/staff/cases/{reference}"
ONCE = (parameters.KEY,)
ACT_REFUSALS = (409, 422)


ACTS_OF_RESIDENT: Mapping[str, Struct] = {
    "messages": api.MessageBody,
    "withdrawal": api.ResidentReasonBody,
    "reopening": api.ResidentReasonBody,
    "tasks/{task}/completion": api.ResidentTaskBody,
}
MINE, NEWS = "All my cases", "Being told"
OF_RESIDENT: Mapping[str, Struct] = {
    "cases": residents.OwnCases,
    "looks": residents.OwnLooks,
    "preferences": residents.Preferences,
}
MORE_REFUSALS: Mapping[str, tuple[int, ...]] = {"messages": (403,)}  # a channel that is not theirs to name
CALLS: Mapping[Route, Call] = {
    ("GET", "/api/services"): Call(
        group="Bringing a need",
        answers=services.ServiceList,
        parameters=(parameters.LANG, parameters.ACCEPT_LANGUAGE),
    ),
    ("GET", "/api/notices"): Call(
        group="Bringing a need",
        answers=services.Notices,
        parameters=(parameters.LANG, parameters.ACCEPT_LANGUAGE),
    ),
    ("GET", "/api/suggestions"): Call(
        group="Bringing a need",
        answers=services.Suggestions,
        parameters=(parameters.TYPED, parameters.LANG, parameters.ACCEPT_LANGUAGE),
    ),
    ("GET", "/api/nearby"): Call(
        group="Bringing a need",
        answers=public.NearbyCases,
        parameters=(*parameters.AROUND, parameters.CURSOR, parameters.LANG, parameters.ACCEPT_LANGUAGE),
    ),
    ("GET", "/api/places"): Call(
        group="Bringing a need",
        answers=public.PlacesFound,
        parameters=(parameters.PLACE_WORDS,),
    ),
    ("POST", "/api/cases"): Call(
        group="Bringing a need",
        takes=api.CaseBody,
        answers=residents.CaseOpened,
        status=201,
        parameters=(parameters.KEY, parameters.PARTNER, parameters.ACCEPT_LANGUAGE),
        refuses=(403, 422),
    ),
    ("GET", CASE): Call(
        group="Following a case",
        answers=residents.CaseStatus,
        parameters=(parameters.SECRET, parameters.SECRET_HEADER, parameters.LANG),
    ),
    **{
        ("POST", f"{CASE}/{path}"): Call(
            group="Following a case",
            takes=takes,
            answers=residents.CaseMoved,
            parameters=ONCE,
            refuses=(*ACT_REFUSALS, *MORE_REFUSALS.get(path, ())),
        )
        for path, takes in ACTS_OF_RESIDENT.items()
    },
    ("POST", f"{CASE}/attachments"): Call(
        group="Following a case",
        takes=attachments.AttachmentBody,
        answers=common.AttachmentOffered,
        status=201,
        refuses=(409,),
    ),
    ("GET", f"{CASE}/attachments/{{attachment}}"): Call(
        group="Following a case",
        answers=None,
        status=302,
        parameters=(parameters.SECRET, parameters.SECRET_HEADER),
    ),
    ("POST", "/api/my/codes"): Call(
        group=MINE,
        takes=my.CodeAskBody,
        answers=residents.CodeSent,
        status=202,
        parameters=(parameters.ACCEPT_LANGUAGE,),
    ),
    ("POST", "/api/my/sessions"): Call(
        group=MINE, takes=my.CodeBody, answers=residents.ResidentSignedIn, refuses=(403,)
    ),
    ("DELETE", "/api/my/session"): Call(group=MINE, answers=None, status=204, refuses=(403,)),
    **{
        ("GET", f"/api/my/{path}"): Call(
            group=MINE,
            answers=answers,
            parameters=(parameters.LANG, parameters.ACCEPT_LANGUAGE),
            refuses=(403,),
        )
        for path, answers in OF_RESIDENT.items()
    },
    ("POST", "/api/my/preferences"): Call(
        group=MINE, takes=my.PreferencesBody, answers=residents.Preferences, refuses=(403,)
    ),
    ("POST", "/api/subscriptions"): Call(
        group=NEWS,
        takes=my.SubscriptionBody,
        answers=residents.SubscriptionAsked,
        status=202,
        parameters=(parameters.ACCEPT_LANGUAGE,),
        refuses=(404,),
    ),
    ("GET", "/api/subscriptions"): Call(
        group=NEWS,
        answers=residents.OwnSubscriptions,
        parameters=(parameters.LANG, parameters.ACCEPT_LANGUAGE),
        refuses=(403,),
    ),
    ("DELETE", "/api/subscriptions/{subscription}"): Call(group=NEWS, answers=None, status=204, refuses=(403,)),
    ("GET", "/api/surveys/{reference}"): Call(
        group="Surveys", answers=residents.SurveyShown, parameters=(parameters.SECRET, parameters.LANG)
    ),
    ("POST", "/api/surveys/{reference}"): Call(
        group="Surveys", takes=api.AnswerBody, answers=residents.SurveyTaken, refuses=(409,)
    ),
    ("GET", "/api/cases"): Call(
        group="Partners",
        answers=public.CasesOfDay,
        parameters=(parameters.DAY, parameters.LIMIT, parameters.CURSOR),
    ),
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
    """An act of staff on a task or on a case, as the tables in `casework.acts` have it."""
    on_task = "{task}" in path
    return Call(
        group="Work on a task" if on_task else "Work on a case",
        takes=takes,
        answers=oversight.TaskActed if on_task else oversight.StaffActed,
        parameters=(parameters.KEY, parameters.SEEN, parameters.LANG),
        refuses=ACT_REFUSALS,
        summary=SUMMARIES.get(path.rpartition("/")[2]),
    )
