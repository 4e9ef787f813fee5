"""Data that the tables have and the lake must not: who asked for what, in which words. They are only counted here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

import msgspec

from onestop.domain.redaction.spans import redact
from onestop.storage.tables import CaseRow

STRUCK = re.compile(r"\[\w+\]")  # the mark that replaces personal data
CASE, REQUEST = "case", "request"
NEW, BEFORE = timedelta(days=7), timedelta(days=91)


class PersonCase(msgspec.Struct, frozen=True):
    """Of a case, what counting by people needs."""

    reference: str
    opened_at: datetime
    person: str | None = None
    service: str | None = None


class RequestWords(msgspec.Struct, frozen=True):
    """Of a request, its words."""

    description: str | None = None


def read_asked() -> Iterator[PersonCase]:
    """All cases."""
    for row in CaseRow.scan(filter_condition=CaseRow.kind == CASE):
        yield msgspec.json.decode(row.body or "{}", type=PersonCase)


def read_said(cases: dict[str, PersonCase], now: datetime) -> Iterator[tuple[str, str | None, bool]]:
    """The words of cases of the last months, redacted, with their service and whether they came in the last week."""
    for row in CaseRow.scan(filter_condition=CaseRow.kind == REQUEST):
        case = cases.get(row.pk.removeprefix("CASE#"))
        words = msgspec.json.decode(row.body or "{}", type=RequestWords).description
        if case and words and case.opened_at > now - BEFORE:
            yield STRUCK.sub(" ", redact(words)), case.service, case.opened_at > now - NEW
