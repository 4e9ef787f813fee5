"""A form on paper, and back from it: the numbers of its questions, the names of its fields in a PDF, the mark by which
a form that comes back is known, and what was filled in as answers.

Names of fields are paths with slashes (`children/0/first`): a dot would be a level of its own in a PDF. What stands in
them is read as a page of a browser is, so that both ways mean the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from onestop.domain.catalogue.catalogue import Said
from onestop.domain.forms.condition_words import Numbers, say_only_if
from onestop.domain.forms.form import GROUP, Field, Form, texts_of
from onestop.domain.forms.paths import Answers, Path, text_of_path
from onestop.domain.forms.reading import name_of, read_page
from onestop.domain.forms.resolving import merged
from onestop.domain.translation import translate

SLASH = "/"
OFF = ("", "Off", "/Off")  # what a box that was not ticked has in a PDF
ENTRIES = 3  # of a group that are printed; a form that takes fewer has fewer
MARK = re.compile(r"\b([a-z0-9]+(?:-[a-z0-9]+)*)@([0-9a-f]{12})\b")


@dataclass(frozen=True, slots=True)
class PaperMark:
    """Which form a paper is, in which version."""

    code: str
    version: str


def mark_of(form: Form) -> str:
    """What stands at the foot of each page, and in its square of dots: `business-licence@3fd7a0b12c99`."""
    return f"{form.code}@{form.version}"


def find_mark(text: str) -> PaperMark | None:
    """The mark in the words of a scan; None where there is none, or several."""
    found = set(MARK.findall(text))
    return PaperMark(*found.pop()) if len(found) == 1 else None


def paper_name(path: Path) -> str:
    """What the field of a path is called in a PDF."""
    return SLASH.join(map(str, path))


def number_questions(form: Form) -> dict[Path, str]:
    """The number of each question on paper, 3.2 for the second of the third page; in a group 3.2.1."""
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
    """The questions as conditions name them; in a group its own as `item`."""
    numbers = number_questions(form)
    named = {text_of_path(path): (numbers[path], each) for path, each in form.fields.items() if path in numbers}
    for each in around.fields if around else ():
        if around and (path := (*around.path, *each.path)) in numbers:
            named[f"item.{text_of_path(each.path)}"] = (numbers[path], each)
    return named


def entries_of(field: Field, form: Form) -> int:
    """How many entries of a group are printed."""
    found = merged(form.schema, form.schema)
    for step in field.path:
        found = merged(found.get("properties", {}).get(str(step), {}), form.schema)
    most = found.get("maxItems")
    return min(ENTRIES, most) if isinstance(most, int) else ENTRIES


def read_paper(form: Form, filled: Mapping[str, str]) -> Answers:
    """What was filled in, by the names of the fields, as answers. What cannot be read stays as it was written."""
    posted = {name_of(tuple(name.split(SLASH))): value for name, value in filled.items() if value.strip() not in OFF}
    for field in form.fields.values():
        if field.kind == GROUP:
            posted[f"{name_of(field.path)}.count"] = str(_entries_filled(name_of(field.path), posted))
    answers: Answers = {}
    for page in form.pages:
        answers = read_page(page, answers, posted)
    return answers


def _entries_filled(group: str, posted: Iterable[str]) -> int:
    found = re.compile(rf"{re.escape(group)}\.([0-9]{{1,2}})\.")
    return max((int(match[1]) + 1 for name in posted if (match := found.match(name))), default=0)


NUMBERED = re.compile(r"^\s*([0-9]{1,2}(?:\.[0-9]{1,2}){1,2})\b")
PART = 15  # letters of a line that is a part of something printed; of fewer it may be what somebody wrote
WRITTEN = ("text", "area", "number", "money", "date", "email", "phone", "lines")  # answered by a line of writing


def read_scan(form: Form, text: str) -> Answers:
    """What a machine read on a scan: the lines below each question that is answered by writing, without those that we
    printed ourselves. Boxes and entries of groups are left to the person who confirms the draft."""
    paths = {number: path for path, number in number_questions(form).items() if path in form.fields}
    ours = printed_on(form)
    written: dict[str, list[str]] = {}
    number = ""
    for line in map(str.strip, text.splitlines()):
        found = NUMBERED.match(line)
        if found:
            number = found[1]
        elif line and number in paths and form.fields[paths[number]].kind in WRITTEN and not is_printed(line, ours):
            written.setdefault(paper_name(paths[number]), []).append(line)
    return read_paper(form, {name: "\n".join(lines) for name, lines in written.items()})


def printed_on(form: Form) -> frozenset[str]:
    """All that stands on a paper of this form in any of its languages, as it is compared."""
    texts = [words for _, texts in texts_of(form) for words in texts.values()]
    titles = [f"{at} {words}" for at, page in enumerate(form.pages, 1) for words in page.title.values()]
    beside = [*(field.example for field in form.fields.values()), mark_of(form)]
    rules = [each.when for each in form.pages] + [each.when for each in form.fields.values()]
    conditions = [
        say_only_if(rule, numbers_for(form), partial(_say, language))
        for language in form.title
        for rule in rules
        if rule is not None
    ]
    return frozenset(filter(None, map(_plain, (*texts, *titles, *beside, *conditions))))


def is_printed(line: str, ours: frozenset[str]) -> bool:
    """Whether we printed a line: all of it, or a part of something longer that went on in the next one."""
    plain = _plain(line)
    if plain in ours or MARK.search(line):
        return True
    return len(plain) >= PART and any(plain in each for each in ours)


def _plain(words: str) -> str:
    return "".join(letter for letter in words.casefold() if letter.isalnum())


def _say(language: str, said: Said) -> str:
    return translate(said, language) if isinstance(said, str) else said.get(language, "")
