"""The HTTPS routes of intake."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from intake.api.case_acts import ACTS, do_as_resident, hazard_in
from intake.api.case_line import case_line
from intake.api.opened_answer import opened_answer
from intake.api.services import list_services
from intake.applications.form_links import check_asked_here
from intake.channels import Credential, check_claim
from intake.danger import danger_answer, danger_in_words
from intake.limits import counted_caller
from intake.opening import open_case
from intake.page_modules import BEHIND_ONE, PAGES
from intake.readiness import check_ready
from onestop.contracts.api import CaseBody
from onestop.contracts.status import public_status
from onestop.domain.errors import Fault, NotValid
from onestop.domain.time.days_asked import read_day
from onestop.runtime import links
from onestop.runtime.clock import asked_at, now
from onestop.runtime.errands import ERRAND, run_errand
from onestop.runtime.log import logger
from onestop.runtime.metrics import count, flush
from onestop.runtime.other_origins import open_to_origins
from onestop.runtime.pages.find_route import as_own
from onestop.runtime.pages.late_pages import declare_all, declare_near
from onestop.runtime.read_request import (
    accepted_languages,
    idempotency_key,
    json_body,
    page_size,
    query,
    raw_body,
    secret_shown,
)
from onestop.runtime.web import UNREACHABLE, Caller, current_request, make_app, respond, route
from onestop.storage.cases.case_lists import cases_of
from onestop.storage.cases.read_case import load_parts, load_whole
from onestop.storage.catalogue.releases import NoCatalogue, current, warmed

if TYPE_CHECKING:
    from onestop.contracts.answers.public import CasesOfDay
    from onestop.contracts.answers.residents import CaseMoved, CaseOpened, CaseStatus
    from onestop.contracts.answers.services import ServiceList
    from onestop.runtime.answer_of import AnswerOf

app = make_app("intake")


@route(app, "POST", "/api/cases", Caller.PUBLIC)
def open_case_over_http() -> AnswerOf[CaseOpened]:
    """A resident, or somebody on their behalf, brings a need."""
    request = current_request(app)
    catalogue = current()
    body = json_body(request, CaseBody)
    who, key = counted_caller(request), idempotency_key(request)
    check_claim(body.channel, Credential.KEY if who.partner else Credential.NONE)
    check_asked_here(body, catalogue)
    check_ready(body, catalogue, accepted_languages(request))
    opened = open_case(
        body,
        catalogue,
        asked_at(request.headers),
        secrets.randbits,
        # a partner's key is separate; and no caller's key is one that a form, a message or an Open311 post has
        key=f"api:{who.partner or ''}:{key}" if key else None,
        languages=accepted_languages(request),
        counted=who,
    )
    logger.append_keys(case=opened.reference)
    count("CasesOpened")
    return opened_answer(opened, catalogue)


@route(app, "GET", "/api/cases/{reference}", Caller.LINK)
def show_one(reference: str) -> CaseStatus:
    """The resident asks for the status of the case. A wrong secret and an unknown reference get the same answer."""
    request = current_request(app)
    known = links.opened_by(links.TRACK, reference, secret_shown(request))
    whole, catalogue = load_whole(known), current()
    return public_status(
        whole.file,
        whole.events,
        whole.contacts,
        catalogue,
        catalogue.language(query(request, "lang"), whole.file.case.language),
        whole.attachments,
        load_parts(whole.file),
    )


def act_as_resident(name: str, reference: str, task: str = "") -> CaseMoved:
    """One act of the resident; the table of them is in `intake.api.case_acts`."""
    request, catalogue = current_request(app), current()
    body = json_body(request, ACTS[name][0])
    at = asked_at(request.headers)
    key, sent = idempotency_key(request), raw_body(request)
    known = links.opened_by(links.TRACK, reference, body.secret)
    file = do_as_resident(name, known, body, catalogue, at, task=task, key=key, sent=sent)
    case, hazard = file.case, hazard_in(body, catalogue)
    return {
        "reference": case.reference,
        "status": case.status,
        "version": case.version,
        "danger": danger_answer(hazard, case.language, catalogue, case.reference),
    }


@route(app, "POST", "/api/cases/{reference}/messages", Caller.LINK)
def take_message(reference: str) -> CaseMoved:
    """The resident tells us something, or answers what we asked."""
    return act_as_resident("messages", reference)


@route(app, "POST", "/api/cases/{reference}/withdrawal", Caller.LINK)
def take_withdrawal(reference: str) -> CaseMoved:
    """The resident no longer wants the case."""
    return act_as_resident("withdrawal", reference)


@route(app, "POST", "/api/cases/{reference}/reopening", Caller.LINK)
def take_reopening(reference: str) -> CaseMoved:
    """The resident says that the work was not done."""
    return act_as_resident("reopening", reference)


@route(app, "POST", "/api/cases/{reference}/tasks/{task}/completion", Caller.LINK)
def take_part(reference: str, task: str) -> CaseMoved:
    """The resident has done what the plan asks of them."""
    return act_as_resident("completion", reference, task)


@route(app, "GET", "/api/cases", Caller.MACHINE)
def list_day() -> CasesOfDay:
    """A partner reads the cases opened on a day; no personal data and no free text."""
    request = current_request(app)
    day = read_day(query(request, "day") or now().date().isoformat())
    if day is None:
        raise NotValid(Fault("day", "this is not a day", "YYYY-MM-DD, such as 2026-11-23"))
    page = cases_of(day, page_size(request), query(request, "cursor"))
    return {"cases": [case_line(case) for case in page.items], "cursor": page.cursor}


@route(app, "GET", "/api/services", Caller.PUBLIC)
def show_services() -> ServiceList:
    """What can be asked for, in the caller's language."""
    catalogue = current()
    language = catalogue.language(query(current_request(app), "lang"), *accepted_languages(current_request(app)))
    return list_services(catalogue, language)


def listed_origins() -> tuple[str, ...]:
    """The origins whose pages may call us; none while the catalogue cannot be read, because that is answered
    elsewhere."""
    try:
        return tuple(current().jurisdiction.get("origins", ()))
    except (NoCatalogue, *UNREACHABLE):
        return ()


def load_all_pages() -> None:
    """Loads every page and call, where nobody waits."""
    declare_all(app, PAGES)


def handle(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """The entry point of the function: a request, or an errand of the desk."""
    if warmed(event):
        load_all_pages()
        danger_in_words(("warm",), current())  # reads the many words of danger before somebody waits for it
        return {}
    if ERRAND in event:
        from intake.errands import ERRANDS  # late: most callers are residents

        answer = run_errand(event, ERRANDS)
        logger.info("errand", errand=event[ERRAND]["name"], refused=(answer.get("refused") or {}).get("kind"))
        flush()
        return answer
    declare_near(app, str(event.get("path") or ""), PAGES)
    if event.get("resource") == BEHIND_ONE:
        own = {path: methods for path, methods in app.routes.items() if path.startswith("/report/")}
        event = as_own(event, own, BEHIND_ONE)
    return open_to_origins(event, respond(app, event, context), listed_origins)
