"""Builds what tests need: keyword-only, with fixed ids and a fixed clock, so a test names only what it is about."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import msgspec

from onestop.contracts.recorded import Recorded
from onestop.domain.cases.act import Act
from onestop.domain.cases.case import TRIAGE_TASK, Case, CaseFile, Place, Request, Task
from onestop.domain.cases.change import Change
from onestop.domain.cases.change import after as tasks_after
from onestop.domain.cases.events import Event, Reason
from onestop.domain.cases.lifecycle import Status, TaskStatus
from onestop.domain.cases.progress import RoutingDecision, give_service
from onestop.domain.cases.references import make_reference
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.catalogue.plans import PlannedTask, Stage
from onestop.domain.decisions.kept_decision import Decision as Decided
from onestop.domain.people.person import Person
from onestop.storage.cases.case_rows import event_row
from tests.declared_routes import find_route

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)  # a Monday, 11:00 in Port Ellery
REFERENCE = "7KQ2-M4TX-9BWD-D"
PERSON = "00000000000000000000000000000001"
REQUEST_ID = "11111111-2222-3333-4444-555555555555"


def a_reference(number: int) -> str:
    """A valid reference, another one for each number."""
    numbers = count(number * 1_000_003)
    return make_reference(lambda bits: next(numbers) % 2**bits)


def random_bits_from(number: int) -> Callable[[int], int]:
    """Random bits that are the same in every run."""
    numbers = count(number * 1_000_003 + 1)
    return lambda bits: next(numbers) % 2**bits


EVERY_HOUR = {day: ["00:00-24:00"] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}
DEPARTMENTS = ("contact-centre", "streets", "buildings", "water", "parks", "sanitation")


def a_service(*, code: str = "pothole", agency: str = "streets", **fields: Any) -> dict[str, Any]:
    """A service of the catalogue with one stage and one task."""
    plan = [{"code": "repair", "tasks": [{"code": "repair", "agency": agency, "due_hours": 8}]}]
    defaults = {"name": {"en": code}, "priority": "normal", "due_hours": 48, "survey": "standard", "plan": plan}
    return {"code": code, "group": "streets", "place": "optional", **defaults, **fields}


def a_catalogue(*services: dict[str, Any], agencies: tuple[dict[str, Any], ...] = (), **jurisdiction: Any) -> Catalogue:
    """A small catalogue in which every hour is a working hour: for tests that are not about calendars."""
    named = [{"code": code, "name": {"en": code}, "kind": "department", "calendar": "always"} for code in DEPARTMENTS]
    contractor = {"code": "paving", "name": {"en": "Paving"}, "kind": "contractor", "calendar": "always"}
    said = {
        "code": "smallville",
        "name": {"en": "Smallville"},
        "time_zone": "UTC",
        "languages": ["en"],
        "default_language": "en",
        "triage_agency": "contact-centre",
        "survey": "standard",
        "phone": "+1 555 0100",
    }
    release = {
        "jurisdiction": said | jurisdiction,
        "groups": [],
        "agencies": [*named, contractor, *agencies],
        "calendars": {"always": {"hours": EVERY_HOUR, "holidays": []}},
        "services": list(services) or [a_service(), a_service(code="dangerous-building", agency="buildings")],
        "rules": [],
        "boundaries": {"features": []},
        "letters": [],
        "surveys": [],
    }
    return Catalogue("0123456789ab", release)


def an_act(*, by: str = "system", at: datetime = NOW, catalogue: Catalogue | None = None) -> Act:
    """An act of somebody at a moment; cases that it opens are named one after the other."""
    numbers = count(900)
    return Act(catalogue or a_catalogue(), at, by, lambda: a_reference(next(numbers)))


def a_stage(*, code: str = "repair", agencies: tuple[str, ...] = ("streets",), due_hours: float = 8) -> Stage:
    tasks = (PlannedTask(code=f"{code}-{agency}", agency=agency, due_hours=due_hours) for agency in agencies)
    return Stage(code=code, tasks=tuple(tasks))


def a_planned_task(
    *, code: str = "repair", agency: str = "streets", due_hours: float = 8, **fields: Any
) -> PlannedTask:
    return PlannedTask(code=code, agency=agency, due_hours=due_hours, **fields)


def a_plan(*stages: Iterable[PlannedTask], needs: int | None = None) -> tuple[Stage, ...]:
    """A plan of stages given by their tasks; in each `needs` of them are enough. The stages are called s0, s1..."""
    return tuple(Stage(code=f"s{number}", tasks=tuple(tasks), needs=needs) for number, tasks in enumerate(stages))


def a_routed_file(
    plan: tuple[Stage, ...] | None = None,
    *,
    case: Case | None = None,
    answers: Mapping[str, Any] | None = None,
    act: Act | None = None,
    service: str = "pothole",
) -> CaseFile:
    """A case that has just been routed along a plan (by default one repair)."""
    file = a_file(case=case or a_case(person=PERSON), request=Request(description="A hole.", answers=answers or {}))
    decision = RoutingDecision(
        service=service,
        priority="normal",
        plan=plan or a_plan([a_planned_task()]),
        district=None,
        survey="standard",
        reasons=(Reason("chosen"),),
    )
    return once_kept(file, give_service(file, decision, act or an_act()))


def once_kept(file: CaseFile, *changes: Change | None) -> CaseFile:
    """The file as it is once changes have been kept, one made after the other."""
    for change in changes:
        if change is not None:
            plan = file.plan if change.plan is None else change.plan
            tasks = tasks_after(file, change.tasks)
            file = CaseFile(case=change.case, request=file.request, tasks=tasks, plan=plan)
    return file


def a_case(
    *,
    reference: str = REFERENCE,
    version: int = 1,
    status: Status = Status.OPEN,
    opened_at: datetime = NOW,
    updated_at: datetime = NOW,
    **fields: Any,
) -> Case:
    defaults: dict[str, Any] = {"channel": "web", "language": "en", "priority": "normal", "catalogue": "0123456789ab"}
    return Case(
        reference=reference,
        version=version,
        status=status,
        opened_at=opened_at,
        updated_at=updated_at,
        **(defaults | fields),
    )


def a_request(
    *, service: str | None = None, description: str = "The lamp is dark.", place: Place | None = None
) -> Request:
    return Request(service=service, description=description, place=place)


def a_task(
    *,
    id: str = "01",
    reference: str = REFERENCE,
    stage: int = 1,
    code: str = "repair",
    agency: str = "streets",
    status: TaskStatus = TaskStatus.OPEN,
    opened_at: datetime = NOW,
    due_at: datetime = NOW + timedelta(hours=8),
    **fields: Any,
) -> Task:
    return Task(
        id=id,
        reference=reference,
        stage=stage,
        code=code,
        agency=agency,
        status=status,
        opened_at=opened_at,
        due_at=due_at,
        **fields,
    )


def a_triage_task(*, status: TaskStatus = TaskStatus.OPEN, **fields: Any) -> Task:
    return a_task(code=TRIAGE_TASK, agency="contact-centre", status=status, **fields)


def a_file(
    *,
    case: Case | None = None,
    request: Request | None = None,
    tasks: tuple[Task, ...] = (),
    plan: tuple[Stage, ...] = (),
) -> CaseFile:
    return CaseFile(case=case or a_case(), request=request or a_request(), tasks=tasks, plan=plan)


def a_person(
    *, id: str = PERSON, name: str | None = "Ana Rivas", email: str | None = "ana@resident.example", **fields: Any
) -> Person:
    return Person(id=id, name=name, email=email, since=NOW, **fields)


def an_event(event: Event | None = None, *, type: str = "case.opened", sequence: int = 1, **fields: Any) -> Recorded:
    """An event as it is kept: of an event of the domain, or of a type with `data`."""
    defaults: dict[str, Any] = {
        "reference": REFERENCE,
        "at": NOW,
        "by": "system",
        "channel": "web",
        "priority": "normal",
        "data": msgspec.to_builtins(event) if event else {},
    }
    return Recorded(type=event.type if event else type, sequence=sequence, **(defaults | fields))


def an_image(event: Recorded) -> dict[str, Any]:
    """The row of an event as DynamoDB writes it: attribute values by name."""
    image: dict[str, Any] = event_row(event).serialize()
    return image


def a_token_image(
    *, reference: str = REFERENCE, name: str = "01", token: str = "token-of-the-workflow"
) -> dict[str, Any]:
    """The row of a parked token as the state machines write it."""
    row = {"pk": f"CASE#{reference}", "sk": f"TOKEN#{name}", "kind": "token", "body": token}
    return {name: {"S": value} for name, value in row.items()}


def a_stream_event(*images: Mapping[str, Any]) -> dict[str, Any]:
    """Returns what Lambda gets from the table's stream."""
    return {
        "Records": [
            {
                "eventID": f"{number:032x}",
                "eventName": "INSERT",
                "eventSource": "aws:dynamodb",
                "dynamodb": {
                    "Keys": {"pk": image.get("pk"), "sk": image.get("sk")},
                    "NewImage": image,
                    "SequenceNumber": f"{number:021d}",
                    "StreamViewType": "NEW_IMAGE",
                },
            }
            for number, image in enumerate(images, start=1)
        ]
    }


def an_sqs_event(*bodies: Mapping[str, Any] | str) -> dict[str, Any]:
    """Returns what Lambda gets from a queue; the message ids are message-1, message-2..."""
    return {
        "Records": [
            {
                "messageId": f"message-{number}",
                "receiptHandle": f"receipt-{number}",
                "body": body if isinstance(body, str) else json.dumps(body),
                "attributes": {"ApproximateReceiveCount": "1", "SentTimestamp": "1795446000000"},
                "messageAttributes": {},
                "eventSource": "aws:sqs",
                "eventSourceARN": "arn:aws:sqs:ca-central-1:123456789012:queue",
                "awsRegion": "ca-central-1",
            }
            for number, body in enumerate(bodies, start=1)
        ]
    }


def a_clerk(*, agency: str = "streets", sub: str = "clerk-1", role: str = "clerk") -> dict[str, str]:
    """The claims of a clerk's id token, or of another role, as the authorizer of API Gateway hands them on."""
    return {"sub": sub, "token_use": "id", "cognito:groups": f"agency:{agency},role:{role}"}


def an_administrator(*, sub: str = "administrator-1") -> dict[str, str]:
    return {"sub": sub, "token_use": "id", "cognito:groups": "[agency:contact-centre role:administrator]"}


def an_auditor(*, sub: str = "auditor-1") -> dict[str, str]:
    return {"sub": sub, "token_use": "id", "cognito:groups": "role:auditor"}


def an_api_event(
    method: str,
    path: str,
    *,
    body: Any = None,
    headers: Mapping[str, str] | None = None,
    query: Mapping[str, str] | None = None,
    claims: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """A request as API Gateway (REST, proxy) hands it to Lambda. A body that is not text or bytes is sent as JSON.

    The route is found among those that the imported handlers have declared, as API Gateway finds it in the template.
    """
    if body is not None and headers is None:
        headers = {"Content-Type": "application/json"}
    sent = body if body is None or isinstance(body, str) else json.dumps(body, ensure_ascii=False)
    resource, parts = find_route(method, path)
    context: dict[str, Any] = {
        "requestId": REQUEST_ID,
        "resourcePath": resource,
        "httpMethod": method,
        "path": f"/live{path}",
        "stage": "live",
        "identity": {"sourceIp": "192.0.2.1"},
    }
    if claims is not None:
        context["authorizer"] = {"claims": dict(claims)}
    return {
        "resource": resource,
        "path": path,
        "httpMethod": method,
        "headers": dict(headers or {}),
        "multiValueHeaders": {name: [value] for name, value in (headers or {}).items()},
        "queryStringParameters": dict(query) if query else None,
        "multiValueQueryStringParameters": {name: [value] for name, value in query.items()} if query else None,
        "pathParameters": parts or None,
        "stageVariables": None,
        "requestContext": context,
        "body": sent,
        "isBase64Encoded": False,
    }


def said(answer: Mapping[str, Any]) -> Any:
    """The body of an answer of ours, read as JSON."""
    return json.loads(answer["body"])


def decision_of(file: CaseFile) -> Decided | None:
    """Returns the last decision about a case; None while there is none."""
    made = [task.decision for task in file.tasks if task.decision and task.status is TaskStatus.DONE]
    return made[-1] if made else None
