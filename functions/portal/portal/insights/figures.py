"""The figures as the page shows them: rows with words in the visitor's language, and the length of each bar."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from onestop.domain.catalogue.districts import name_of_district
from onestop.domain.languages import name_of_language, say_decimal, say_number
from onestop.domain.time.dates import say_month
from onestop.runtime.channel_names import CHANNELS
from onestop.runtime.fairness_names import DIMENSIONS, RESPECTS
from onestop.runtime.pages.frame import Visit

MONTH = re.compile("[0-9]{4}-(?:0[1-9]|1[0-2])")
WIDE = 320  # pixels of the longest bar
# which column of a figure names the row, which is its bar, and which others are in the table
FIGURES: Mapping[str, tuple[str, str, tuple[str, ...]]] = {
    "volumes": ("month", "cases", ()),
    "promise_kept": ("service", "percent", ("cases",)),
    "time_to_resolve": ("service", "hours", ("cases",)),
    "still_waiting": ("days", "percent", ("low", "high")),
    "channels": ("channel", "percent", ("cases",)),
    "satisfaction": ("service", "percent", ("answers",)),
}


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One row of a figure: its name, the number of its bar, the other numbers of the table, the length of the bar."""

    name: str
    value: str
    others: tuple[str, ...]
    wide: int


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure. `head` are the columns of its table, in words."""

    code: str
    head: tuple[str, ...]
    rows: tuple[FigureLine, ...]

    @property
    def high(self) -> int:
        return 24 * len(self.rows) + 4


def figures_of(told: Mapping[str, Any], visit: Visit) -> list[Figure]:
    """The figures that have any rows."""
    found = []
    for code, (name, bar, others) in FIGURES.items():
        rows = told.get(code) or []
        most = max((row[bar] for row in rows), default=0) or 1
        shown = tuple(
            FigureLine(
                name_in(visit, name, row[name]),
                number(row[bar], visit.language),
                tuple(number(row[other], visit.language) for other in others),
                round(WIDE * row[bar] / (100 if bar == "percent" else most)),
            )
            for row in rows
        )
        if shown:
            found.append(Figure(code, (name, bar, *others), shown))
    return found


def findings_of(told: Mapping[str, Any], visit: Visit) -> list[dict[str, Any]]:
    """The groups of people who are served differently from others, in words."""
    return [
        {
            "group": f"{visit.say(DIMENSIONS[each['dimension']])}: {name_in(visit, each['dimension'], each['group'])}",
            "respect": visit.say(RESPECTS[each["respect"]]),
            "worse": each["worse"],
            "cases": number(each["cases"], visit.language),
        }
        for each in told.get("findings", ())
        if each["dimension"] in DIMENSIONS and each["respect"] in RESPECTS
    ]


def name_in(visit: Visit, kind: str, code: str | int) -> str:
    """The name of a service, channel, district, language or month for the reader of the page; else the code."""
    if isinstance(code, int):
        return str(code)
    if kind == "channel":
        return visit.say(CHANNELS[code]) if code in CHANNELS else code
    if kind == "language":
        return name_of_language(code)
    if kind == "month" and MONTH.fullmatch(code):
        return say_month(date.fromisoformat(f"{code}-01"), visit.language)
    if kind == "district":
        return name_of_district(code, visit.offer, visit.language)
    if kind == "service" and code in visit.offer.services:
        return visit.say(visit.offer.services[code]["name"])
    return code


def number(value: Any, language: str) -> str:
    """A number as readers of this language write it, rounded to the digits that mean something."""
    if not isinstance(value, float):
        return say_number(value, language) if isinstance(value, int) else str(value)
    return say_number(round(value), language) if f"{value:.1f}".endswith(".0") else say_decimal(value, language)
