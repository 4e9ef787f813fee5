"""The calls of the API as a table: for each route what it takes and what it answers. Who may call, and the summary,
come from the route itself; a test holds the table against the routes."""

from __future__ import annotations

from collections.abc import Mapping

from onestop.contracts import api, application_requests, attachments, questions, signed_in_requests
from onestop.contracts.answers import applications, articles, common, public, residents, services, signed_in_resident
from onestop_cli.openapi import parameters
from onestop_cli.openapi.call import ACT_REFUSALS, ONCE, UNDER_A_KEY, Call, Route, Struct
from onestop_cli.openapi.staff_calls import STAFF_CALLS

CASE = "/api/cases/{reference}"
ACTS_OF_RESIDENT: Mapping[str, Struct] = {
    "messages": api.MessageBody,
    "withdrawal": api.ResidentReasonBody,
    "reopening": api.ResidentReasonBody,
    "tasks/{task}/completion": api.ResidentTaskBody,
}
MINE, NEWS = "All my cases", "Being told"
OF_RESIDENT: Mapping[str, Struct] = {
    "cases": signed_in_resident.OwnCases,
    "devices": signed_in_resident.OwnDevices,
    "looks": signed_in_resident.OwnLooks,
    "preferences": signed_in_resident.Preferences,
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
    ("GET", "/api/answers"): Call(
        group="Answers",
        answers=articles.AnswersFound,
        parameters=(parameters.QUESTION, parameters.LANG, parameters.ACCEPT_LANGUAGE),
    ),
    ("GET", "/api/answers/{code}"): Call(
        group="Answers",
        answers=articles.ArticleShown,
        parameters=(parameters.LANG, parameters.ACCEPT_LANGUAGE),
    ),
    ("POST", "/api/answers/{code}/helped"): Call(
        group="Answers", takes=questions.HelpedBody, answers=None, status=204, refuses=(404,)
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
        takes=signed_in_requests.CodeAskBody,
        answers=signed_in_resident.CodeSent,
        status=202,
        parameters=(parameters.ACCEPT_LANGUAGE,),
    ),
    ("POST", "/api/my/sessions"): Call(
        group=MINE, takes=signed_in_requests.CodeBody, answers=signed_in_resident.ResidentSignedIn, refuses=(403,)
    ),
    ("DELETE", "/api/my/session"): Call(group=MINE, answers=None, status=204),
    **{
        ("GET", f"/api/my/{path}"): Call(
            group=MINE,
            answers=answers,
            parameters=(parameters.LANG, parameters.ACCEPT_LANGUAGE),
        )
        for path, answers in OF_RESIDENT.items()
    },
    ("POST", "/api/my/devices"): Call(
        group=MINE, takes=signed_in_requests.DeviceBody, answers=signed_in_resident.OwnDevices, refuses=(409,)
    ),
    ("DELETE", "/api/my/devices"): Call(group=MINE, answers=None, status=204),
    ("POST", "/api/my/preferences"): Call(
        group=MINE, takes=signed_in_requests.PreferencesBody, answers=signed_in_resident.Preferences
    ),
    ("POST", "/api/subscriptions"): Call(
        group=NEWS,
        takes=signed_in_requests.SubscriptionBody,
        answers=signed_in_resident.SubscriptionAsked,
        status=202,
        parameters=(parameters.ACCEPT_LANGUAGE,),
        refuses=(404,),
    ),
    ("GET", "/api/subscriptions"): Call(
        group=NEWS,
        answers=signed_in_resident.OwnSubscriptions,
        parameters=(parameters.LANG, parameters.ACCEPT_LANGUAGE),
        refuses=(403,),
    ),
    ("DELETE", "/api/subscriptions/{subscription}"): Call(group=NEWS, answers=None, status=204, refuses=(403,)),
    ("POST", "/api/feedback"): Call(
        group="Surveys",
        takes=api.FeedbackBody,
        answers=residents.FeedbackTaken,
        status=201,
        parameters=ONCE,
        refuses=(422, 429),
    ),
    ("GET", "/api/surveys/{reference}"): Call(
        group="Surveys", answers=residents.SurveyShown, parameters=(parameters.SECRET, parameters.LANG)
    ),
    ("POST", "/api/surveys/{reference}"): Call(
        group="Surveys", takes=api.AnswerBody, answers=residents.SurveyTaken, refuses=(409,)
    ),
    ("POST", "/api/applications"): Call(
        group="Applying",
        takes=application_requests.ApplicationBody,
        answers=applications.ApplicationTaken,
        status=201,
        parameters=ONCE,
        refuses=(403, 404, 422, 429),
    ),
    ("POST", "/api/applications/files"): Call(
        group="Applying",
        takes=application_requests.ApplicationFileBody,
        answers=common.AttachmentOffered,
        status=201,
        parameters=UNDER_A_KEY,
        refuses=(403, 404, 409, 422, 429),
    ),
    ("POST", "/api/applications/payments/told"): Call(
        group="Applying", takes=api.PaymentToldBody, answers=residents.PaymentTaken, refuses=(403, 409)
    ),
    ("GET", "/api/applications/{reference}"): Call(
        group="Applying", answers=applications.ApplicationShown, parameters=(parameters.SECRET, parameters.LANG)
    ),
    ("GET", "/api/cases"): Call(
        group="Partners",
        answers=public.CasesOfDay,
        parameters=(parameters.DAY, parameters.LIMIT, parameters.CURSOR),
    ),
    **STAFF_CALLS,
}
