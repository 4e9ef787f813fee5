"""A page of a form for its template (`form_page.html`): fields with what was answered and what is wrong."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from onestop.domain.applications.entry_files import in_form
from onestop.domain.applications.files import megabytes_of, most_of
from onestop.domain.forms import paper_words
from onestop.domain.forms.asked_fields import AskedFields
from onestop.domain.forms.form import FILE, GROUP, Field, Form, FormPage
from onestop.domain.forms.mistake_words import Say, field_at, say_about, say_mistake, say_takes
from onestop.domain.forms.mistakes import Mistake, first_at_each
from onestop.domain.forms.paths import Path, get, text_of_path
from onestop.domain.forms.read_page import name_of
from onestop.domain.forms.typed_numbers import write_number
from onestop.domain.translation import N_, Phrase

ShownField = dict[str, Any]

TEXTS: Mapping[str, Phrase] = {
    "yes": paper_words.YES,
    "no": paper_words.NO,
    "number_hint": N_("A number, such as 12.5"),
    **{f"{kind}_hint": words for kind, words in paper_words.HINTS.items()},
    "add": N_("Add another"),
    "add_first": N_("Add"),
    "remove": N_("Remove {name}"),
    "entry": paper_words.ENTRY,
    "add_file": N_("Add a file"),
    "drop": N_("Take away"),
    "no_files": N_("There is no file yet."),
    "taken": N_("{takes}: at most {megabytes} MB each, and at most {most}."),
    "continue": N_("Continue"),
    "progress": N_("Page {page} of {pages}"),
}
SUGGESTED: Mapping[str, str] = {"email": "email", "phone": "tel"}  # what browsers fill in automatically
KEYBOARDS: Mapping[str, str] = {"number": "decimal", "money": "decimal", "phone": "tel", "email": "email"}
HINTS: Mapping[str, str] = {kind: f"{kind}_hint" for kind in paper_words.HINTS}  # of questions without their own


def show_fields(page: FormPage, form: Form, asked: AskedFields, say: Say) -> list[ShownField]:
    """Returns the fields of a page. Those that are not asked with these answers are hidden: the script shows them when
    they become asked; without a script the page comes back with them."""
    return [_show(field, (), form, asked, say) for field in page.fields if field.compute is None]


def _show(field: Field, around: Path, form: Form, asked: AskedFields, say: Say) -> ShownField:
    path = (*around, *field.path)
    value = get(asked.answers, path)
    own = say(field.hint) if field.hint else ""
    shown: ShownField = {
        "id": name_of(path),
        "path": text_of_path(path),
        "kind": field.kind,
        "name": say(field.label),
        "hint": own or (say(TEXTS[HINTS[field.kind]]) if field.kind in HINTS else ""),
        "required": is_required(field, path, form),
        "hidden": path not in asked.fields,
        "value": as_typed(field, value),
        "autocomplete": SUGGESTED.get(field.kind, "off"),
        "inputmode": "numeric" if field.whole else KEYBOARDS.get(field.kind, ""),
    }
    if field.kind in ("choice", "choices"):
        shown["choices"] = [
            (str(at), say(name), value == each or (isinstance(value, list) and each in value))
            for at, (each, name) in enumerate(field.choices)
        ]
    if field.kind == FILE:
        # filled in by the code that knows the files of an application
        shown |= {
            "files": [],
            "add": f"file.{shown['path']}",
            "taken": say_taken(replace(field, path=in_form(path)), form, say),
        }
    if field.kind == GROUP:
        shown |= _show_group(field, path, value, form, asked, say)
    return shown


def say_taken(field: Field, form: Form, say: Say) -> str:
    """Says which files a question takes, how large and how many."""
    takes, most = say_takes(field, say), most_of(field, form)
    return say(TEXTS["taken"]).format(takes=takes, megabytes=megabytes_of(field), most=most)


def _show_group(field: Field, path: Path, value: Any, form: Form, asked: AskedFields, say: Say) -> ShownField:
    entries = value if isinstance(value, list) else []
    called = say(field.entry) if field.entry else ""
    numbered = f"{called} {{number}}" if called else say(TEXTS["entry"])
    return {
        "entries": [
            {
                "name": numbered.format(number=at + 1),
                "path": text_of_path((*path, at)),
                "fields": [
                    _show(inner, (*path, at), form, asked, say) for inner in field.fields if inner.compute is None
                ],
            }
            for at, _ in enumerate(entries)
        ]
    }


def is_required(field: Field, path: Path, form: Form) -> bool:
    """Whether an answer is required: as the field says, or else as the schema says for fields at its top level."""
    if field.required is not None:
        return field.required
    return len(path) == 1 and path[0] in form.schema.get("required", ())


def as_typed(field: Field, value: Any) -> str:
    """Returns an answer as text for its field."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if field.kind == "lines" and isinstance(value, list):
        return "\n".join(map(str, value))
    if field.kind == "money" and isinstance(value, float):
        return f"{value:.2f}"
    if isinstance(value, int | float):
        return write_number(value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | Mapping) else str(value)


def say_mistakes(mistakes: Iterable[Mistake], form: Form, say: Say) -> list[tuple[str, str]]:
    """Returns what is wrong as pages list it: the name of the field in HTML, and one sentence for each place."""
    said: dict[str, str] = {}
    for each in first_at_each(mistakes):
        said.setdefault(anchor_of(each, form), say_mistake(each, form, say))
    return list(said.items())


def say_with_names(errors: Iterable[tuple[str, str]], fields: Iterable[ShownField], say: Say) -> list[tuple[str, str]]:
    """Returns what is wrong for the list at the top of a page: each with its question, which is not visible there."""
    names = names_of(fields)
    return [(at, say_about(names[at], words, say) if at in names else words) for at, words in errors]


def names_of(fields: Iterable[ShownField], entry: int = 0) -> dict[str, str]:
    """Returns the questions of a page by their names in HTML; in an entry of a group with its number."""
    names: dict[str, str] = {}
    for field in fields:
        names[field["id"]] = f"{field['name']} ({entry})" if entry else field["name"]
        for number, inner in enumerate(field.get("entries", ()), 1):
            names |= names_of(inner["fields"], number)
    return names


def anchor_of(mistake: Mistake, form: Form) -> str:
    """Returns the field at which a mistake is shown: for a part of an answer the field around it, for an object its
    first field."""
    field = field_at(mistake.path, form)
    if field:
        length = len(mistake.path)
        while length > 1 and not _ends_at(mistake.path[:length], field):
            length -= 1
        return name_of(mistake.path[:length])
    beneath = next((path for path in form.fields if path[: len(mistake.path)] == mistake.path), mistake.path)
    return name_of(beneath)


def _ends_at(path: Path, field: Field) -> bool:
    return path[-len(field.path) :] == field.path
