"""Brings a case to where a test begins, through the handlers themselves, as the workflow and people would."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from casework import handler as casework
from dispatch import handler as dispatch
from intake import handler as intake
from onestop.contracts.recorded import Recorded
from onestop.domain.cases.case import CaseFile
from onestop.runtime import links
from onestop.storage.cases.read_case import load_file, load_history
from onestop.storage.partners.partner_keys import Partner, keep_partner
from routing import handler as routing
from surveys import handler as surveys
from tests.builders import a_clerk, a_stream_event, an_api_event, an_image, an_sqs_event, said

PLACE = {"lat": 44.62, "long": -63.62, "address": "3 Elm Lane"}
CONTACT = {"name": "Ana Rivas", "email": "ana@resident.example"}
POTHOLE = {"service_code": "pothole", "description": "A deep hole.", "place": PLACE, "contact": CONTACT}
PARTNER_KEY = "a-key-of-a-partner-in-a-story"
UNCLEAR = {"description": "It is not as it should be.", "contact": CONTACT}


def post_case(body: Any, **more: Any) -> dict[str, Any]:
    """POST /api/cases, whatever comes of it."""
    return intake.handle(an_api_event("POST", "/api/cases", body=body, **more), None)


def open_case(**body: Any) -> dict[str, Any]:
    """Opens a case (by default a pothole) and returns the answer to the resident."""
    return opened_with({}, body or POTHOLE)


def open_by_partner(**body: Any) -> dict[str, Any]:
    """Opens a case as a partner does, who may name any channel."""
    keep_partner(PARTNER_KEY, Partner(id="partner", name="A partner"))
    return opened_with({"x-api-key": PARTNER_KEY}, body)


def opened_with(headers: Mapping[str, str], body: Mapping[str, Any]) -> dict[str, Any]:
    answer = post_case(body, headers={"Content-Type": "application/json", **headers})
    assert answer["statusCode"] == 201, answer["body"]
    opened: dict[str, Any] = said(answer)
    return opened


def route(reference: str) -> dict[str, Any]:
    """The workflow's step Route."""
    return routing.handle({"reference": reference}, None)


def take_step(step: str, reference: str, **more: str) -> dict[str, Any]:
    """A step of casework: advance, triage or close."""
    return casework.handle({"step": step, "reference": reference, **more}, None)


def post_completion(
    reference: str, task: str, *, claims: Mapping[str, Any], headers: Mapping[str, str] | None = None, **body: Any
) -> dict[str, Any]:
    """Ends a task over HTTPS, whatever comes of it."""
    path = f"/api/staff/cases/{reference}/tasks/{task}/completion"
    sent = {"Content-Type": "application/json", **(headers or {})}
    return casework.handle(
        an_api_event("POST", path, body={"outcome": "done"} | body, headers=sent, claims=claims), None
    )


def end_stage(reference: str, outcome: str = "done", **body: Any) -> None:
    """Every agency of the stage ends its part."""
    for task in load_file(reference).open_tasks():
        answer = post_completion(reference, task.id, claims=a_clerk(agency=task.agency), outcome=outcome, **body)
        assert answer["statusCode"] == 200, answer["body"]


def in_progress(**body: Any) -> dict[str, Any]:
    """A case that agencies work on."""
    opened = open_case(**body)
    route(opened["reference"])
    return opened


def resolved(**body: Any) -> dict[str, Any]:
    """A case that is resolved; its resident has not been asked yet."""
    opened = in_progress(**body)
    while (following := take_step("advance", opened["reference"]))["next"] == "tasks":
        end_stage(opened["reference"])
    assert following["next"] in ("survey", "close"), following
    return opened


def invite(reference: str) -> Any:
    """The queue tells surveys that the case is resolved."""
    event = {"type": "case.resolved", "subject": reference, "id": f"{reference}.9"}
    return surveys.handle(an_sqs_event(event), None)


def post_answers(reference: str, answers: Any, secret: str | None = None) -> dict[str, Any]:
    """POST /api/surveys/{reference}, whatever comes of it."""
    body = {"secret": secret or links.secret_of(links.SURVEY, reference), "answers": answers}
    return surveys.handle(an_api_event("POST", f"/api/surveys/{reference}", body=body), None)


def case_file(reference: str) -> CaseFile:
    return load_file(reference)


def history(reference: str) -> list[Recorded]:
    """Everything that happened to the case, oldest first."""
    return load_history(reference)[1]


def types(reference: str) -> list[str]:
    return [event.type for event in history(reference)]


def deliver(reference: str) -> Any:
    """The stream delivers every event of the case to dispatch."""
    return dispatch.handle(a_stream_event(*map(an_image, history(reference))), None)
