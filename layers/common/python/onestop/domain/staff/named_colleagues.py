"""A colleague is named in a note, as @name: whom a text names, and the list in which they find where that was.

The list holds references, codes and moments, and no words: the note itself is in the case, for those who may see it.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

MOST = 30  # cases in one person's list; the one in which they were named longest ago is dropped first
# not within an e-mail address; punctuation at the end of a sentence is not part of a name
AT_NAME = re.compile(r"(?<![A-Za-z0-9._%+-])(@\w(?:[\w.-]*\w)?)")
GOES_ON = re.compile(r"[A-Za-z0-9_]|[.-][A-Za-z0-9_]")  # if this follows, the name is only the beginning of another one


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedInNote:
    """Somebody was named in a note of a case: the last time, by whom, and when they looked at the case after that."""

    reference: str
    by: str
    at: datetime
    service: str | None = None
    looked_at: datetime | None = None


def names_in(text: str, known: Collection[str]) -> tuple[list[str], list[str]]:
    """Returns the names in a text that colleagues have, in lower case, and those that nobody has, as they were written.
    If no space follows a name, as in Chinese, the longest name that somebody has is taken."""
    found: dict[str, None] = {}
    unknown: dict[str, None] = {}
    lower = {name.lower() for name in known}
    for word in AT_NAME.findall(text):
        written = word[1:]
        ends = (end for end in range(len(written), 0, -1) if not GOES_ON.match(written, end))
        name = next((written[:end].lower() for end in ends if written[:end].lower() in lower), None)
        if name is None:
            unknown[written] = None
        else:
            found[name] = None
    return list(found), list(unknown)


def with_named(before: tuple[NamedInNote, ...], named: NamedInNote) -> tuple[NamedInNote, ...]:
    """Returns somebody's list after they were named again: newest first, each case once."""
    others = (each for each in before if each.reference != named.reference)
    return (named, *others)[:MOST]


def with_look(before: tuple[NamedInNote, ...], reference: str, at: datetime) -> tuple[NamedInNote, ...]:
    """Returns somebody's list after they have looked at a case."""
    return tuple(
        replace(each, looked_at=at) if each.reference == reference and each.looked_at is None else each
        for each in before
    )


def unlooked(named: tuple[NamedInNote, ...]) -> int:
    """Returns the number of cases in which somebody was named and that they have not looked at since."""
    return sum(each.looked_at is None for each in named)
