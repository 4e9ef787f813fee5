"""The attributes that came with a request, as answers to the questions of its service."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from intake.open311.times import LOST_PLUS
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.forms.typed_numbers import two_readings

if TYPE_CHECKING:
    from onestop.domain.catalogue.service import Service

YES = ("yes", "true", "1", "y", "on")
NO = ("no", "false", "0", "n", "off")
DAY_LENGTH = 10


def read_answers(given: Mapping[str, tuple[str, ...]], service: Service, catalogue: Catalogue) -> dict[str, Any]:
    """The answers, each in the form that its question needs; one that cannot be read stays text and is refused when the
    case is opened.

    Attributes that the service does not ask for are left out: FixMyStreet sends some with every report.
    """
    by_code = {code.lower(): values for code, values in given.items()}
    zone = catalogue.jurisdiction["time_zone"]
    return {
        question["code"]: read_answer(question["kind"], by_code[question["code"]], zone)
        for question in service.get("questions", ())
        if question["code"] in by_code
    }


def read_answer(kind: str, values: tuple[str, ...], zone: str) -> Any:
    """One answer, read according to the kind of its question."""
    first = values[0]
    if kind == "choices":
        return list(dict.fromkeys(values))
    if kind == "yesno":
        word = first.lower()
        return True if word in YES else False if word in NO else first
    if kind == "number":
        return read_number(first)
    return read_day(first, zone) if kind == "date" else "\n".join(values) if kind == "text" else first


def read_number(text: str) -> float | int | str:
    """A number; one that can be read in two ways stays text, because people type it in the apps that send it."""
    if two_readings(text):
        return text
    try:
        return int(text) if text.lstrip("+-").isdigit() else float(text)
    except (ValueError, OverflowError):
        return text


def read_day(text: str, zone: str) -> str:
    """The day of a GeoReport datetime in the jurisdiction's time zone; a plain date stays as it is."""
    try:
        moment = datetime.fromisoformat(LOST_PLUS.sub(r"+\1", text))
        local = moment.astimezone(ZoneInfo(zone)) if moment.tzinfo else moment
    except (ValueError, OverflowError):  # the first and last days there are have no neighbours in another time zone
        return text
    return local.date().isoformat() if len(text) > DAY_LENGTH else text
