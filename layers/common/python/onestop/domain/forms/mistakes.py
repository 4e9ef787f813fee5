"""Mistakes in the answers of a form: where, of which kind, and the limit that was exceeded. Browser and Lambda find
the same ones; `mistake_words` turns them into words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from onestop.domain.forms.paths import Path, text_of_path

# of several mistakes at one place, people see the first of these: a missing answer before a wrong one
WORTH = ("required", "minItems", "type", "ambiguous", "minLength", "enum", "const", "format", "pattern")
AMBIGUOUS = "ambiguous"  # the kind of a number that can be read in two ways; as it was typed, it is then the `limit`
FILE_MISTAKE = "file:"  # prefix of the kinds of mistakes with files; followed by the code of the reason
# the kinds whose words name the limit
BOUNDS = frozenset(
    {
        *("minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"),
        *("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
    }
)


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake. `kind` is the keyword of JSON Schema, `rule:CODE` for a rule of the form, `file:CODE` for a
    file, whose name is then the `limit`, or `ambiguous`."""

    path: Path
    kind: str
    limit: Any = None

    @property
    def place(self) -> str:
        return text_of_path(self.path)


def in_order(mistakes: Iterable[Mistake]) -> list[Mistake]:
    """Returns each once, by place and kind."""
    kept = {(each.place, each.kind): each for each in mistakes}
    return [kept[key] for key in sorted(kept)]


def first_at_each(mistakes: Iterable[Mistake]) -> list[Mistake]:
    """Returns one for each place: the one to correct first."""
    first: dict[str, Mistake] = {}
    for each in sorted(mistakes, key=worth):
        first.setdefault(each.place, each)
    return list(first.values())


def worth(mistake: Mistake) -> int:
    if mistake.kind.startswith(FILE_MISTAKE):  # more specific than that the answer is missing
        return -1
    return WORTH.index(mistake.kind) if mistake.kind in WORTH else len(WORTH)
