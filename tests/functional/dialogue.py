"""Acts of staff and the passing of time about which residents get letters, through the real handlers; and sending
those."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from casework import handler as casework
from casework.workflow.pass_time import pass_time
from notifications import handler as notifications
from onestop.contracts.recorded import Recorded, cloud_event
from onestop.domain.cases.case import Task
from onestop.storage.catalogue.releases import current
from tests.builders import an_administrator, an_api_event, an_sqs_event, said
from tests.functional.stories import PLACE, case_file, end_stage, history, post_case, route, take_step

BUSINESS = {
    "service_code": "new-business",
    "channel": "chat",  # where no form is shown: it has one
    "place": PLACE,
    "contact": {"name": "Ana Rivas", "email": "ana@resident.example"},
    "answers": {"rebuilding": True},
}
TREE = {
    "service_code": "fallen-tree",
    "place": PLACE,
    "contact": {"name": "Ana Rivas", "email": "ana@resident.example"},
}


def staff_act(reference: str, act: str, task: str | None = None, **body: Any) -> dict[str, Any]:
    """An administrator does something about a case or a task of it."""
    path = f"/api/staff/cases/{reference}" + (f"/tasks/{task}" if task else "") + f"/{act}"
    answer = casework.handle(an_api_event("POST", path, body=body, claims=an_administrator()), None)
    assert answer["statusCode"] == 200, answer["body"]
    done: dict[str, Any] = said(answer)
    return done


def ask(reference: str, question: str) -> Task:
    """Staff ask the resident what the first open task of the case needs."""
    task = case_file(reference).open_tasks()[0]
    staff_act(reference, "question", task.id, question=question)
    return task


def merge(reference: str, into: str) -> None:
    staff_act(reference, "merging", into=into, reason="the same hole")


def opened(**body: Any) -> dict[str, Any]:
    """A case that agencies work on, with whatever is sent."""
    answer = post_case(body)
    assert answer["statusCode"] == 201, answer["body"]
    case: dict[str, Any] = said(answer)
    route(case["reference"])
    return case


def resolve(reference: str) -> None:
    """All agencies do their work."""
    while take_step("advance", reference)["next"] == "tasks":
        end_stage(reference)


def time_passes(reference: str, days: float) -> datetime:
    """So many days after its last change, the clock looks at a case."""
    at = case_file(reference).case.updated_at + timedelta(days=days)
    pass_time({"reference": reference}, current(), at)
    return at


def events_of(reference: str, *types: str) -> list[Recorded]:
    return [event for event in history(reference) if event.type in types]


def tell(reference: str, *types: str) -> Any:
    """The queue brings every event of these types, as dispatch published it."""
    return tell_of(events_of(reference, *types))


def tell_of(events: Iterable[Recorded]) -> Any:
    """The queue brings some events. They do not say their numbers: else a letter would wait for those of the events
    before it, which these stories leave out."""
    told = [cloud_event(event, "/onestop/test") for event in events]
    return notifications.handle(an_sqs_event(*(without(event, "sequence") for event in told)), None)


def without(event: dict[str, Any], name: str) -> dict[str, Any]:
    return {each: value for each, value in event.items() if each != name}
