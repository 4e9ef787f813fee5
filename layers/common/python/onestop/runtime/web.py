"""What every function that answers HTTPS does the same way: one log line, errors as problem documents, nothing
leaked."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import wraps
from typing import TYPE_CHECKING, Any

from botocore.exceptions import BotoCoreError, ClientError
from chalice.app import Chalice, Request, Response
from pynamodb.exceptions import PynamoDBException

from onestop.domain.errors import OnestopError
from onestop.runtime.log import error_fields, logger
from onestop.runtime.methods import leave_out_content, read_head_as_get, with_head
from onestop.runtime.metrics import flush
from onestop.runtime.problems import BROKEN, MEDIA_TYPE, TOO_LARGE, UNAVAILABLE, problem, problem_of

if TYPE_CHECKING:
    from onestop.contracts.answers.common import Problem, ProblemOfItem

BODY_LIMIT = 256 * 1024
RETRY_AFTER = 5  # seconds, if something that we depend on does not answer
UNREACHABLE = (PynamoDBException, BotoCoreError, ClientError)  # AWS did not answer, or refused
CHALICE = "application/json"  # the media type of Chalice's own refusals
HEADERS = {
    "Strict-Transport-Security": "max-age=31536000",  # browsers obey it over HTTPS only
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",  # the address of a case contains its secret
}
View = Callable[..., Any]


def make_app(name: str) -> Chalice:
    """Returns a Chalice app; its routes are declared with `route`."""
    return Chalice(app_name=name, configure_logs=False)


class Caller(StrEnum):
    """Who may call a route. The template must say the same; a contract test compares them."""

    PUBLIC = "public"
    LINK = "link"  # anyone with the secret of the case
    RESIDENT = "resident"  # somebody who proved an address: the gateway admits everybody, the view checks their token
    STAFF = "staff"  # an id token that the Cognito authorizer admitted
    MACHINE = "machine"  # an API key with a usage plan
    DESK = "desk"  # a member of staff with a session cookie: the gateway admits everybody, the page checks it


CALLERS: dict[tuple[str, str], Caller] = {}


def route(app: Chalice, method: str, path: str, caller: Caller) -> Callable[[View], View]:
    """Declares a route, who may call it, and that its view may raise our errors."""

    def declare(view: View) -> View:
        CALLERS[method, path] = caller

        @wraps(view)
        def answered(**parts: str) -> Any:
            return answer_problems(view, parts)

        app.route(path, methods=[method], content_types=["*/*"])(answered)
        return view

    return declare


def answer_problems(view: View, parts: dict[str, str]) -> Any:
    """Turns errors into problem documents: ours say what is wrong, all others only that something is."""
    try:
        return view(**parts)
    except OnestopError as error:
        return refusal(problem_of(error), getattr(error, "retry_after", None))
    except UNREACHABLE as error:
        logger.error("a dependency failed", **error_fields(error))
        return refusal(UNAVAILABLE, RETRY_AFTER)
    except Exception as error:  # outermost: whatever it is, the caller gets an answer and operators a log line
        logger.error("unforeseen error", **error_fields(error))
        return refusal(BROKEN)


def refusal(document: ProblemOfItem, retry_after: int | None = None) -> Response:
    headers: dict[str, str | list[str]] = {"Content-Type": MEDIA_TYPE}
    headers |= {"Retry-After": str(retry_after)} if retry_after else {}
    headers |= {"WWW-Authenticate": "Bearer"} if document["status"] == 401 else {}
    return Response(body=json.dumps(document, ensure_ascii=False), status_code=document["status"], headers=headers)


def refuse_method(method: str, allowed: Sequence[str]) -> Response:
    """Returns the answer to a method that an address does not allow, listing those that it does (RFC 9110, 15.5.6)."""
    says = f"{method} cannot be done here, but {' and '.join(allowed)} can."
    refused = refusal(problem(405, "http", "Method not allowed", says))
    refused.headers["Allow"] = ", ".join(with_head(allowed))
    return refused


def respond(app: Chalice, event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Answers one API Gateway request with the app's view, and writes the one log line of this invocation."""
    started = time.perf_counter()
    request_id = (event.get("requestContext") or {}).get("requestId", "")
    answer = answer_in_app(app, read_head_as_get(event), context)
    status = answer["statusCode"]
    if status >= 400:
        answer = with_problem(answer, request_id)
    answer["headers"] = HEADERS | {"X-Request-Id": request_id} | (answer.get("headers") or {})
    logger.info(
        "request",
        route=f"{event.get('httpMethod')} {(event.get('requestContext') or {}).get('resourcePath')}",
        status=status,
        request_id=request_id,
        milliseconds=round((time.perf_counter() - started) * 1000, 1),
    )
    logger.clear_state()
    flush()
    return leave_out_content(answer) if event.get("httpMethod") == "HEAD" else answer


def answer_in_app(app: Chalice, event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Returns the answer of the app's view. The gateway admits any method at some addresses, which allow one or two."""
    if wants_json(event) and too_large(event.get("body")):
        return raw_answer(TOO_LARGE)
    asked = event.get("requestContext") or {}
    declared = app.routes.get(str(asked.get("resourcePath")))
    if declared and asked.get("httpMethod") not in declared:
        refused: dict[str, Any] = refuse_method(str(event.get("httpMethod")), sorted(declared)).to_dict()
        return refused
    answer: dict[str, Any] = app(event, context)
    return answer


def wants_json(event: dict[str, Any]) -> bool:
    """Whether a program is asking: pages for people explain errors themselves, in their language."""
    return str((event.get("requestContext") or {}).get("resourcePath") or "/api/").startswith("/api/")


def too_large(body: str | None) -> bool:
    return body is not None and (len(body) > BODY_LIMIT or len(body.encode("utf-8", "surrogatepass")) > BODY_LIMIT)


def raw_answer(document: ProblemOfItem) -> dict[str, Any]:
    return {"statusCode": document["status"], "headers": {"Content-Type": MEDIA_TYPE}, "body": json.dumps(document)}


def with_problem(answer: dict[str, Any], request_id: str) -> dict[str, Any]:
    """Gives any error the form of a problem document, with the id that finds its log line."""
    media_type = answer.get("headers", {}).get("Content-Type", "")
    if media_type not in ("", CHALICE, MEDIA_TYPE):  # a page, or a standard with its own errors
        return answer
    said: Any = json.loads(answer["body"]) if answer.get("body") else {}
    if media_type == MEDIA_TYPE:
        found: ProblemOfItem = said
    else:
        found = problem(answer["statusCode"], "http", str(said.get("Code", "Error")), str(said.get("Message", "")))
    told: Problem = {**found, "correlation_id": request_id}
    body = json.dumps(told, ensure_ascii=False)
    return answer | {"headers": {**answer.get("headers", {}), "Content-Type": MEDIA_TYPE}, "body": body}


def current_request(app: Chalice) -> Request:
    """Returns the request that the app is answering."""
    if app.current_request is None:
        raise RuntimeError("there is no request outside a route")
    return app.current_request
