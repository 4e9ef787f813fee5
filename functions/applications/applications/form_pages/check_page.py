"""Reads all answers back before they are sent, each with a link to change it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from chalice.app import Response

from applications.drafts.store import Draft, judge_draft, load_draft, today_of
from applications.form_pages.page_values import PICK, TEMPLATES, say_asides
from applications.sending.signatures import are_missing, shown_signatures, signatures_of
from applications.staff_help import say_helping
from applications.texts import CHECK, HELPING, PAGE, SIGNING
from onestop.domain.applications.application import ApplicationStatus
from onestop.domain.applications.merge_drafts import path_in
from onestop.domain.forms.asked_fields import AskedFields
from onestop.domain.forms.find_mistakes import page_of
from onestop.domain.forms.form import FormPage
from onestop.domain.forms.mistake_words import field_at, say_about, say_mistake
from onestop.domain.forms.mistakes import Mistake, first_at_each
from onestop.domain.forms.paths import Path
from onestop.domain.forms.read_back import position_of, say_page
from onestop.domain.forms.read_page import name_of
from onestop.runtime import links
from onestop.runtime.clock import now
from onestop.runtime.kept_links import open_page, secret_in_links
from onestop.runtime.pages.frame import Visit, address, go_to, show
from onestop.runtime.pages.posted_forms import ShownErrors
from onestop.runtime.pages.show_form import anchor_of
from onestop.runtime.read_request import query

SIGNERS = ("sent", "wrong", "often")  # the results of asking for a signature


def check_answers(visit: Visit, reference: str) -> Response:
    """Shows what was answered, page by page, with what is missing; and the button that sends it."""
    known, there = open_page(visit.request, lambda known: f"/apply/check/{known}", reference, links.APPLY)
    if there:
        return there
    at = now()
    draft = load_draft(known, visit.offer, at)
    visit = visit.in_language(draft.application.language)
    asked, mistakes = judge_draft(draft, visit.offer, today_of(visit.offer, at))
    if draft.application.status is not ApplicationStatus.DRAFT:
        return go_to(f"/apply/sent/{known}", visit.language, secret=secret_in_links(visit.request, known, links.APPLY))
    return show_check(visit, draft, asked, mistakes)


def show_check(
    visit: Visit, draft: Draft, asked: AskedFields, mistakes: list[Mistake], errors: ShownErrors | None = None
) -> Response:
    """Shows the page of all answers. `errors` are those beyond the mistakes in the answers themselves: (field,
    words)."""
    known = draft.application.reference
    secret = secret_in_links(visit.request, known, links.APPLY)
    signatures = signatures_of(draft, asked, today_of(visit.offer, now()))

    def there(page: FormPage, path: str) -> str:
        way = address(f"/apply/draft/{known}/{page.code}", visit.language, secret=secret, back="check")
        return f"{way}#{path}"

    wrong = say_all_wrong(visit, draft, asked, mistakes, there)
    pages = check_lines(visit, draft, asked, there)
    return show(
        visit,
        TEMPLATES,
        "check.html",
        visit.say(CHECK["title"]),
        f"/apply/check/{known}",
        {**PAGE, **CHECK, **SIGNING, **HELPING, "title": CHECK["title"]},
        kept={"secret": secret},
        errors=errors or [],
        wrong=wrong,
        asides=say_asides(visit, draft),
        title_of_form=visit.say(draft.form.title),
        pages=pages,
        signatures=shown_signatures(visit, draft, signatures),
        unsigned=are_missing(signatures),
        signer=visit.say(SIGNING[f"signer_{said}"]) if (said := query(visit.request, "signer")) in SIGNERS else "",
        helping=say_helping(visit, draft.application, now()),
        reference=known,
        secret=links.secret_of(links.APPLY, known),
        later=address(f"/apply/later/{known}", visit.language, secret=secret),
    )


def check_lines(
    visit: Visit, draft: Draft, asked: AskedFields, there: Callable[[FormPage, str], str] | None = None
) -> list[dict[str, Any]]:
    """All answers, page by page; `there` gives the link to change one."""
    return [
        {
            "code": page.code,
            "title": visit.say(page.title),
            "lines": [
                {
                    "id": f"line-{name_of(line.path)}",
                    "label": f"{line.label} ({line.entry})" if line.entry else line.label,
                    "words": line.words,
                    "there": there(page, name_of(line.path)) if there and is_typed(asked, line.path) else "",
                }
                for line in say_page(page, draft.form, asked, visit.say)
            ],
        }
        for page in asked.pages
    ]


def is_typed(asked: AskedFields, path: Path) -> bool:
    return asked.fields[path].compute is None


def say_all_wrong(
    visit: Visit, draft: Draft, asked: AskedFields, mistakes: list[Mistake], there: Callable[[FormPage, str], str]
) -> list[tuple[str, str]]:
    """Every mistake with what it is about, in the order of the form, each leading to the page where it can be
    corrected."""
    order, form = list(asked.fields), draft.form
    said: list[tuple[str, str]] = []
    for each in sorted(first_at_each(mistakes), key=lambda one: place_in(order, one.path)):
        field, page = field_at(each.path, form), page_of(each.path, form)
        words = say_mistake(each, form, visit.say)
        if field:
            question, entry = visit.say(field.label), position_of(each.path)
            words = say_about(f"{question} ({entry})" if entry else question, words, visit.say)
        said.append((there(page or asked.pages[0], anchor_of(each, form)), words))
    for dispute in draft.application.disputed:
        page = page_of(path_in(dispute.path), form)
        said.append((there(page or asked.pages[0], PICK + dispute.path), visit.say(PAGE["chosen"])))
    return said


def place_in(order: list[tuple[str | int, ...]], path: tuple[str | int, ...]) -> int:
    if path in order:
        return order.index(path)
    return next((at for at, each in enumerate(order) if path[: len(each)] == each or each[: len(path)] == path), 999)
