"""A city of residents whose cases are done over most of a year, and which of them our own code asks how it went.

It is compared with the rule in its plainest form: a drawn case is asked about once, unless its person
was asked about another one fewer than N days ago. The two must agree about every single case.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from notifications.surveys.ask_seldom import ASKS, was_asked_lately
from onestop.domain.people.person import Person
from onestop.domain.surveys.who_is_asked import survey_of
from onestop.storage.catalogue.releases import current
from tests.builders import a_reference

BEGUN = datetime(2026, 1, 1, 12, tzinfo=UTC)
DAYS, MOST_CASES = 300, 4
SURVEY, SHARE, REST = "standard", 0.25, timedelta(days=30)
RULE = {"share": SHARE, "rest_days": REST.days}
AGAIN = 0.02  # of the events that the queue brings twice


@dataclass
class CityAsked:
    """The result: `wrong` are cases that were asked about against the rule, or not asked about against it."""

    residents: int
    cases: int = 0
    drawn: int = 0
    asked: int = 0
    wrong: int = 0
    too_often: int = 0  # people who were asked about two cases within the days of rest
    last: dict[int, tuple[datetime, str]] = field(default_factory=dict)  # when somebody was asked, and about what


def cases_done(residents: int, chance: random.Random) -> list[tuple[datetime, int, str]]:
    """Yields when each case is done, its person, and its reference; some just as the rest period of their person
    ends."""
    found = []
    for resident in range(residents):
        at = BEGUN
        for number in range(chance.randrange(MOST_CASES + 1)):
            wait = chance.choice((timedelta(hours=chance.randrange(24 * DAYS)), REST, REST - timedelta(seconds=1)))
            at = BEGUN + wait if number == 0 else at + wait
            found.append((at, resident, a_reference(resident * MOST_CASES + number)))
    return sorted(found)


def ask_city(residents: int, seed: int) -> CityAsked:
    """Asks them, as events bring it; the catalogue has the rule."""
    chance, told = random.Random(seed), CityAsked(residents)
    for at, resident, reference in cases_done(residents, chance):
        told.cases += 1
        if survey_of(SURVEY, reference, current().surveys) is None:
            continue
        told.drawn += 1
        for _ in range(2 if chance.random() < AGAIN else 1):
            note(told, at, resident, reference)
    return told


def note(told: CityAsked, at: datetime, resident: int, reference: str) -> None:
    event: dict[str, Any] = {"id": f"{reference}.7", "data": {"survey": SURVEY}}
    person = Person(id=f"P{resident}", email=f"r{resident}@resident.example")
    asked = not was_asked_lately(event, ASKS, person, "email", at)
    before = told.last.get(resident)
    allowed = before is None or before[1] == reference or at - before[0] >= REST
    told.wrong += asked != allowed
    if asked:
        told.asked += before is None or before[1] != reference
        told.too_often += before is not None and before[1] != reference and at - before[0] < REST
        told.last[resident] = at, reference


def with_rule(release: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The release in which the survey asks so."""
    yield from (survey | {"ask": RULE} if survey["code"] == SURVEY else survey for survey in release["surveys"])
