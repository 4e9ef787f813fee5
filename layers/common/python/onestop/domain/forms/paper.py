"""A form on paper, and back from it: the numbers of its questions, the names of its fields in a PDF, the mark by which
a returned form is recognised, and the filled-in values as answers.

Names of fields are paths with slashes (`children/0/first`), because a dot would start a new level in a PDF. Values are
read as those of a page in a browser are, so that both ways mean the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from onestop.domain.forms.condition_words import Numbers
from onestop.domain.forms.form import GROUP, Field, Form
from onestop.domain.forms.paths import FormAnswers, Path, text_of_path
from onestop.domain.forms.read_page import name_of, read_page
from onestop.domain.forms.resolve_references import merged

SLASH = "/"
OFF = ("", "Off", "/Off")  # values of an unticked box in a PDF
ENTRIES = 3  # entries of a group that are printed; fewer if the form accepts fewer
MARK = re.compile(r"\b([a-z0-9]+(?:-[a-z0-9]+)*)@([0-9a-f]{12})\b")


@dataclass(frozen=True, slots=True)
class PaperMark:
    """The form and version of a paper."""

    code: str
    version: str


def mark_of(form: Form) -> str:
    """Returns what is printed at the foot of each page, and in its square code: `business-licence@3fd7a0b12c99`."""
    return f"{form.code}@{form.version}"


def find_mark(text: str) -> PaperMark | None:
    """Finds the mark in the text of a scan; None if there is none, or several."""
    found = set(MARK.findall(text))
    return PaperMark(*found.pop()) if len(found) == 1 else None


def paper_name(path: Path) -> str:
    """Returns the name of a path's field in a PDF."""
    return SLASH.join(map(str, path))


def number_questions(form: Form) -> dict[Path, str]:
    """Returns the number of each question on paper: 3.2 for the second of the third page; in a group 3.2.1."""
    numbers: dict[Path, str] = {}
    for at, page in enumerate(form.pages, start=1):
        place = 0
        for each in page.fields:
            if each.compute is not None:
                continue
            place += 1
            numbers[each.path] = f"{at}.{place}"
            inner = [field for field in each.fields if field.compute is None]
            for nth, field in enumerate(inner, start=1):
                numbers[(*each.path, *field.path)] = f"{at}.{place}.{nth}"
    return numbers


def numbers_for(form: Form, around: Field | None = None) -> Numbers:
    """Returns the questions under the names that conditions use; in a group, its own as `item`."""
    numbers = number_questions(form)
    named = {text_of_path(path): (numbers[path], each) for path, each in form.fields.items() if path in numbers}
    for each in around.fields if around else ():
        if around and (path := (*around.path, *each.path)) in numbers:
            named[f"item.{text_of_path(each.path)}"] = (numbers[path], each)
    return named


def entries_of(field: Field, form: Form) -> int:
    """Returns how many entries of a group are printed."""
    found = merged(form.schema, form.schema)
    for step in field.path:
        found = merged(found.get("properties", {}).get(str(step), {}), form.schema)
    most = found.get("maxItems")
    return min(ENTRIES, most) if isinstance(most, int) else ENTRIES


def read_paper(form: Form, filled: Mapping[str, str]) -> FormAnswers:
    """Returns filled-in values, by the names of the fields, as answers. What cannot be read stays as it was written."""
    posted = {name_of(tuple(name.split(SLASH))): value for name, value in filled.items() if value.strip() not in OFF}
    for field in form.fields.values():
        if field.kind == GROUP:
            posted[f"{name_of(field.path)}.count"] = str(_entries_filled(name_of(field.path), posted))
    answers: FormAnswers = {}
    for page in form.pages:
        answers = read_page(page, answers, posted)
    return answers


def _entries_filled(group: str, posted: Iterable[str]) -> int:
    found = re.compile(rf"{re.escape(group)}\.([0-9]{{1,2}})\.")
    return max((int(match[1]) + 1 for name in posted if (match := found.match(name))), default=0)
