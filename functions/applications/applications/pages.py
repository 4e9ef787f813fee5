"""The pages on which a form is filled in: each sends itself, is kept whatever stands in it, and is answered with the
next one, or once more with what is wrong. Everything works without a script."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from chalice.app import Chalice, Response

from applications.after import show_sent, show_sent_one, take_sending
from applications.assisting import editor_of
from applications.checking import check_answers
from applications.drafts import (
    Draft,
    Saving,
    begin_draft,
    change_draft,
    form_for,
    judge_draft,
    load_draft,
    save_page,
    today_of,
)
from applications.going_on import ask_for_code, open_by_code, send_link, show_later
from applications.showing import PICK, TEMPLATES, Errors, disputed_on, script_name, script_text, show_page
from applications.texts import PAGE, START
from onestop.domain.applications import application as of
from onestop.domain.applications.application import LASTS, Status
from onestop.domain.applications.limits import check_size
from onestop.domain.applications.merging import path_in, put_at
from onestop.domain.errors import Fault, NotFound, NotValid
from onestop.domain.forms.asking import Asked, ask
from onestop.domain.forms.eligibility import CODE
from onestop.domain.forms.form import Field, Form, Page
from onestop.domain.forms.judging import on_page
from onestop.domain.forms.paths import Answers, Path, copy_of, get
from onestop.domain.forms.reading import acted
from onestop.domain.forms.saying import next_page, page_before
from onestop.runtime import links
from onestop.runtime.clock import now
from onestop.runtime.form_showing import say_mistakes
from onestop.runtime.forms import new_key, read_form
from onestop.runtime.frame import Visit, go_to, show
from onestop.runtime.kept_links import asked_to_keep, opened_here, secret_in_links, without_secret
from onestop.runtime.large import is_shared, large_view
from onestop.runtime.own_origin import says_own
from onestop.runtime.pages import page as declare
from onestop.runtime.web import Caller, query
from onestop.storage.catalogue import current
from onestop.storage.forms import load_form

MOST_FIELDS = 2000  # each choice of a question is one
FIELDS_A_MINUTE = 4
FOR_GOOD = "public, max-age=31536000, immutable"
CHANNELS = {"tv": "television", "kiosk": "kiosk"}


def add_pages(app: Chalice) -> None:
    """Declares the routes. All below /apply are one route to API Gateway."""
    declare(app, "GET", "/apply/go-on", Caller.PUBLIC, current)(ask_for_code)
    declare(app, "POST", "/apply/go-on", Caller.PUBLIC, current)(open_by_code)
    declare(app, "GET", "/apply/{service}", Caller.PUBLIC, current)(show_start)
    declare(app, "GET", "/apply/{service}/begin", Caller.PUBLIC, current)(show_first)
    declare(app, "POST", "/apply/{service}/begin", Caller.PUBLIC, current)(take_first)
    declare(app, "GET", "/apply/draft/{reference}", Caller.LINK, current)(go_on)
    declare(app, "GET", "/apply/draft/{reference}/{code}", Caller.LINK, current)(show_one)
    declare(app, "POST", "/apply/draft/{reference}/{code}", Caller.LINK, current)(take_one)
    declare(app, "GET", "/apply/check/{reference}", Caller.LINK, current)(check_answers)
    declare(app, "GET", "/apply/later/{reference}", Caller.LINK, current)(show_later)
    declare(app, "POST", "/apply/later/{reference}", Caller.LINK, current)(send_link)
    declare(app, "POST", "/apply/send/{reference}", Caller.LINK, current)(take_sending)
    declare(app, "GET", "/apply/sent/{reference}", Caller.LINK, current)(show_sent_one)
    declare(app, "GET", "/apply/static/{file}", Caller.PUBLIC, current)(send_script)


def show_start(visit: Visit, service: str) -> Response:
    """What one needs, how long it takes, and that answers are kept."""
    form = form_for(service, visit.offer)
    about = visit.offer.services[service].get("description")
    count = sum(field.compute is None for field in form.fields.values())
    return show(
        visit,
        TEMPLATES,
        "start.html",
        visit.say(form.title),
        f"/apply/{service}",
        START,
        service=service,
        about=visit.say(about) if about else "",
        pages=[visit.say(page.title) for page in form.pages],
        minutes=max(5, round(count / FIELDS_A_MINUTE / 5) * 5),
        days=LASTS.days,
        eligible=CODE in visit.offer.release.get("form_versions", {}),
    )


def show_first(visit: Visit, service: str) -> Response:
    """The first page, before there is a draft: nothing is kept of somebody who only looks."""
    at = now()
    form = form_for(service, visit.offer)
    draft = Draft(of.begin("", service, form, visit.language, "web", at), form)
    today = today_of(visit.offer, at)
    asked = ask(form, {}, today)
    return show_page(visit, draft, asked.pages[0], asked, today, f"/apply/{service}/begin", {"key": new_key()}, [])


def take_first(visit: Visit, service: str) -> Response:
    """The first page is sent: a draft is begun, whatever stands in it."""
    form = read_form(visit.request, MOST_FIELDS)
    if says_own(visit.request) is False or len(form.get("key", "")) < 20:
        raise NotValid(Fault("key", "this form is not ours", "the form of this page"))
    at, channel = now(), CHANNELS.get(large_view(visit.request), "web")
    reference = links.reference_from(form["key"])
    draft = begin_draft(reference, service, visit.language, channel, visit.offer, at)
    shown, first = shown_page(draft, "", form, today_of(visit.offer, at))
    return answer_page(visit, draft, first, shown, form, begun=True)


def go_on(visit: Visit, reference: str) -> Response:
    """Leads to the first page that was not finished, or to the answers."""
    known = opened_here(visit.request, reference, links.APPLY)
    if there := without_secret(visit.request, f"/apply/draft/{known}", known, links.APPLY):
        return there
    draft = load_draft(known, visit.offer, now())
    asked, mistakes = judge_draft(draft, today_of(visit.offer, now()))
    if draft.application.status is not Status.DRAFT:
        return show_sent(visit, draft)
    done = draft.application.visited
    unfinished = (each for each in asked.pages if each.code not in done or on_page(mistakes, each, draft.form))
    page = next(unfinished, None)
    return lead(visit, draft, f"/apply/draft/{known}/{page.code}" if page else f"/apply/check/{known}")


def show_one(visit: Visit, reference: str, code: str) -> Response:
    """A page of a draft, as it stands."""
    known = opened_here(visit.request, reference, links.APPLY)
    if there := without_secret(visit.request, f"/apply/draft/{known}/{code}", known, links.APPLY):
        return there
    at = now()
    draft = load_draft(known, visit.offer, at)
    visit = visit.in_language(draft.application.language)
    if draft.application.status is not Status.DRAFT:
        return show_sent(visit, draft)
    today = today_of(visit.offer, at)
    asked = ask(draft.form, draft.application.answers, today)
    page = draft.form.page(code)
    if page is None or page not in asked.pages:
        return lead(visit, draft, f"/apply/draft/{known}")
    back = {"back": "check"} if query(visit.request, "back") else {}
    return show_draft(visit, draft, page, asked, today, [], back, saved=query(visit.request, "sent") is not None)


def take_one(visit: Visit, reference: str, code: str) -> Response:
    """A page of a draft is sent, or left."""
    form = read_form(visit.request, MOST_FIELDS)
    known = links.opened_by(links.APPLY, reference, form.get("secret"))
    draft = load_draft(known, visit.offer, now())
    visit = visit.in_language(draft.application.language)
    if draft.application.status is not Status.DRAFT:
        return show_sent(visit, draft)
    shown, page = shown_page(draft, code, form, today_of(visit.offer, now()))
    return answer_page(visit, draft, page, shown, form)


def shown_page(draft: Draft, code: str, form: Mapping[str, str], today: str) -> tuple[Form, Page]:
    """The form and the page as they were shown: the form may have become another one meanwhile."""
    version = form.get("form", draft.form.version)
    shown = draft.form if version == draft.form.version else load_form(draft.form.code, version)
    page = shown.page(code) if code else ask(shown, {}, today).pages[0]
    if page is None:
        raise NotFound("There is no such page.", "page")
    return shown, page


def answer_page(
    visit: Visit, draft: Draft, page: Page, shown: Form, form: Mapping[str, str], *, begun: bool = False
) -> Response:
    """Keeps what was sent, then shows what is next. `begun`: the browser does not know the draft yet."""
    at = now()
    today = today_of(visit.offer, at)
    by = editor_of(visit.request, draft.application.reference, at)
    saving = Saving(seen=seen_by(form), by=by, catalogue=visit.offer, at=at, via=form.get("via", "")[:64], form=shown)
    asked_before = ask(draft.form, draft.application.answers, today).fields
    draft = save_page(draft, page, form, saving)
    draft = choose(visit, draft, form)
    known, to = draft.application.reference, form.get("to", "")
    if to == "leave":
        return Response(body="", status_code=204, headers={})
    asked, mistakes = judge_draft(draft, today)
    here = draft.form.page(page.code)
    if to == "later":
        return lead(visit, draft, f"/apply/later/{known}", begun=begun)
    if here is None or here not in asked.pages:
        return lead(visit, draft, f"/apply/draft/{known}", begun=begun)
    back = {"back": "check"} if form.get("back") else {}
    if to == "back":
        before = page_before(here, asked) or here
        return lead(visit, draft, f"/apply/draft/{known}/{before.code}", begun=begun, **back)
    if acted(form):
        return lead(visit, draft, f"/apply/draft/{known}/{here.code}", begun=begun, **back)
    wrong = [(PICK + each.path, visit.say(PAGE["chosen"])) for each in disputed_on(here, draft)]
    wrong += say_mistakes(on_page(mistakes, here, draft.form), draft.form, visit.say)
    if wrong:
        answer = show_draft(visit, draft, here, asked, today, wrong, back)
        if begun:
            keep = asked_to_keep("", "", known, links.secret_of(links.APPLY, known), {}, links.APPLY)
            answer.headers["Set-Cookie"] = keep.headers["Set-Cookie"]
        return answer
    if not form.get("scripted") and is_opened(here, asked, asked_before, draft):
        return lead(visit, draft, f"/apply/draft/{known}/{here.code}", begun=begun, **back)
    draft = finish_page(visit, draft, here)
    following = next_page(here, asked)
    if back and all(page.code in draft.application.visited for page in asked.pages):
        following = None
    there = f"/apply/draft/{known}/{following.code}" if following else f"/apply/check/{known}"
    return lead(visit, draft, there, begun=begun)


def is_opened(page: Page, asked: Asked, before: Mapping[Path, Field], draft: Draft) -> bool:
    """Whether the answers of a page have made something on it be asked that nobody could see without a script."""
    return any(
        each.path in asked.fields and each.path not in before and get(draft.application.answers, each.path) is None
        for each in page.fields
        if each.compute is None
    )


def finish_page(visit: Visit, draft: Draft, page: Page) -> Draft:
    """Notes that a page was sent without a mistake; what changed of the form was read by then."""
    if page.code in draft.application.visited and draft.application.renewed is None:
        return draft
    return change_draft(
        draft, lambda now_: replace(of.visited(now_.application, page.code), renewed=None), visit.offer, now()
    )


def choose(visit: Visit, draft: Draft, form: Mapping[str, str]) -> Draft:
    """Settles what somebody chose between two answers."""
    picked = {
        name.removeprefix(PICK): value
        for name, value in form.items()
        if name.startswith(PICK) and value in ("kept", "other")
    }
    if not any(each.path in picked for each in draft.application.disputed):
        return draft
    at = now()
    by = editor_of(visit.request, draft.application.reference, at)

    def settle(now_: Draft) -> of.Application:
        application = now_.application
        answers: Answers = copy_of(application.answers)
        for each in application.disputed:
            if picked.get(each.path) == "other":
                put_at(answers, path_in(each.path), each.value)
        check_size(answers)
        application = of.answered(application, answers, now_.form, by, at)
        for path in picked:
            application = of.settled(application, path)
        return application

    return change_draft(draft, settle, visit.offer, at)


def seen_by(form: Mapping[str, str]) -> Answers:
    """What a page says that its reader had seen. Raises NotValid."""
    try:
        seen: Any = json.loads(form.get("seen") or "{}")
    except (ValueError, RecursionError):
        seen = None
    if not isinstance(seen, dict):
        raise NotValid(Fault("seen", "this form is not ours", "the form of this page"))
    check_size(seen)
    return seen


def show_draft(
    visit: Visit,
    draft: Draft,
    page: Page,
    asked: Asked,
    today: str,
    errors: Errors,
    back: Mapping[str, str],
    *,
    saved: bool = False,
) -> Response:
    known = draft.application.reference
    carried = {"secret": links.secret_of(links.APPLY, known), **back}
    path = f"/apply/draft/{known}/{page.code}"
    return show_page(visit, draft, page, asked, today, path, carried, errors, saved=saved)


def lead(visit: Visit, draft: Draft, path: str, *, begun: bool = False, **more: str) -> Response:
    """Sends the browser on, with the secret where it does not keep it."""
    known = draft.application.reference
    if begun:
        secret = links.secret_of(links.APPLY, known)
        shared = is_shared(visit.request)
        return asked_to_keep(path, visit.language, known, secret, more, links.APPLY, until_closed=shared)
    return go_to(path, visit.language, secret=secret_in_links(visit.request, known, links.APPLY), **more)


def send_script(_visit: Visit, file: str) -> Response:
    """The script as it is now; what was there before a release is there no more."""
    if file != script_name():
        raise NotFound("There is no such file.", "file")
    headers: dict[str, str | list[str]] = {"Content-Type": "text/javascript; charset=utf-8", "Cache-Control": FOR_GOOD}
    return Response(body=script_text(), headers=headers)
