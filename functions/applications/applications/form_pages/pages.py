"""The pages on which a form is filled in: each sends itself and is stored whatever it contains. Everything works
without scripts."""

from __future__ import annotations

from collections.abc import Mapping

from chalice.app import Response

from applications.drafts.limits import count_begun
from applications.drafts.store import (
    Draft,
    begin_draft,
    form_for,
    judge_draft,
    load_draft,
    today_of,
)
from applications.form_pages.files import came_back
from applications.form_pages.next_page import answer_page, lead_to_page, show_draft
from applications.form_pages.page_values import show_page
from applications.sending.sent_page import show_sent
from onestop.domain.applications import draft_changes
from onestop.domain.applications.application import ApplicationStatus
from onestop.domain.errors import Fault, NotFound, NotValid
from onestop.domain.forms.asked_fields import find_asked_fields
from onestop.domain.forms.find_mistakes import on_page
from onestop.domain.forms.form import Form, FormPage
from onestop.runtime import links
from onestop.runtime.clock import now
from onestop.runtime.kept_links import open_page
from onestop.runtime.pages.frame import Visit
from onestop.runtime.pages.large_view import large_view
from onestop.runtime.pages.posted_forms import new_key, read_form
from onestop.runtime.pages.same_origin import says_own
from onestop.runtime.read_request import query
from onestop.storage.catalogue.forms import load_form

MOST_FIELDS = 2000  # each choice of a question is one field
CHANNELS = {"tv": "television", "kiosk": "kiosk"}


def show_first(visit: Visit, service: str) -> Response:
    """Shows the first page, before there is a draft: nothing is kept about somebody who only looks."""
    at = now()
    form = form_for(service, visit.offer)
    draft = Draft(draft_changes.new_draft("", service, form, visit.language, "web", at), form)
    today = today_of(visit.offer, at)
    asked = find_asked_fields(form, {}, today)
    return show_page(visit, draft, asked.pages[0], asked, today, f"/apply/{service}/begin", {"key": new_key()}, [])


def take_first(visit: Visit, service: str) -> Response:
    """Takes the first page: begins a draft, whatever the page contains."""
    form = read_form(visit.request, MOST_FIELDS)
    if says_own(visit.request) is False or len(form.get("key", "")) < 20:
        raise NotValid(Fault("key", "this form is not ours", "the form of this page"))
    at, channel = now(), CHANNELS.get(large_view(visit.request), "web")
    reference = links.reference_from(f"page:{form['key']}")  # partners' and staff's keys lead to others
    draft = begin_draft(reference, service, visit.language, channel, visit.offer, at)
    if not draft.application.version:  # the same page sent again begins nothing
        count_begun(visit.request, at)
    shown, first = shown_page(draft, "", form, today_of(visit.offer, at))
    return answer_page(visit, draft, first, shown, form, begun=True)


def show_where_left(visit: Visit, reference: str) -> Response:
    """Leads to the first page that was not finished, or to the page of all answers."""
    known, there = open_page(visit.request, lambda known: f"/apply/draft/{known}", reference, links.APPLY)
    if there:
        return there
    draft = load_draft(known, visit.offer, now())
    asked, mistakes = judge_draft(draft, visit.offer, today_of(visit.offer, now()))
    if draft.application.status is not ApplicationStatus.DRAFT:
        return show_sent(visit, draft)
    done = draft.application.visited
    unfinished = (each for each in asked.pages if each.code not in done or on_page(mistakes, each, draft.form))
    page = next(unfinished, None)
    return lead_to_page(visit, draft, f"/apply/draft/{known}/{page.code}" if page else f"/apply/check/{known}")


def show_one(visit: Visit, reference: str, code: str) -> Response:
    """Shows a page of a draft with its present answers."""
    known, there = open_page(visit.request, lambda known: f"/apply/draft/{known}/{code}", reference, links.APPLY)
    if there:
        return there
    at = now()
    draft = load_draft(known, visit.offer, at)
    if came_back(draft, query(visit.request, "added")):
        draft = load_draft(known, visit.offer, at)
    visit = visit.in_language(draft.application.language)
    if draft.application.status is not ApplicationStatus.DRAFT:
        return show_sent(visit, draft)
    today = today_of(visit.offer, at)
    asked = find_asked_fields(draft.form, draft.application.answers, today)
    page = draft.form.page(code)
    if page is None or page not in asked.pages:
        return lead_to_page(visit, draft, f"/apply/draft/{known}")
    back = {"back": "check"} if query(visit.request, "back") else {}
    others = query(visit.request, "others") is not None
    return show_draft(visit, draft, page, asked, today, [], back, others=others)


def take_one(visit: Visit, reference: str, code: str) -> Response:
    """Takes a page of a draft that was sent, or left."""
    form = read_form(visit.request, MOST_FIELDS)
    known = links.opened_by(links.APPLY, reference, form.get("secret"))
    draft = load_draft(known, visit.offer, now())
    visit = visit.in_language(draft.application.language)
    if draft.application.status is not ApplicationStatus.DRAFT:
        return show_sent(visit, draft)
    shown, page = shown_page(draft, code, form, today_of(visit.offer, now()))
    return answer_page(visit, draft, page, shown, form)


def shown_page(draft: Draft, code: str, form: Mapping[str, str], today: str) -> tuple[Form, FormPage]:
    """The form and the page as they were shown: the form may have changed meanwhile."""
    version = form.get("form", draft.form.version)
    shown = draft.form if version == draft.form.version else load_form(draft.form.code, version)
    page = shown.page(code) if code else find_asked_fields(shown, {}, today).pages[0]
    if page is None:
        raise NotFound("There is no such page.", "page")
    return shown, page
