"""What residents wrote in answer to surveys: read from the tables, because the lake does not have it, with personal
data removed at once, and counted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

import msgspec

from onestop.domain.redaction.spans import redact
from onestop.storage.surveys.responses import Response
from onestop.storage.tables import MessageRow

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

STRUCK = re.compile(r"\[\w+\]")  # the mark that replaces personal data


def read_responses() -> Iterator[Response]:
    """All answers to surveys."""
    for row in MessageRow.scan(filter_condition=MessageRow.sk == "RESPONSE"):
        yield msgspec.json.decode(row.body or "{}", type=Response)


def services_in(database: DuckDBPyConnection) -> dict[str, str]:
    """The service of each case of a lake that is open."""
    return dict(database.execute("SELECT reference, service FROM cases WHERE service IS NOT NULL").fetchall())


def redacted_words(responses: Iterable[Response], services: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The service of each answer that came in time and has words, with them; without those who wrote them."""
    for response in responses:
        service = services.get(response.reference)
        if service and response.words and not response.late:
            yield service, "\n".join(STRUCK.sub(" ", redact(words)) for _, words in response.words)
