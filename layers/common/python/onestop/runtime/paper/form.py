"""A form as a PDF that can be filled in on a screen or by hand, made from the same definition as its pages."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

from onestop.domain.forms.condition_words import say_only_if
from onestop.domain.forms.form import FILE, GROUP, Field, Form, FormPage
from onestop.domain.forms.mistake_words import Say
from onestop.domain.forms.paper import entries_of, mark_of, number_questions, numbers_for, paper_name
from onestop.domain.forms.paper_words import ENCLOSE, ENTRY, HINTS, HOW, MORE, NO, OF, SIGNED, SKIP, SUCH_AS, YES
from onestop.domain.forms.paths import Path
from onestop.runtime.paper.paper_sheet import LARGE, USUAL, PaperSheet

NO_TEXT, TEXT = b"%\x93\x8c\x8b\x9e", b"%...."  # bytes by which a PDF shows that it is not text
LINES = {"area": 4, "lines": 3, "data": 3}  # lines for writing


def make_paper(form: Form, language: str, say: Say, large: bool = False) -> bytes:
    """Returns the whole form in one language, which `say` speaks; in large print if wanted. It is pure ASCII, so that a
    gateway that treats answers as text sends it unchanged."""

    written = io.BytesIO()
    footer = f"{say(form.title)} · {mark_of(form)} · {say(OF)}"
    sheet = PaperSheet(written, LARGE if large else USUAL, language, say(form.title), footer, mark_of(form))
    writer = _FormWriter(form, sheet, say)
    writer.write()
    sheet.close()
    return written.getvalue().replace(NO_TEXT, TEXT, 1)


@dataclass(slots=True)
class _FormWriter:
    """Goes through a form and puts on the sheet what each part needs."""

    form: Form
    sheet: PaperSheet
    say: Say

    def write(self) -> None:
        self.sheet.heading(self.say(self.form.title), 1)
        self.sheet.text(self.say(HOW))
        for number, page in enumerate(self.form.pages, start=1):
            self._page(number, page)
        self.sheet.line_to_sign(self.say(SIGNED))

    def _page(self, number: int, page: FormPage) -> None:
        asked = [each for each in page.fields if each.compute is None]
        if not asked:
            return
        self.sheet.heading(f"{number}  {self.say(page.title)}", 2)
        if page.when is not None:
            self.sheet.text(say_only_if(page.when, numbers_for(self.form), self.say), strong=True)
        if page.hint:
            self.sheet.text(self.say(page.hint))
        for each in asked:
            self._field(each, each.path, each.path)

    def _field(self, each: Field, path: Path, numbered: Path, around: Field | None = None) -> None:
        """Writes one question. `numbered`: its number in the form; `path`: its place in the answers, with the entry."""
        number = number_questions(self.form)[numbered]
        wanted = "" if each.required is not False and self._is_needed(each, around) else f" ({self.say(SKIP)})"
        notes = [*self._notes(each, around)]
        with self.sheet.together(each.kind, len(each.choices), LINES.get(each.kind, 1), len(notes)):
            self.sheet.label(f"{number}  {self.say(each.label)}{wanted}")
            for words, strong in notes:
                self.sheet.text(words, strong=strong, small=True)
            if each.kind not in (GROUP, FILE):
                self._boxes(each, path, f"{number} {self.say(each.label)}")
        if each.kind == GROUP:
            self._entries(each, path)

    def _is_needed(self, each: Field, around: Field | None) -> bool:
        if each.required:
            return True
        return around is None and len(each.path) == 1 and each.path[0] in self.form.schema.get("required", ())

    def _notes(self, each: Field, around: Field | None) -> Iterator[tuple[str, bool]]:
        if each.when is not None:
            yield say_only_if(each.when, numbers_for(self.form, around), self.say), True
        if each.hint:
            yield self.say(each.hint), False
        elif each.kind in HINTS:
            yield self.say(HINTS[each.kind]), False
        if each.kind == FILE:
            yield self.say(ENCLOSE), False
        if each.example:
            yield self.say(SUCH_AS).format(example=each.example), False

    def _boxes(self, each: Field, path: Path, tooltip: str) -> None:
        name = paper_name(path)
        if each.kind == "yesno":
            options = [("yes", self.say(YES)), ("no", self.say(NO))]
            self.sheet.pick_one(name, options, tooltip)
        elif each.kind == "choice":
            options = [(str(at), self.say(words)) for at, (_, words) in enumerate(each.choices)]
            self.sheet.pick_one(name, options, tooltip)
        elif each.kind == "choices":
            for at, (_, words) in enumerate(each.choices):
                self.sheet.tick(f"{name}/{at}", self.say(words), tooltip)
        elif each.kind == "confirm":
            self.sheet.tick(name, self.say(each.label), tooltip)
        else:
            short = each.kind in ("number", "money", "date", "time")
            self.sheet.box(name, tooltip, LINES.get(each.kind, 1), short)

    def _entries(self, group: Field, path: Path) -> None:
        called = f"{self.say(group.entry)} {{number}}" if group.entry else self.say(ENTRY)
        for at in range(entries_of(group, self.form)):
            self.sheet.heading(called.format(number=at + 1), 3)
            for inner in group.fields:
                if inner.compute is None:
                    self._field(inner, (*path, at, *inner.path), (*group.path, *inner.path), group)
        self.sheet.text(self.say(MORE), small=True)
