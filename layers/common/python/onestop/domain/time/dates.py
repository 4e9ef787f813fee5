"""Days and moments as a person would say them, in the time of the jurisdiction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from onestop.domain.catalogue.catalogue import Texts

DATE: Texts = {"en": "{day} {month} {year}", "zh-Hans": "{year}年{number}月{day}日", "es": "{day} de {month} de {year}"}
MOMENT: Texts = {
    "en": "{date}, {hour12}:{minute:02} {half}",
    "zh-Hans": "{date} {hour:02}:{minute:02}",
    "es": "{date}, {hour}:{minute:02} h",
}
MONTHS: Mapping[str, tuple[str, ...]] = {
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December"),
    "es": ("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
           "noviembre", "diciembre"),
}  # fmt: skip


def say_date(at: datetime, zone: str, language: str) -> str:
    """A day as a person would say it, in the jurisdiction's time."""
    local = at.astimezone(ZoneInfo(zone))
    month = MONTHS.get(language, MONTHS["en"])[local.month - 1]
    return DATE.get(language, DATE["en"]).format(day=local.day, month=month, number=local.month, year=local.year)


def say_moment(at: datetime, zone: str, language: str) -> str:
    """A day and the time of day, in the jurisdiction's time."""
    local = at.astimezone(ZoneInfo(zone))
    return MOMENT.get(language, MOMENT["en"]).format(
        date=say_date(at, zone, language),
        hour=local.hour,
        hour12=local.hour % 12 or 12,
        minute=local.minute,
        half="am" if local.hour < 12 else "pm",
    )
