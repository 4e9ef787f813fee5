"""What is wrong with the answers of a form: where, of which kind, and the bound that was passed. Browser and Lambda
find the same ones; `mistake_words` turns them into words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from onestop.domain.forms.paths import Path, text_of_path

# of several mistakes at one place people read the first of these: what is missing before what is not right
WORTH = ("required", "minItems", "type", "minLength", "enum", "const", "format", "pattern")
FILE_MISTAKE = "file:"  # how the kind begins of what is wrong with a file; a code of why stands behind it
# the kinds of which words name the bound
BOUNDS = frozenset(
    {
        *("minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"),
        *("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
    }
)


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing wrong. `kind` is the keyword of JSON Schema, `rule:CODE` for a rule of the form, or
    `file:CODE` for a file, whose name is then the `limit`."""

    path: Path
    kind: str
    limit: Any = None

    @property
    def place(self) -> str:
        return text_of_path(self.path)


def in_order(mistakes: Iterable[Mistake]) -> list[Mistake]:
    """Each once, by place and kind."""
    kept = {(each.place, each.kind): each for each in mistakes}
    return [kept[key] for key in sorted(kept)]


def first_at_each(mistakes: Iterable[Mistake]) -> list[Mistake]:
    """One for each place: the one that people should mend first."""
    first: dict[str, Mistake] = {}
    for each in sorted(mistakes, key=worth):
        first.setdefault(each.place, each)
    return list(first.values())


def worth(mistake: Mistake) -> int:
    if mistake.kind.startswith(FILE_MISTAKE):  # says more than that nothing is there
        return -1
    return WORTH.index(mistake.kind) if mistake.kind in WORTH else len(WORTH)
