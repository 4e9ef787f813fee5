"""Declares pages of the desk, and checks each request before the view runs: who is it, may they, is the form ours."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import wraps

from chalice.app import Response

from casework.pages.desk_addresses import SIGN_IN, go_to, path_of
from casework.pages.desk_request import DeskVisit, app
from casework.pages.error_pages import answer_error, show_error
from casework.pages.form_fields import read_fields
from casework.pages.sign_in.find_session import come_in
from casework.pages.sign_in.form import sign_in_here
from casework.pages.sign_in.send_again import ask_to_send_again
from onestop.runtime.clock import asked_at
from onestop.runtime.identity import check_may
from onestop.runtime.pages.form_marks import FIELD, is_marked
from onestop.runtime.pages.page_routes import first_known
from onestop.runtime.pages.page_texts import SHIPPED
from onestop.runtime.pages.same_origin import says_own
from onestop.runtime.read_request import accepted_languages, query, raw_body
from onestop.runtime.web import BODY_LIMIT, Caller, current_request, route
from onestop.storage.catalogue.releases import current

PageView = Callable[..., Response]
ACTS: dict[tuple[str, str], str | None] = {}  # (method, path) -> the act that its visitors must be allowed to do


def page(method: str, path: str, act: str | None, *, by_itself: bool = False) -> Callable[[PageView], PageView]:
    """Declares a page for staff who are signed in and may do the act (of `staff.permissions`); None is for all
    staff. Its view takes a DeskVisit and the parts of the path; errors that it raises become pages too. What a
    script asks for automatically (`by_itself`) does not extend the session: perhaps nobody is there."""

    def declare(view: PageView) -> PageView:
        ACTS[method, path] = act

        @wraps(view)
        def shown(**parts: str) -> Response:
            return answer_visit(lambda visit: come_to(visit, view, act, parts, by_itself=by_itself))

        route(app, method, path, Caller.DESK)(shown)
        return view

    return declare


def open_page(method: str, path: str) -> Callable[[PageView], PageView]:
    """Declares a page for everybody: the pages to sign in."""

    def declare(view: PageView) -> PageView:
        @wraps(view)
        def shown(**parts: str) -> Response:
            return answer_visit(lambda visit: view(visit, **parts))

        route(app, method, path, Caller.PUBLIC)(shown)
        return view

    return declare


def answer_visit(view: PageView) -> Response:
    """Shows a view to the visitor; errors are shown on a page."""
    request = current_request(app)
    wanted = (query(request, "lang"), *accepted_languages(request))
    visit = DeskVisit(request, first_known(*wanted), None, at=asked_at(request.headers))
    try:
        catalogue = current()
        own = [*catalogue.jurisdiction["languages"], *SHIPPED]
        spoken = [tag for tag in wanted if tag and tag in own]
        visit = replace(visit, catalogue=catalogue, language=[*spoken, visit.language][0])
        if len(raw_body(request)) > BODY_LIMIT:
            return show_error(visit, "too_large", 413)
        if request.method == "POST":
            visit = replace(visit, form=read_fields(request))
        return view(visit)
    except Exception as error:  # the edge: whatever went wrong, the reader gets a page and operators a log line
        return answer_error(visit, error)


def come_to(
    visit: DeskVisit, view: PageView, act: str | None, parts: dict[str, str], *, by_itself: bool = False
) -> Response:
    """Lets the visitor in, or shows a page that says why not. Nothing that was typed is lost."""
    posted = visit.request.method == "POST"
    own = says_own(visit.request) if posted else None
    if own is False:
        return show_error(visit, "not_ours", 403)
    signed_in = come_in(visit.request, visit.offer, visit.at, noted=not by_itself)
    if signed_in is None:
        return turn_away(visit, posted)
    visit = replace(visit, signed_in=signed_in, language=signed_in.session.language)
    try:
        if posted and not is_marked(signed_in.session.forms, visit.form.text(FIELD)):
            # the form is from an earlier session: they signed in again in another window
            return ask_to_send_again(visit, visit.form.pairs) if own else show_error(visit, "not_ours", 403)
        if act is not None:
            check_may(signed_in.staff, act)
        return view(visit, **parts)
    except Exception as error:  # shown inside the frame of the person who is signed in
        return answer_error(visit, error)


def turn_away(visit: DeskVisit, posted: bool) -> Response:
    """Asks to sign in first: on this page if something was typed, by a short answer if a script asks."""
    if posted:
        return sign_in_here(visit)
    if visit.request.headers.get("sec-fetch-dest") == "empty":
        return Response(body="Sign in first.", status_code=401, headers={"Content-Type": "text/plain; charset=utf-8"})
    return go_to(SIGN_IN, next=path_of(visit.request))
