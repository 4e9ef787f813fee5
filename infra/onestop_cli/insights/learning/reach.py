"""Whom our letters reach: of the letters given to a provider, by channel and district, which arrived and which did not.

The Messages table says how letters ended, and no event does; only the case, the channel
and whether it arrived are read from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import msgspec

from onestop.domain.insights.many_comparisons import groups_to_hide
from onestop.domain.letters.delivery import MISSED, WITH_PROVIDER, LetterState
from onestop.storage.tables import MessageRow

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

LEAST = 20
LetterAndChannel = tuple[
    str, str, str, bool
]  # the case, the letter, the channel on which it was tried first, and whether it came


class SentLetter(msgspec.Struct, frozen=True):
    """Of a notification, what counting needs."""

    reference: str
    event: str
    channel: str
    status: LetterState
    instead_of: str | None = None


def read_letters() -> Iterator[SentLetter]:
    """All letters about cases."""
    for row in MessageRow.scan(filter_condition=MessageRow.sk.startswith("NOTIFICATION#")):
        letter = msgspec.json.decode(row.body or "{}", type=SentLetter)
        if letter.reference:
            yield letter


def came(letters: Iterable[SentLetter]) -> list[LetterAndChannel]:
    """Counts each letter once: it arrived if it arrived on any channel. Letters never given to a provider do not
    count."""
    found: dict[tuple[str, str], tuple[str, bool]] = {}
    for letter in letters:
        if letter.status not in WITH_PROVIDER | MISSED:
            continue
        first, reached = found.get((letter.reference, letter.event), (letter.channel, False))
        found[letter.reference, letter.event] = (letter.instead_of or first, reached or letter.status in WITH_PROVIDER)
    return [(reference, event, *told) for (reference, event), told in sorted(found.items())]


def add_reach(database: DuckDBPyConnection, sent: list[LetterAndChannel]) -> None:
    """Give `cases` whether all letters about them came; none where none was sent."""
    references, events, channels, reached = ([each[at] for each in sent] for at in range(4))
    database.execute(
        """CREATE OR REPLACE TABLE letters AS SELECT unnest(?::VARCHAR[]) AS reference, unnest(?::VARCHAR[]) AS event,
        unnest(?::VARCHAR[]) AS sent_by, unnest(?::BOOLEAN[]) AS reached""",
        [references, events, channels, reached],
    )
    database.execute(
        """CREATE OR REPLACE TABLE cases AS SELECT cases.*, known.reached FROM cases LEFT JOIN
        (SELECT reference, bool_and(reached) AS reached FROM letters GROUP BY reference) AS known USING (reference)"""
    )


def reach(database: DuckDBPyConnection) -> list[dict[str, Any]]:
    """By channel and district, how many letters were sent, how many came; groups that are too small are left out."""
    said = database.execute(
        """SELECT sent_by AS channel, coalesce(district, '') AS district, count(*) AS letters,
        count(CASE WHEN letters.reached THEN 1 END) AS came, 1e2 * count(CASE WHEN letters.reached THEN 1 END)
        / count(*) AS percent FROM letters JOIN cases USING (reference)
        GROUP BY sent_by, coalesce(district, '') ORDER BY letters DESC, channel, district"""
    )
    names = [column[0] for column in said.description or ()]
    rows = [dict(zip(names, row, strict=True)) for row in said.fetchall()]
    small = groups_to_hide({f"{row['channel']} {row['district']}": row["letters"] for row in rows}, LEAST)
    return [row for row in rows if f"{row['channel']} {row['district']}" not in small]
