"""The fields of a form of the desk: a name may come several times, as boxes that are ticked do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from chalice.app import Request

from onestop.runtime.pages.posted_forms import FormField, read_pairs, read_values

MOST = 300


@dataclass(frozen=True, slots=True)
class SentFields:
    """What was sent, in the order of the form."""

    pairs: tuple[tuple[str, str], ...] = ()

    def text(self, name: str) -> str:
        """What stands in a field; empty where there is none."""
        return next((value for each, value in self.pairs if each == name), "")

    def texts(self, name: str) -> list[str]:
        """What stands in all fields of a name."""
        return [value for each, value in self.pairs if each == name]


def read_fields(request: Request) -> SentFields:
    """Reads a form; raises NotValid for what is none."""
    return SentFields(tuple(read_pairs(request, MOST)))


def read_answer(form: SentFields, name: str, kind: str) -> Any:
    """What stands in a field of some kind, as the forms of residents are read; None where nothing does. Of several
    choices each box that is ticked is a field of the same name."""
    if kind == "choices":
        return [text for text in form.texts(name) if text] or None
    field = FormField(name=name, faults=(), words=kind, code=name, kind=kind)
    return read_values({name: form.text(name)}, (field,)).get(name)
