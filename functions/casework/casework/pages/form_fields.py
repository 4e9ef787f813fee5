"""The fields of a form of the desk: a name may occur several times, as ticked boxes do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from chalice.app import Request

from onestop.runtime.pages.posted_forms import FormField, read_pairs, read_values

MOST = 300


@dataclass(frozen=True, slots=True)
class SentFields:
    """The fields of a sent form, in its order."""

    pairs: tuple[tuple[str, str], ...] = ()

    def text(self, name: str) -> str:
        """Returns the value of a field; empty if there is none."""
        return next((value for each, value in self.pairs if each == name), "")

    def texts(self, name: str) -> list[str]:
        """Returns the values of all fields of a name."""
        return [value for each, value in self.pairs if each == name]


def read_fields(request: Request) -> SentFields:
    """Reads a form; raises NotValid if the body is not one."""
    return SentFields(tuple(read_pairs(request, MOST)))


def read_answer(form: SentFields, name: str, kind: str) -> Any:
    """Reads the value of a field of some kind, as the forms of residents are read; None if it is empty. Of several
    choices, each ticked box is a field of the same name."""
    if kind == "choices":
        return [text for text in form.texts(name) if text] or None
    field = FormField(name=name, faults=(), words=kind, code=name, kind=kind)
    return read_values({name: form.text(name)}, (field,)).get(name)
