"""Reads the form in which a notice is written: returns the notice, or what is wrong with it by field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from casework.pages.form_fields import SentFields
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.catalogue.whereabouts import is_near
from onestop.domain.notices.audience import codes_of, is_small_enough
from onestop.domain.notices.notice import EVENTS, LONGEST, MOST_WORDS, Audience, NoticeLevel, NoticeText

CHANNELS = ("email", "sms")
MOST_CORNERS = 100
FieldAndFault = tuple[str, str]  # a field, and the key of the message that says what is wrong


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedNotice:
    """The typed values, if they can be read."""

    event: str
    level: NoticeLevel
    words: dict[str, NoticeText]
    audience: Audience
    channels: tuple[str, ...]
    expires_at: datetime


def read_notice(form: SentFields, at: datetime, catalogue: Catalogue) -> tuple[TypedNotice | None, list[FieldAndFault]]:
    """Reads the notice of a form; None with what is wrong, in the order of the form's fields."""
    outline = read_outline(form.text("outline"))
    expires_at = read_moment(form.text("expires"), catalogue)
    wrong = [
        *([("event", "wrong_event")] if form.text("event") not in EVENTS else []),
        *([("level", "wrong_level")] if form.text("level") not in set(NoticeLevel) else []),
        *wrong_words(form, catalogue),
        *wrong_places(form, outline, catalogue),
        *([("channel", "wrong_channel")] if not wanted(form, "channel", CHANNELS) else []),
        *([("expires", "wrong_expires")] if expires_at is None or not at < expires_at <= at + LONGEST else []),
    ]
    if wrong or expires_at is None:
        return None, wrong
    audience = Audience(
        districts=wanted(form, "district", codes_of(catalogue.release["boundaries"])),
        outline=tuple(outline or ()),
        services=wanted(form, "service", tuple(catalogue.services)),
        residents=form.text("residents") == "yes",
    )
    said = {
        language: NoticeText(*(form.text(f"{part}-{language}").strip() for part in MOST_WORDS))
        for language in catalogue.jurisdiction["languages"]
    }
    return TypedNotice(
        event=form.text("event"),
        level=NoticeLevel(form.text("level")),
        words=said,
        audience=audience,
        channels=wanted(form, "channel", CHANNELS),
        expires_at=expires_at,
    ), []


def wanted(form: SentFields, field: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """Returns the boxes that were ticked, in our order."""
    ticked = form.texts(field)
    return tuple(code for code in known if code in ticked)


def wrong_words(form: SentFields, catalogue: Catalogue) -> Iterator[FieldAndFault]:
    """Checks that each language has all of its words, and that none is too long."""
    for language in catalogue.jurisdiction["languages"]:
        for part, most in MOST_WORDS.items():
            said = form.text(f"{part}-{language}").strip()
            if not said or len(said) > most:
                yield f"{part}-{language}", f"wrong_{part}"


def wrong_places(
    form: SentFields, outline: list[tuple[float, float]] | None, catalogue: Catalogue
) -> Iterator[FieldAndFault]:
    if outline is None or (outline and not 3 <= len(outline) <= MOST_CORNERS):
        yield "outline", "wrong_outline"
    elif outline and not all(is_near(lat, long, catalogue.area) for lat, long in outline):
        yield "outline", "wrong_outline_far"
    elif outline and not is_small_enough(outline):
        yield "outline", "wrong_outline_large"


def read_outline(text: str) -> list[tuple[float, float]] | None:
    """Reads corners, one on each line: latitude and longitude. None for anything else; the first need not be
    repeated at the end."""
    corners = []
    for line in filter(str.strip, text.splitlines()):
        try:
            lat, long = (float(part) for part in line.replace(",", " ").split())
        except ValueError:
            return None
        if not (-90 <= lat <= 90 and -180 <= long <= 180):
            return None
        corners.append((lat, long))
    return corners[:-1] if len(corners) > 1 and corners[0] == corners[-1] else corners


def read_moment(text: str, catalogue: Catalogue) -> datetime | None:
    """Reads a day and hour in the jurisdiction's time zone, as a form field sends it."""
    zone = ZoneInfo(catalogue.jurisdiction["time_zone"])
    try:
        moment = datetime.fromisoformat(text)
        return moment.replace(tzinfo=zone).astimezone(UTC) if moment.tzinfo is None else None
    except (ValueError, OverflowError):  # the last representable day has no later hour in another time zone
        return None
