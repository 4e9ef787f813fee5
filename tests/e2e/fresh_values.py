"""Hooks of schemathesis for rules that a schema cannot express: which values belong together, and which must be new.

A call about a case gets a case of its own and, if it takes one, the secret of that case. In requests that should be
valid, a key is not used for another request, a deadline differs from the present one, and a task goes to an agency
that does not have it yet. Values that should be invalid stay invalid.
"""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime, timedelta
from itertools import count, cycle
from pathlib import Path
from typing import Any

import schemathesis
from schemathesis.core.parameters import ParameterLocation

KEY = "Idempotency-Key"
NUMBERS = count(1)
AGENCIES = cycle(["parks", "water"])
FIRST = datetime.now(UTC) + timedelta(days=30)
# what a form cleans before it reads it, so that a schema would say too much of it
WRITTEN = {"jurisdiction_id": "port-ellery", "email": "ana@resident.example", "phone": "+1 902 555 0100"}
HAS = json.loads(Path(os.environ["ONESTOP_CHECKED"]).read_text(encoding="utf-8"))  # what test_schemathesis wrote
CASES, ACCOUNT = HAS["cases"], HAS["account"]
SECRETS = {opened["reference"]: opened["secret"] for opened in CASES.values()}


@schemathesis.hook
def before_call(context: Any, case: Any, kwargs: dict[str, Any]) -> None:
    if case.meta is None:
        return
    if case.meta.phase.name.value != "stateful":  # there, cases are those that were opened a step before
        give_case(case)
    give_secret(case)
    keep_together(case)
    if case.meta.generation.mode.is_positive:
        give_new_values(case, next(NUMBERS))


@schemathesis.hook
def after_call(context: Any, case: Any, response: Any) -> None:
    """Whoever opens a case is told its secret."""
    opened = response.json() if response.status_code == 201 else {}
    if "secret" in opened:
        SECRETS[opened["reference"]] = opened["secret"]


def give_case(case: Any) -> None:
    """The case of this call, unless it is one that is wrong on purpose."""
    own = CASES.get(case.operation.definition.raw.get("operationId"))
    if own and not case.meta.is_negative_at(ParameterLocation.PATH):
        case.path_parameters["reference"] = own["reference"]


def give_secret(case: Any) -> None:
    """The secret of a case that is known, where one is sent and not wrong on purpose."""
    secret = SECRETS.get((case.path_parameters or {}).get("reference"))
    if secret is None:
        return
    if not case.meta.is_negative_at(ParameterLocation.QUERY) and "secret" in (case.query or {}):
        case.query["secret"] = secret
    if not case.meta.is_negative_at(ParameterLocation.BODY) and isinstance(case.body, dict) and "secret" in case.body:
        case.body["secret"] = secret


def keep_together(case: Any) -> None:
    """A place is named by both coordinates; ids override all else in a list, right or wrong."""
    query = case.query or {}
    if sum(query.get(name) not in (None, "") for name in ("lat", "long")) == 1:
        query.pop("lat", None)
        query.pop("long", None)
    if "service_request_id" in query and len(query) > 1:
        query.pop("service_request_id")


def give_new_values(case: Any, number: int) -> None:
    if case.headers and KEY in case.headers:
        case.headers[KEY] = f"{str(case.headers[KEY])[:200].strip()}-{number:020d}"
    if case.path.endswith("/nearby") and not (case.query or {}).keys() & {"lat", "district"}:
        case.query = {**(case.query or {}), "district": "old-town"}
    if not isinstance(case.body, dict):
        return
    if case.path.endswith(("/sessions", "/authenticators")):
        case.body.update(ACCOUNT)
    if case.path.endswith("/applications/files"):  # only forms that ask for files take some
        case.body.update(service_code="street-event-permit", question="site-plan", name="")
    if case.path.endswith("/my/preferences"):  # what somebody may choose is what can reach them
        case.body.pop("letters", None)
        if case.body.get("channel"):
            case.body["channel"] = "email"
    if "/open311/" in case.path:
        case.body.update({name: value for name, value in WRITTEN.items() if case.body.get(name)})
    if "update_id" in case.body:
        case.body["update_id"] = f"{number}"
    if case.path.endswith("/transfer"):
        case.body["agency"] = next(AGENCIES)
        case.headers.pop("If-Match", None)  # a transfer that is refused would be sent to the same agency later
    for name in ("due_at", "until"):
        if case.body.get(name):
            case.body[name] = (FIRST + timedelta(minutes=number)).strftime("%Y-%m-%dT%H:%M:%SZ")
