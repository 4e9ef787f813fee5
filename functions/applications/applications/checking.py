"""All answers read back before they are sent, each with the way to change it."""

from __future__ import annotations

from chalice.app import Response

from applications.drafts import Draft, judge_draft, load_draft, today_of
from applications.showing import TEMPLATES, Errors
from applications.texts import CHECK, PAGE, SENT
from onestop.domain.applications.application import Status
from onestop.domain.applications.merging import path_in
from onestop.domain.forms.asking import Asked
from onestop.domain.forms.form import Page
from onestop.domain.forms.mistakes import Mistake, first_at_each
from onestop.domain.forms.reading import name_of
from onestop.domain.forms.saying import say_page
from onestop.domain.forms.wording import field_at, say_mistake
from onestop.runtime import links
from onestop.runtime.clock import now
from onestop.runtime.forms import new_key
from onestop.runtime.frame import Visit, address, show
from onestop.runtime.kept_links import opened_here, secret_in_links, without_secret


def check_answers(visit: Visit, reference: str) -> Response:
    """What was answered, page by page, with what is missing; and the button that sends it."""
    known = opened_here(visit.request, reference, links.APPLY)
    if there := without_secret(visit.request, f"/apply/check/{known}", known, links.APPLY):
        return there
    at = now()
    draft = load_draft(known, visit.offer, at)
    visit = visit.in_language(draft.application.language)
    asked, mistakes = judge_draft(draft, today_of(visit.offer, at))
    if draft.application.status is not Status.DRAFT:
        path = f"/apply/draft/{known}"
        return show(visit, TEMPLATES, "sent.html", visit.say(SENT["title"]), path, SENT)
    return show_check(visit, draft, asked, mistakes)


def show_check(
    visit: Visit, draft: Draft, asked: Asked, mistakes: list[Mistake], errors: Errors | None = None
) -> Response:
    """The page of all answers. `errors` are more than what the answers themselves have wrong."""
    known = draft.application.reference
    secret = secret_in_links(visit.request, known, links.APPLY)
    wrong = [*(errors or []), *say_all_wrong(visit, draft, mistakes)]

    def there(page: Page, path: str) -> str:
        way = address(f"/apply/draft/{known}/{page.code}", visit.language, secret=secret, back="check")
        return f"{way}#{path}"

    pages = [
        {
            "code": page.code,
            "title": visit.say(page.title),
            "lines": [
                {
                    "id": f"line-{name_of(line.path)}",
                    "label": f"{line.label} ({line.entry})" if line.entry else line.label,
                    "words": line.words,
                    "there": there(page, name_of(line.path)) if asked.fields[line.path].compute is None else "",
                }
                for line in say_page(page, draft.form, asked, visit.say)
            ],
        }
        for page in asked.pages
    ]
    return show(
        visit,
        TEMPLATES,
        "check.html",
        visit.say(CHECK["title"]),
        f"/apply/check/{known}",
        {**PAGE, **CHECK},
        kept={"secret": secret},
        errors=wrong,
        title_of_form=visit.say(draft.form.title),
        pages=pages,
        reference=known,
        secret=links.secret_of(links.APPLY, known),
        key=new_key(),
        later=address(f"/apply/later/{known}", visit.language, secret=secret),
    )


def say_all_wrong(visit: Visit, draft: Draft, mistakes: list[Mistake]) -> Errors:
    """Every mistake with what it is about, in the order of the form, each leading to its line."""
    order = list(draft.form.fields)
    said: Errors = []
    for each in sorted(first_at_each(mistakes), key=lambda one: place_in(order, one.path)):
        field = field_at(each.path, draft.form)
        label = f"{visit.say(field.label)}: " if field else ""
        said.append((f"line-{name_of(each.path)}", label + say_mistake(each, draft.form, visit.say)))
    for dispute in draft.application.disputed:
        path = path_in(dispute.path)
        said.append((f"line-{name_of(path)}", visit.say(PAGE["chosen"])))
    return said


def place_in(order: list[tuple[str | int, ...]], path: tuple[str | int, ...]) -> int:
    return next((at for at, each in enumerate(order) if path[: len(each)] == each or each[: len(path)] == path), 999)
