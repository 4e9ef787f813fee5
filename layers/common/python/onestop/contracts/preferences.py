"""Reads the form in which somebody says how they want to hear from us, at the portal or to staff."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time, timedelta

from onestop.domain.letters.preferences import MAY_WAIT, PUSH, VOICE, LetterKind, Preferences, is_zone

LONGEST_ZONE = 64
MOST_QUIET = timedelta(hours=16)  # a letter required by law must find an hour to leave in, each day
WAYS = ("email", "sms", "letter", PUSH, VOICE)


def read_preferences(form: Mapping[str, str]) -> tuple[Preferences, list[tuple[str, str]]]:
    """Returns what somebody chose, and what is wrong with it, as fields with the names of their words."""
    said = [form.get(field, "").strip() for field in ("quiet_from", "quiet_to")]
    begins, ends = map(read_hour, said)
    zone, wrong = form.get("zone", "").strip(), []
    quiet = (f"{begins:%H:%M}", f"{ends:%H:%M}") if begins and ends and begins != ends else None
    if quiet is None and any(said):
        wrong.append(("quiet_to" if begins else "quiet_from", "wrong_quiet"))
    elif begins and ends and length_of(begins, ends) > MOST_QUIET:
        wrong.append(("quiet_to", "wrong_quiet_long"))
    if zone and not (len(zone) <= LONGEST_ZONE and is_zone(zone)):
        wrong.append(("zone", "wrong_zone"))
    preferences = Preferences(
        ways=tuple((kind.value, way) for kind in LetterKind if (way := form.get(f"way_{kind}", "")) in WAYS),
        without=tuple(kind.value for kind in LetterKind if kind in MAY_WAIT and form.get(f"without_{kind}") == "yes"),
        daily=form.get("pace") == "daily",
        quiet=quiet,
        zone=zone or None,
    )
    return preferences, wrong


def read_hour(text: str) -> time | None:
    """Reads an hour and minute as time fields send them; None for anything else."""
    try:
        hour = time.fromisoformat(text)
    except ValueError:
        return None
    return hour.replace(second=0, microsecond=0) if hour.tzinfo is None else None


def length_of(begins: time, ends: time) -> timedelta:
    """Returns the time from one hour to the next moment at which clocks show the other."""
    first, last = (timedelta(hours=each.hour, minutes=each.minute) for each in (begins, ends))
    return (last - first) % timedelta(days=1)
