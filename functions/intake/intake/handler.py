"""The HTTPS routes of intake."""

from __future__ import annotations

import secrets
from datetime import date
from typing import Any

from chalice.app import Response

from intake.opening import open_case
from intake.pages import add_pages
from intake.services import list_services
from onestop.contracts.api import CaseBody
from onestop.contracts.status import public_status
from onestop.domain.errors import Fault, NotFound, NotValid
from onestop.domain.references import read_reference
from onestop.domain.wording import NEXT_WORDS
from onestop.runtime import links
from onestop.runtime.clock import now
from onestop.runtime.log import logger
from onestop.runtime.metrics import count
from onestop.runtime.web import (
    Caller,
    accepted_languages,
    current_request,
    idempotency_key,
    json_body,
    make_app,
    page_size,
    query,
    respond,
    route,
)
from onestop.storage.cases import load_history
from onestop.storage.catalogue import current, warmed
from onestop.storage.lists import cases_of

app = make_app("intake")
add_pages(app)


@route(app, "POST", "/api/cases", Caller.PUBLIC)
def open_one() -> Response:
    """A resident, or somebody on their behalf, brings a need."""
    request = current_request(app)
    catalogue = current()
    body = json_body(request, CaseBody)
    opened = open_case(
        body, catalogue, now(), secrets.randbits, key=idempotency_key(request), languages=accepted_languages(request)
    )
    logger.append_keys(case=opened.reference)
    count("CasesOpened")
    service = catalogue.services.get(opened.service or "")
    following = service["next"] if service else NEXT_WORDS
    link = links.link_to(links.TRACK, opened.reference, opened.language)
    answer = {
        "reference": opened.reference,
        "secret": links.secret_of(links.TRACK, opened.reference),
        "link": link,
        "status": "open",
        "service": service and {"code": service["code"], "name": catalogue.say(service["name"], opened.language)},
        "next": catalogue.say(following, opened.language),
        "opened_at": opened.opened_at.isoformat(),
        "language": opened.language,
    }
    return Response(body=answer, status_code=201, headers={"Location": f"/api/cases/{opened.reference}"})


@route(app, "GET", "/api/cases/{reference}", Caller.LINK)
def show_one(reference: str) -> dict[str, Any]:
    """The resident asks how it stands. A wrong secret and an unknown reference get the same answer."""
    request = current_request(app)
    known = read_reference(reference)
    secret = query(request, "secret") or request.headers.get("x-case-secret")
    if not known or not links.opens(links.TRACK, known, secret):
        raise NotFound(
            "There is no case with this reference and secret. Check both, or use the link we sent you.", "reference"
        )
    logger.append_keys(case=known)
    file, events = load_history(known)
    catalogue = current()
    return public_status(file.case, events, catalogue, catalogue.language(query(request, "lang"), file.case.language))


@route(app, "GET", "/api/cases", Caller.MACHINE)
def list_day() -> dict[str, Any]:
    """A partner reads the cases opened on a day; no personal data and no free text."""
    request = current_request(app)
    day = query(request, "day") or now().date().isoformat()
    try:
        page = cases_of(date.fromisoformat(day), page_size(request), query(request, "cursor"))
    except ValueError:
        raise NotValid(Fault("day", "this is not a day", "YYYY-MM-DD, such as 2026-11-23")) from None
    listed = [
        {
            "reference": case.reference,
            "service_code": case.service,
            "status": case.status,
            "channel": case.channel,
            "priority": case.priority,
            "opened_at": case.opened_at.isoformat(),
            "updated_at": case.updated_at.isoformat(),
        }
        for case in page.items
    ]
    return {"cases": listed, "cursor": page.cursor}


@route(app, "GET", "/api/services", Caller.PUBLIC)
def show_services() -> dict[str, Any]:
    """What can be asked for, in the caller's language."""
    catalogue = current()
    language = catalogue.language(query(current_request(app), "lang"), *accepted_languages(current_request(app)))
    return list_services(catalogue, language)


def handle(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """The entry point of the function."""
    if warmed(event):
        return {}
    return respond(app, event, context)
