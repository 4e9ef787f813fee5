"""A form as the rest of the suite uses it: pages of fields and groups for people, and the JSON Schema of what is
valid. It is read from data (`forms/<code>.yaml`); texts are dicts from language code to words."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from onestop.domain.catalogue.catalogue import Texts
from onestop.domain.forms.logic import FormRule
from onestop.domain.forms.paths import Path, path_of
from onestop.domain.forms.schemas import modern_schema

FILE = "file"  # the kind of a field that is answered with files: see applications/form_pages/files.py
ENTRY_FILES = "@files"  # the key under which a group's entry lists its files: see applications/entry_files.py
GROUP = "group"  # the kind of a field that is a list of the same few fields, such as one for each child


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One thing that is asked. In a group, paths of fields are relative to the entry."""

    path: Path
    # text, area, number, money, date, time, yesno, confirm, choice, choices, lines, email, phone, file, group, data
    kind: str
    label: Texts
    hint: Texts | None = None
    required: bool | None = None  # None: as the schema says
    when: FormRule | None = None  # it is asked if this holds; default: always
    compute: FormRule | None = None  # it is computed from other answers and not asked
    choices: tuple[tuple[Any, Texts], ...] = ()
    say: Mapping[str, Texts] = field(default_factory=dict)  # its own messages, by the kind of mistake
    example: str = ""  # an example of a right answer
    whole: bool = False  # an integer
    known: str = ""  # what it asks for, if other forms ask for it too: see known.py
    takes: tuple[str, ...] = ()  # for files: photo, document, text; default: the first two
    megabytes: int = 0  # for files: the size limit of each; default: the general limit
    entry: Texts | None = None  # for groups: the name of one entry
    fields: tuple[Field, ...] = ()  # for groups


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPage:
    """The fields that are asked at one time."""

    code: str
    title: Texts
    hint: Texts | None = None
    when: FormRule | None = None
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossRule:
    """A rule between answers; if it does not hold, `say` is shown at the field `at`."""

    code: str
    holds: FormRule
    at: Path
    say: Texts
    when: FormRule | None = None


@dataclass(frozen=True, kw_only=True)
class Form:
    """A form. `schema` is JSON Schema 2020-12 in the dialect that browser and Lambda both check
    (`schemas.modern_schema`)."""

    code: str
    title: Texts
    schema: Mapping[str, Any]
    pages: tuple[FormPage, ...]
    rules: tuple[CrossRule, ...] = ()
    given: Mapping[str, Any]  # the data that it was read from

    @cached_property
    def version(self) -> str:
        """Returns a name for the form computed from its content: the same data give the same version."""
        canonical = json.dumps(self.given, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(canonical.encode()).hexdigest()[:12]

    @cached_property
    def fields(self) -> dict[Path, Field]:
        """Returns the fields by path, in the order in which they are asked; those in a group come after the group."""
        return {each.path: each for page in self.pages for each in page.fields}

    @cached_property
    def page_of(self) -> dict[Path, FormPage]:
        """Returns the page on which each field is asked."""
        return {each.path: page for page in self.pages for each in page.fields}

    def page(self, code: str) -> FormPage | None:
        """Returns the page of a code."""
        return next((page for page in self.pages if page.code == code), None)


def read_form(given: Mapping[str, Any]) -> Form:
    """Reads a form from its data. Faults in the data are found by `onestop forms lint`, not here."""
    return Form(
        code=given["code"],
        title=given["title"],
        schema=modern_schema(given["schema"]),
        pages=tuple(_read_page(page) for page in given["pages"]),
        rules=tuple(
            CrossRule(
                code=rule["code"],
                holds=rule["holds"],
                at=path_of(rule["at"]),
                say=rule["say"],
                when=rule.get("when"),
            )
            for rule in given.get("rules", ())
        ),
        given=given,
    )


def _read_page(page: Mapping[str, Any]) -> FormPage:
    return FormPage(
        code=page["code"],
        title=page["title"],
        hint=page.get("hint"),
        when=page.get("when"),
        fields=tuple(_read_field(each) for each in page["fields"]),
    )


def _read_field(given: Mapping[str, Any]) -> Field:
    return Field(
        path=path_of(given["at"]),
        kind=given["kind"],
        label=given["label"],
        hint=given.get("hint"),
        required=given.get("required"),
        when=given.get("when"),
        compute=given.get("compute"),
        choices=tuple((choice["value"], choice["name"]) for choice in given.get("choices", ())),
        say=given.get("say", {}),
        example=given.get("example", ""),
        whole=given.get("whole", False),
        known=given.get("known", ""),
        takes=tuple(given.get("takes", ())),
        megabytes=given.get("megabytes", 0),
        entry=given.get("entry"),
        fields=tuple(_read_field(each) for each in given.get("fields", ())),
    )


def texts_of(form: Form) -> Iterator[tuple[str, Texts]]:
    """Yields every text of a form with its place, to check that it exists in all languages."""
    yield "title", form.title
    for page in form.pages:
        yield from _texts(f"pages.{page.code}", ("title", page.title), ("hint", page.hint))
        for each in page.fields:
            yield from _texts_of_field(f"pages.{page.code}", each)
    for rule in form.rules:
        yield f"rules.{rule.code}.say", rule.say


def _texts_of_field(where: str, each: Field) -> Iterator[tuple[str, Texts]]:
    here = f"{where}.{'.'.join(map(str, each.path))}"
    yield from _texts(here, ("label", each.label), ("hint", each.hint), ("entry", each.entry))
    yield from ((f"{here}.choices.{value}", name) for value, name in each.choices)
    yield from ((f"{here}.say.{kind}", words) for kind, words in each.say.items())
    for inner in each.fields:
        yield from _texts_of_field(here, inner)


def _texts(where: str, *named: tuple[str, Texts | None]) -> Iterator[tuple[str, Texts]]:
    yield from ((f"{where}.{name}", texts) for name, texts in named if texts is not None)
