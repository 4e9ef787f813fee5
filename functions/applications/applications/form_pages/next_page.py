"""What follows a page that was sent: the next page, or the same one again with its mistakes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from chalice.app import Response

from applications.drafts.store import (
    Draft,
    Saving,
    change_draft,
    judge_draft,
    save_page,
    today_of,
)
from applications.form_pages.files import act_on_files, drop_removed
from applications.form_pages.page_values import PICK, SHOWN, disputed_on, show_page
from applications.staff_help import editor_of
from applications.texts import PAGE
from onestop.domain.applications import draft_changes
from onestop.domain.applications.application import Application
from onestop.domain.applications.files import WAITING
from onestop.domain.applications.limits import check_size
from onestop.domain.applications.merge_drafts import path_in, put_at
from onestop.domain.errors import Fault, NotValid
from onestop.domain.forms.asked_fields import AskedFields, find_asked_fields
from onestop.domain.forms.find_mistakes import on_page
from onestop.domain.forms.form import Field, Form, FormPage
from onestop.domain.forms.mistakes import FILE_MISTAKE
from onestop.domain.forms.paths import FormAnswers, Path, copy_of, get
from onestop.domain.forms.read_back import next_page, page_before
from onestop.domain.forms.read_page import entry_button_pressed, read_page
from onestop.runtime import links
from onestop.runtime.clock import now
from onestop.runtime.kept_links import asked_to_keep, keep_secret, secret_in_links
from onestop.runtime.pages.frame import Visit, go_to
from onestop.runtime.pages.large_view import is_shared
from onestop.runtime.pages.page_routes import show_error
from onestop.runtime.pages.posted_forms import ShownErrors
from onestop.runtime.pages.show_form import say_mistakes


def answer_page(
    visit: Visit, draft: Draft, page: FormPage, shown: Form, form: Mapping[str, str], *, begun: bool = False
) -> Response:
    """Stores what was sent, then shows what is next. `begun`: the browser does not know the draft yet."""
    at = now()
    today = today_of(visit.offer, at)
    by = editor_of(visit.request, draft.application.reference, at)
    saving = Saving(seen=seen_by(form), by=by, catalogue=visit.offer, at=at, via=form.get("via", "")[:64], form=shown)
    asked_before = find_asked_fields(draft.form, draft.application.answers, today).fields
    met = shown is draft.form and draft_changes.others_changed(draft.application, page.fields, saving.via, saving.seen)
    others = {"others": "yes"} if met else {}
    was = draft
    try:
        draft = choose_between_rivals(visit, save_page(draft, page, form, saving), form, by)
    except NotValid as error:
        if not all(each.field.startswith("answers.") for each in error.faults):
            raise
        return show_error(visit, "too_large", 413)  # one answer is longer than any may be
    drop_removed(was, draft)
    known, to = draft.application.reference, form.get("to", "")
    if to == "leave":
        return Response(body="", status_code=204, headers={})
    asked, mistakes = judge_draft(draft, visit.offer, today)
    here = draft.form.page(page.code)
    if to == "known":
        return lead_to_page(visit, draft, f"/apply/known/{known}", begun=begun)
    if to == "later":
        return lead_to_page(visit, draft, f"/apply/later/{known}", begun=begun)
    if here is None or here not in asked.pages:
        return lead_to_page(visit, draft, f"/apply/draft/{known}", begun=begun)
    back = ({"back": "check"} if form.get("back") else {}) | others
    if to == "back":
        before = page_before(here, asked) or here
        return lead_to_page(visit, draft, f"/apply/draft/{known}/{before.code}", begun=begun, **back)
    if there := act_on_files(visit, draft, here, to, by, at, read_page(page, saving.seen, form)):
        return lead_to_page(visit, draft, there, begun=begun, **back)
    if entry_button_pressed(form):
        return lead_to_page(visit, draft, f"/apply/draft/{known}/{here.code}", begun=begun, **back)
    wrong = [(PICK + place, visit.say(PAGE["chosen"])) for place in disputed_on(here, draft)]
    # a file that is still being checked delays the sending, not the page
    found = [each for each in on_page(mistakes, here, draft.form) if each.kind != f"{FILE_MISTAKE}{WAITING}"]
    wrong += say_mistakes(found, draft.form, visit.say)
    if wrong:
        answer = show_draft(visit, draft, here, asked, today, wrong, back, others=met)
        if begun:
            answer.headers["Set-Cookie"] = cookies_of_begun(visit, known)
        return answer
    if not form.get("scripted") and is_opened(here, asked, asked_before, draft):
        return lead_to_page(visit, draft, f"/apply/draft/{known}/{here.code}", begun=begun, **back)
    draft = finish_page(visit, draft, here)
    following = next_page(here, asked)
    if form.get("back") and all(page.code in draft.application.visited for page in asked.pages):
        following = None
    there = f"/apply/draft/{known}/{following.code}" if following else f"/apply/check/{known}"
    return lead_to_page(visit, draft, there, begun=begun, **others)


def is_opened(page: FormPage, asked: AskedFields, before: Mapping[Path, Field], draft: Draft) -> bool:
    """Tells whether the answers of a page opened a question on it that a reader without scripts could not see."""
    return any(
        each.path in asked.fields and each.path not in before and get(draft.application.answers, each.path) is None
        for each in page.fields
        if each.compute is None
    )


def finish_page(visit: Visit, draft: Draft, page: FormPage) -> Draft:
    """Notes that a page was sent without mistakes; by then its reader has seen what changed in the form."""
    if page.code in draft.application.visited and draft.application.renewed is None:
        return draft
    return change_draft(
        draft,
        lambda now_: replace(draft_changes.visited(now_.application, page.code), renewed=None),
        visit.offer,
        now(),
    )


def choose_between_rivals(visit: Visit, draft: Draft, form: Mapping[str, str], by: str) -> Draft:
    """Resolves a disputed answer: somebody chose between the two or more answers that they were shown."""
    picked = {name.removeprefix(PICK): value for name, value in form.items() if name.startswith(PICK)}
    if not any(each.path in picked for each in draft.application.disputed):
        return draft
    at = now()

    def settle(now_: Draft) -> Application:
        application = now_.application
        answers: FormAnswers = copy_of(application.answers)
        for each in application.disputed:
            if picked.get(each.path) == each.mark:
                put_at(answers, path_in(each.path), each.value)
        check_size(answers)
        for place in picked:
            application = draft_changes.with_dispute_resolved(application, place, form.get(SHOWN + place, "").split())
        return draft_changes.answered(application, answers, now_.form, by, at)

    return change_draft(draft, settle, visit.offer, at)


def seen_by(form: Mapping[str, str]) -> FormAnswers:
    """Reads the answers that the page had shown to its reader (a hidden field). Raises NotValid."""
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
    page: FormPage,
    asked: AskedFields,
    today: str,
    errors: ShownErrors,
    back: Mapping[str, str],
    *,
    others: bool = False,
) -> Response:
    known = draft.application.reference
    carried = {"secret": links.secret_of(links.APPLY, known), **back}
    path = f"/apply/draft/{known}/{page.code}"
    return show_page(visit, draft, page, asked, today, path, carried, errors, others=others)


def lead_to_page(visit: Visit, draft: Draft, path: str, *, begun: bool = False, **more: str) -> Response:
    """Redirects the browser, with the secret if the browser does not keep it."""
    known = draft.application.reference
    if begun:
        answer = asked_to_keep(path, visit.language, known, links.secret_of(links.APPLY, known), more, links.APPLY)
        answer.headers["Set-Cookie"] = cookies_of_begun(visit, known)
        return answer
    return go_to(path, visit.language, secret=secret_in_links(visit.request, known, links.APPLY), **more)


def cookies_of_begun(visit: Visit, reference: str) -> list[str]:
    """The cookies for the browser that began an application: one that opens it, one that says it was begun here."""
    shared = is_shared(visit.request)
    return [
        keep_secret(reference, links.secret_of(purpose, reference), purpose, until_closed=shared)
        for purpose in (links.APPLY, links.BEGUN)
    ]
