"""The owner of a service is told when its last week was unusual: by a case, which the triage desk sees
first and which names the owner. A service gets at most one a week of each kind, however often this runs."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from onestop.domain.cases.events import Reason
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.insights.lessons import DOES, SAYS, WATCHED, Lesson
from onestop.domain.languages import say_decimal
from onestop_cli.surveys.improvement_case import open_once

STANDS_OUT = Reason("stands_out")


def tell_owner(lesson: Lesson, until: date, catalogue: Catalogue, at: datetime) -> tuple[str, bool]:
    """Opens the case of an anomaly of the week before `until`; says its reference, and whether it is new."""
    about = (lesson["values"]["service"], lesson["values"].get("watched", "volume"), f"{until:%G-W%V}")
    return open_once(f"anomaly:{':'.join(about)}", lesson_in_words(lesson, catalogue), STANDS_OUT, catalogue, at)


def lesson_in_words(lesson: Lesson, catalogue: Catalogue) -> str:
    """Returns the words of the case, in the first language of the jurisdiction."""
    language = catalogue.language()
    values = {name: say_value(name, value, catalogue, language) for name, value in lesson["values"].items()}
    return "\n".join(catalogue.say(table[lesson["kind"]], language).format_map(values) for table in (SAYS, DOES))


def say_value(name: str, value: Any, catalogue: Catalogue, language: str) -> str:
    if isinstance(value, float):
        return say_decimal(value, language)
    if name == "watched":
        return catalogue.say(WATCHED[value], language)
    if name == "service" and value in catalogue.services:
        return catalogue.say(catalogue.services[value]["name"], language)
    if name == "agency" and value in catalogue.agencies:
        return catalogue.say(catalogue.agencies[value]["name"], language)
    return str(value)
