"""The form in which somebody says how they want to hear from us, at the portal or to staff, read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time

from onestop.domain.people.preferences import MAY_WAIT, Kind, Preferences, is_zone

LONGEST_ZONE = 64
WAYS = ("email", "sms")


def read_preferences(form: Mapping[str, str]) -> tuple[Preferences, list[tuple[str, str]]]:
    """What somebody chose; and what is wrong with it, as fields with the names of their words."""
    begins, ends = (form.get(field, "").strip() for field in ("quiet_from", "quiet_to"))
    zone, wrong = form.get("zone", "").strip(), []
    quiet = (begins, ends) if is_hour(begins) and is_hour(ends) and begins != ends else None
    if quiet is None and (begins or ends):
        wrong.append(("quiet_to" if is_hour(begins) else "quiet_from", "wrong_quiet"))
    if zone and not (len(zone) <= LONGEST_ZONE and is_zone(zone)):
        wrong.append(("zone", "wrong_zone"))
    preferences = Preferences(
        ways=tuple((kind.value, way) for kind in Kind if (way := form.get(f"way_{kind}", "")) in WAYS),
        without=tuple(kind.value for kind in Kind if kind in MAY_WAIT and form.get(f"without_{kind}") == "yes"),
        daily=form.get("pace") == "daily",
        quiet=quiet,
        zone=zone or None,
    )
    return preferences, wrong


def is_hour(text: str) -> bool:
    """Whether a text is an hour and minute, as a field for times sends them."""
    try:
        return time.fromisoformat(text).tzinfo is None
    except ValueError:
        return False
