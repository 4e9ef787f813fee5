"""The calls of the API as a table: for each route what it takes and what it answers. Who may call, and the summary,
come from the route itself; a test compares the table with the routes."""

from __future__ import annotations

from collections.abc import Mapping

from onestop.contracts import api, application_requests, attachments, questions, signed_in_requests
from onestop_cli.openapi import parameters
from onestop_cli.openapi.call import ACT_REFUSALS, ONCE, UNDER_A_KEY, ApiCall, Route, Struct
from onestop_cli.openapi.staff_calls import STAFF_CALLS

CASE = "/api/cases/{reference}"
ACTS_OF_RESIDENT: Mapping[str, Struct] = {
    "messages": api.MessageBody,
    "withdrawal": api.ResidentReasonBody,
    "reopening": api.ResidentReasonBody,
    "tasks/{task}/completion": api.ResidentTaskBody,
}
MINE, NEWS = "All my cases", "Being told"
OF_RESIDENT = ("cases", "devices", "looks", "preferences")
MORE_REFUSALS: Mapping[str, tuple[int, ...]] = {"messages": (403,)}  # a channel that is not theirs to name
CALLS: Mapping[Route, ApiCall] = {
    ("GET", "/api/services"): ApiCall(
        group="Bringing a need",
        parameters=(parameters.LANG, parameters.ACCEPT_LANGUAGE),
    ),
    ("GET", "/api/notices"): ApiCall(
        group="Bringing a need",
        parameters=(parameters.LANG, parameters.ACCEPT_LANGUAGE),
    ),
    ("GET", "/api/suggestions"): ApiCall(
        group="Bringing a need",
        parameters=(parameters.TYPED, parameters.LANG, parameters.ACCEPT_LANGUAGE),
    ),
    ("GET", "/api/answers"): ApiCall(
        group="Answers",
        parameters=(parameters.QUESTION, parameters.LANG, parameters.ACCEPT_LANGUAGE),
    ),
    ("GET", "/api/answers/{code}"): ApiCall(
        group="Answers",
        parameters=(parameters.LANG, parameters.ACCEPT_LANGUAGE),
    ),
    ("POST", "/api/answers/{code}/helped"): ApiCall(
        group="Answers", takes=questions.HelpedBody, parameters=(parameters.KEY,), status=204, refuses=(404,)
    ),
    ("GET", "/api/nearby"): ApiCall(
        group="Bringing a need",
        parameters=(*parameters.AROUND, parameters.CURSOR, parameters.LANG, parameters.ACCEPT_LANGUAGE),
    ),
    ("GET", "/api/places"): ApiCall(
        group="Bringing a need",
        parameters=(parameters.PLACE_WORDS,),
    ),
    ("POST", "/api/cases"): ApiCall(
        group="Bringing a need",
        takes=api.CaseBody,
        status=201,
        parameters=(parameters.KEY, parameters.PARTNER, parameters.ACCEPT_LANGUAGE),
        refuses=(403, 422),
    ),
    ("GET", CASE): ApiCall(
        group="Following a case",
        parameters=(parameters.SECRET, parameters.SECRET_HEADER, parameters.LANG),
    ),
    **{
        ("POST", f"{CASE}/{path}"): ApiCall(
            group="Following a case",
            takes=takes,
            parameters=ONCE,
            refuses=(*ACT_REFUSALS, *MORE_REFUSALS.get(path, ())),
        )
        for path, takes in ACTS_OF_RESIDENT.items()
    },
    ("POST", f"{CASE}/attachments"): ApiCall(
        group="Following a case",
        takes=attachments.AttachmentBody,
        status=201,
        refuses=(409,),
    ),
    ("GET", f"{CASE}/attachments/{{attachment}}"): ApiCall(
        group="Following a case",
        status=302,
        parameters=(parameters.SECRET, parameters.SECRET_HEADER),
    ),
    ("POST", "/api/my/codes"): ApiCall(
        group=MINE,
        takes=signed_in_requests.CodeAskBody,
        status=202,
        parameters=(parameters.ACCEPT_LANGUAGE,),
    ),
    ("POST", "/api/my/sessions"): ApiCall(group=MINE, takes=signed_in_requests.CodeBody, refuses=(403,)),
    ("DELETE", "/api/my/session"): ApiCall(group=MINE, status=204),
    **{
        ("GET", f"/api/my/{path}"): ApiCall(
            group=MINE,
            parameters=(parameters.LANG, parameters.ACCEPT_LANGUAGE),
        )
        for path in OF_RESIDENT
    },
    ("POST", "/api/my/devices"): ApiCall(group=MINE, takes=signed_in_requests.DeviceBody, refuses=(409,)),
    ("DELETE", "/api/my/devices"): ApiCall(group=MINE, status=204),
    ("POST", "/api/my/preferences"): ApiCall(group=MINE, takes=signed_in_requests.PreferencesBody),
    ("POST", "/api/subscriptions"): ApiCall(
        group=NEWS,
        takes=signed_in_requests.SubscriptionBody,
        status=202,
        parameters=(parameters.ACCEPT_LANGUAGE,),
        refuses=(404,),
    ),
    ("GET", "/api/subscriptions"): ApiCall(
        group=NEWS,
        parameters=(parameters.LANG, parameters.ACCEPT_LANGUAGE),
        refuses=(403,),
    ),
    ("DELETE", "/api/subscriptions/{subscription}"): ApiCall(group=NEWS, status=204, refuses=(403,)),
    ("POST", "/api/feedback"): ApiCall(
        group="Surveys",
        takes=api.FeedbackBody,
        status=201,
        parameters=ONCE,
        refuses=(422, 429),
    ),
    ("GET", "/api/surveys/{reference}"): ApiCall(group="Surveys", parameters=(parameters.SECRET, parameters.LANG)),
    ("POST", "/api/surveys/{reference}"): ApiCall(group="Surveys", takes=api.AnswerBody, refuses=(409,)),
    ("POST", "/api/applications"): ApiCall(
        group="Applying",
        takes=application_requests.ApplicationBody,
        status=201,
        parameters=ONCE,
        refuses=(403, 404, 422, 429),
    ),
    ("POST", "/api/applications/files"): ApiCall(
        group="Applying",
        takes=application_requests.ApplicationFileBody,
        status=201,
        parameters=UNDER_A_KEY,
        refuses=(403, 404, 409, 422, 429),
    ),
    ("POST", "/api/applications/payments/told"): ApiCall(
        group="Applying", takes=api.PaymentToldBody, refuses=(403, 409)
    ),
    ("GET", "/api/applications/{reference}"): ApiCall(
        group="Applying", parameters=(parameters.SECRET, parameters.LANG)
    ),
    ("GET", "/api/cases"): ApiCall(
        group="Partners",
        parameters=(parameters.DAY, parameters.LIMIT, parameters.CURSOR),
    ),
    **STAFF_CALLS,
}
