"""Who gets which letter, and when, as a table: on a terminal and in docs/letters.md."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.letters.preferences import kind_of
from onestop.domain.letters.who_is_told import TABLE, LetterRule
from onestop.domain.time.night import BY_NIGHT

HEAD = ("what happened", "on condition", "who is told", "letter", "kind", "its link opens", "by night", "ways")
USUAL = ("email", "sms", "call")
OWN_WAYS: Mapping[str, str] = {"code.asked": "where it was asked for"}


def rows(catalogue: Catalogue | None = None) -> Iterator[tuple[str, ...]]:
    """The table, with the ways of a jurisdiction's own letters where one is given."""
    for row in TABLE:
        kind, night = (
            (kind_of(row.letter).value, BY_NIGHT[row.event].value) if row.about_case else ("asked for", "at once")
        )
        why = row.why or "always"
        ways = ways_of(row, catalogue)
        yield row.event, why, row.who.value, row.letter, kind, row.opens.value, night, ways


def ways_of(row: LetterRule, catalogue: Catalogue | None) -> str:
    """On which ways a letter is tried, one after the other; one about no case goes to the address it is for."""
    if not row.about_case:
        return OWN_WAYS.get(row.event, "email")
    letter = catalogue.letters.get(row.letter) if catalogue else None
    return ", ".join(letter.get("routes", USUAL) if letter else USUAL)


def never_sent(catalogue: Catalogue) -> list[str]:
    """Letters that nothing sends."""
    return sorted(set(catalogue.letters) - {row.letter for row in TABLE})


def as_markdown(catalogue: Catalogue) -> str:
    """The table for a page."""
    cells = [HEAD, ("---",) * len(HEAD), *((row[0], *row[1:3], f"`{row[3]}`", *row[4:]) for row in rows(catalogue))]
    return "\n".join(f"| {' | '.join(each)} |" for each in cells)
