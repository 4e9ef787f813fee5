"""Pages of a form, as values for their templates."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from chalice.app import Response

from applications.drafts.store import Draft, page_answers
from applications.form_pages.file_lists import fill_in_files
from applications.staff_help import say_helping
from applications.texts import HELPING, KNOWING, PAGE
from onestop.domain.applications.application import Disputed
from onestop.domain.applications.entry_files import unnamed
from onestop.domain.applications.fit_answer import WHY
from onestop.domain.applications.merge_drafts import path_in
from onestop.domain.forms.asked_fields import AskedFields, not_given
from onestop.domain.forms.find_mistakes import page_of
from onestop.domain.forms.form import Form, FormPage
from onestop.domain.forms.mistake_words import field_at
from onestop.domain.forms.once_only import asks_known
from onestop.domain.forms.paths import get, path_of
from onestop.domain.forms.read_back import page_before, progress, say_answer
from onestop.runtime.clock import now
from onestop.runtime.pages.content_names import named_by_content
from onestop.runtime.pages.form_script import allow_form_script, form_data, script
from onestop.runtime.pages.frame import Visit, address, show
from onestop.runtime.pages.posted_forms import ShownErrors, new_key
from onestop.runtime.pages.show_form import TEXTS, say_with_names, show_fields

HERE = Path(__file__).parents[1]
TEMPLATES = HERE / "templates"
PICK, SHOWN = "pick-", "shown-"  # the chosen answer at a place, and the answers it was chosen from
NOTHING = "default-src 'none';"


def show_page(
    visit: Visit,
    draft: Draft,
    page: FormPage,
    asked: AskedFields,
    today: str,
    path: str,
    carried: Mapping[str, str],
    errors: ShownErrors,
    *,
    others: bool = False,
) -> Response:
    """Shows a page to fill in, with the answers so far. `carried` are the hidden fields of its form; `path` is its
    own."""
    application, form = draft.application, draft.form
    typed = replace(asked, answers=application.answers)  # others are there, but hidden
    number, count = progress(page, asked)
    fields = show_fields(page, form, typed, visit.say)
    fill_in_files(visit, draft, fields, now())
    hidden = {
        "seen": json.dumps(page_answers(page.fields, application.answers), ensure_ascii=False),
        "form": form.version,
        "via": new_key(),
        "scripted": "",  # filled in by the script; without it, the page is shown again if an answer opens more
        **carried,
    }
    answer = show(
        visit,
        TEMPLATES,
        "page.html",
        visit.say(page.title),
        path,
        {**TEXTS, **PAGE, **HELPING},
        400 if errors else 200,
        errors=errors,
        summed=say_with_names(errors, fields, visit.say),
        there=path,
        others=others,
        known=f"/apply/known/{application.reference}" if application.version and asks_known(form) else "",
        known_words=visit.say(KNOWING["link"]),
        helping=say_helping(visit, application, now()),
        renewed=list(say_renewed(visit, draft)),
        title_of_form=visit.say(form.title),
        progress=visit.say(TEXTS["progress"]).format(page=number, pages=count),
        hint=visit.say(page.hint) if page.hint else "",
        carried=hidden,
        disputed=[say_disputed(*each, draft, visit) for each in disputed_on(page, draft).items()],
        fields=fields,
        can_go_back=page_before(page, asked) is not None,
        form_data=form_data(form, page, unnamed(form, application.answers), today, visit.say),
        script=address(f"/apply/static/{script_name()}", "").partition("?")[0],
    )
    return with_script(answer)


def with_script(answer: Response) -> Response:
    """Allows the script of the form to run, and to save when somebody leaves."""
    allowed = allow_form_script(answer)
    policy = str(allowed.headers["Content-Security-Policy"])
    allowed.headers["Content-Security-Policy"] = policy.replace(NOTHING, f"{NOTHING} connect-src 'self';", 1)
    return allowed


def script_text() -> str:
    """The script of forms, with the part that saves a page when somebody leaves it."""
    return script() + "\n" + (HERE / "static" / "leaving.js").read_text(encoding="utf-8")


def script_name() -> str:
    return named_by_content("form.js", script_text())


def disputed_on(page: FormPage, draft: Draft) -> dict[str, list[Disputed]]:
    """The places on a page where somebody must choose between answers."""
    places: dict[str, list[Disputed]] = {}
    for each in draft.application.disputed:
        if page_of(path_in(each.path), draft.form) is page:
            places.setdefault(each.path, []).append(each)
    return places


def say_disputed(place: str, rivals: list[Disputed], draft: Draft, visit: Visit) -> dict[str, Any]:
    """Shows the answer at a place, and the other ones given there."""
    path = path_in(place)
    field = field_at(path, draft.form)
    empty = visit.say(PAGE["empty"])

    def said(value: Any) -> str:
        return empty if field is None or not_given(value) else say_answer(field, value, visit.say)

    return {
        "id": PICK + place,
        "shown": SHOWN + place,
        "label": visit.say(field.label) if field else place,
        "kept": said(get(draft.application.answers, path)),
        "others": [(each.mark, said(each.value)) for each in rivals],
    }


def say_renewed(visit: Visit, draft: Draft) -> Iterator[tuple[str, list[str]]]:
    """Says what changed in the form since the last visit, and which answers were set aside because of it."""
    renewed = draft.application.renewed
    if renewed is None:
        return
    for name, paths in (("asked_now", renewed.asked), ("asked_otherwise", renewed.changed)):
        if names := [label_of(path, draft.form, visit) for path in paths]:
            yield visit.say(PAGE[name]), names
    if asides := say_asides(visit, draft):
        yield visit.say(PAGE["aside"]), asides


def say_asides(visit: Visit, draft: Draft) -> list[str]:
    """The answers that no longer fit the form, each with its question and why it is not sent."""
    return [
        f"{visit.say(each.label) if each.label else each.path}: "
        f"{visit.say(each.said) if each.said else say_value(each.value)}. {visit.say(WHY[each.why])}"
        for each in draft.application.set_aside
    ]


def say_value(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def label_of(path: str, form: Form, visit: Visit) -> str:
    field = form.fields.get(path_of(path))
    return visit.say(field.label) if field else path
