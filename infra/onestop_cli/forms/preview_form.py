"""Every page of a form in every language, as HTML to look at without a running suite: all that may be asked is shown,
with when it is asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from onestop.domain.catalogue.catalogue import Sayable
from onestop.domain.forms.asked_fields import AskedFields, find_asked_fields
from onestop.domain.forms.form import GROUP, Field, Form, FormPage
from onestop.domain.forms.mistake_words import Say
from onestop.domain.forms.paths import set_value, text_of_path
from onestop.domain.languages import direction_of, name_of_language
from onestop.domain.translation import translate
from onestop.runtime.pages.frame import environment
from onestop.runtime.pages.page_style import TEMPLATES, style
from onestop.runtime.pages.page_texts import FRAME
from onestop.runtime.pages.show_form import TEXTS, show_fields
from onestop_cli.forms.rule_words import say_rule

PAGE = """{% from "form_page.html" import form_fields %}
<!doctype html>
<html lang="{{ language }}" dir="{{ direction }}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ heading }} – {{ form }}</title><style>{{ style|safe }}</style></head>
<body><main><div class="wide body"><div class="narrow">
<p>{% for code, name in languages %}
<a href="../{{ code }}/{{ page }}.html" lang="{{ code }}">{{ name }}</a>
{% endfor %}</p>
<p class="quiet">{{ form }} – {{ progress }}</p><h1>{{ heading }}</h1>
{% if hint %}<p class="lead">{{ hint }}</p>{% endif %}
{% for note in notes %}<p class="quiet"><code>{{ note }}</code></p>{% endfor %}
<form>{{ form_fields(t, [], fields) }}</form>
<p>{% for link, name in around %}<a href="{{ link }}">{{ name }}</a> {% endfor %}</p>
</div></div></main></body></html>"""


def preview(form: Form, folder: Path) -> list[Path]:
    """Writes LANGUAGE/PAGE.html for each, and gives the files."""
    written = []
    for language in form.title:
        (folder / language).mkdir(parents=True, exist_ok=True)
        for page in form.pages:
            path = folder / language / f"{page.code}.html"
            path.write_text(render(form, page, language), encoding="utf-8")
            written.append(path)
    return written


def render(form: Form, page: FormPage, language: str) -> str:
    say = partial(say_in, language)
    texts = {name: say(text) for name, text in {**FRAME, **TEXTS}.items()}
    at = form.pages.index(page)
    progress = texts["progress"].format(page=at + 1, pages=len(form.pages))
    return environment(TEMPLATES).from_string(PAGE).render(
        t=texts,
        language=language,
        direction=direction_of(language),
        heading=say(page.title),
        form=say(form.title),
        page=page.code,
        languages=[(code, name_of_language(code)) for code in form.title],
        style=style(),
        progress=progress,
        hint=say(page.hint) if page.hint else "",
        notes=list(notes_of(page)),
        fields=[shown(field) for field in fields_of(form, page, say)],
        around=[(f"{each.code}.html", say(each.title)) for each in form.pages[max(0, at - 1) : at + 2] if each != page],
    )  # fmt: skip


def say_in(language: str, said: Sayable) -> str:
    """The words of a form, or of ours, where there is only a file and no jurisdiction."""
    if isinstance(said, str):
        return translate(said, language)
    return said.get(language) or next(iter(said.values()), "")


def fields_of(form: Form, page: FormPage, say: Say) -> list[dict[str, Any]]:
    """Returns the fields as they are shown, each group with one empty entry."""
    answers: dict[str, Any] = {}
    for field in page.fields:
        if field.kind == GROUP:
            set_value(answers, field.path, [{}])
    asked: AskedFields = replace(find_asked_fields(form, {}, "2026-11-28"), answers=answers)
    return show_fields(page, form, asked, say)


def shown(field: Mapping[str, Any]) -> dict[str, Any]:
    """The field without hiding it."""
    entries = [entry | {"fields": [shown(inner) for inner in entry["fields"]]} for entry in field.get("entries", ())]
    return {**field, "hidden": False} | ({"entries": entries} if entries else {})


def notes_of(page: FormPage) -> Iterator[str]:
    """When the page is asked, and those of its fields that are not asked always."""
    if page.when is not None:
        yield f"{page.code}: {say_rule(page.when)}"
    yield from notes_of_fields(page.fields, "")


def notes_of_fields(fields: Iterable[Field], around: str) -> Iterator[str]:
    for field in fields:
        at = f"{around}{text_of_path(field.path)}"
        if field.when is not None:
            yield f"{at}: {say_rule(field.when)}"
        if field.compute is not None:
            yield f"{at} = {say_rule(field.compute)}"
        yield from notes_of_fields(field.fields, f"{at}[].")
