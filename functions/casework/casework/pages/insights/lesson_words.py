"""A lesson in the reader's language: names for services, districts and agencies, numbers in local form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from casework.pages.channel_words import say_channel
from casework.pages.desk_request import DeskVisit
from onestop.domain.catalogue.districts import name_of_district
from onestop.domain.insights.lessons import DOES, SAYS, STEPS, WATCHED
from onestop.domain.languages import name_of_language, say_decimal, say_number, say_series
from onestop.runtime.fairness_names import DIMENSIONS, RESPECTS

SERVICES = ("service", "first", "then")
AGENCIES = ("agency", "from_agency", "to_agency")
STEP_NAMES = ("step", "from_step", "to_step")


@dataclass(frozen=True, slots=True)
class SaidLesson:
    """The words of a lesson: what was seen, what could be done, and how many of a hundred cities without the problem
    would show as much by chance."""

    says: str
    does: str
    chance: str


def say_lesson(lesson: Mapping[str, Any], visit: DeskVisit) -> SaidLesson:
    values = {name: say_value(name, value, lesson["values"], visit) for name, value in lesson["values"].items()}
    chance = lesson["chance"]
    return SaidLesson(
        visit.say(SAYS[lesson["kind"]]).format_map(values),
        visit.say(DOES[lesson["kind"]]).format_map(values),
        "" if chance is None else say_decimal(100 * chance, visit.language),
    )


def say_value(name: str, value: Any, values: Mapping[str, Any], visit: DeskVisit) -> str:
    """Returns one value in words, by what it is: a code that has a name, a number, or words."""
    if isinstance(value, list):
        return say_series((name_of_district(each, visit.offer, visit.language) for each in value), visit.language)
    if isinstance(value, float) and not value.is_integer():
        return say_decimal(value, visit.language)
    if isinstance(value, int | float):
        return say_number(int(value), visit.language)
    if name in SERVICES and value in visit.offer.services:
        return visit.say(visit.offer.services[value]["name"])
    if name in AGENCIES and value in visit.offer.agencies:
        return visit.say(visit.offer.agencies[value]["name"])
    if name in STEP_NAMES and value in STEPS:
        return visit.say(STEPS[value])
    tables = {"dimension": DIMENSIONS, "respect": RESPECTS, "watched": WATCHED}
    if name in tables and value in tables[name]:
        return visit.say(tables[name][value])
    return name_of_group(values["dimension"], value, visit) if name == "group" else named(name, value, visit)


def named(name: str, value: Any, visit: DeskVisit) -> str:
    return name_of_district(value, visit.offer, visit.language) if name == "district" else str(value)


def name_of_group(dimension: str, code: str, visit: DeskVisit) -> str:
    """Returns the name of a district, channel or language; for a segment, the name in its table."""
    if dimension == "district":
        return name_of_district(code, visit.offer, visit.language)
    if dimension == "language":
        return name_of_language(code)
    return say_channel(code, visit) if dimension == "channel" else code
