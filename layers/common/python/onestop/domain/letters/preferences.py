"""How somebody wants to hear from us, beyond language and channel: which kinds of letter, on which channel each, when.

Nobody can opt out of a letter that the law requires, or that asks for what their case waits for: those leave on
their day; only their channel can be chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from onestop.domain.translation import NC_, Phrase

PUSH, VOICE = "push", "voice"
DIGEST_AT = time(8)  # on the next day, local time
DAYS_TO_TRY = 4  # until our day and what somebody chose meet: with the next day's letter that is the third


class LetterKind(StrEnum):
    """The kind of a letter. Legal: what we must tell, such as a decision and until when somebody may object to it.
    Needed: we wait for them. News: progress. Notice: what everybody there is told. Survey: how it went, for our
    benefit."""

    LEGAL = "legal"
    NEEDED = "needed"
    NEWS = "news"
    NOTICE = "notice"
    SURVEY = "survey"


KIND_OF: Mapping[str, LetterKind] = {
    "case-resolved": LetterKind.NEWS,
    "case-reopened": LetterKind.NEWS,
    "joined-resolved": LetterKind.NEWS,
    "joined-reopened": LetterKind.NEWS,
    "joined-closed": LetterKind.NEWS,
    "survey-invited": LetterKind.SURVEY,
    "resident-asked": LetterKind.NEEDED,
    "service-asked": LetterKind.NEEDED,
    "resident-task": LetterKind.NEEDED,
    "resident-reminded": LetterKind.NEEDED,
    "contact-claimed": LetterKind.NEEDED,
    "contact-sent": LetterKind.NEEDED,
    "notice": LetterKind.NOTICE,  # except those required by law, and urgent ones
}  # letters that are not listed are legal
MAY_WAIT = frozenset({LetterKind.NEWS, LetterKind.NOTICE, LetterKind.SURVEY})  # and may be left out
KIND_WORDS: Mapping[LetterKind, Phrase] = {
    LetterKind.LEGAL: NC_("kind of letter", "That a request was received, passed on or closed"),
    LetterKind.NEEDED: NC_("kind of letter", "What we need from you"),
    LetterKind.NEWS: NC_("kind of letter", "How your requests go"),
    LetterKind.NOTICE: NC_("kind of letter", "Notices about a place or a service, unless they are urgent"),
    LetterKind.SURVEY: NC_("kind of letter", "The question how it went"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """What somebody chose. `ways` are pairs of a kind and its channel, `without` the kinds that they opted out of;
    `quiet` from when until when, such as 22:00 and 07:00, in `zone`, or else in the jurisdiction's time zone."""

    ways: tuple[tuple[str, str], ...] = ()
    without: tuple[str, ...] = ()
    daily: bool = False
    quiet: tuple[str, str] | None = None
    zone: str | None = None


def kind_of(letter: str) -> LetterKind:
    return KIND_OF.get(letter, LetterKind.LEGAL)


def does_without(preferences: Preferences, letter: str) -> bool:
    """Whether somebody opted out of a letter, and may."""
    kind = kind_of(letter)
    return kind in MAY_WAIT and kind in preferences.without


def may_be_left_out(letter: str) -> bool:
    """Whether a letter need not be sent to anybody: it asks for nothing, and no law requires it."""
    return kind_of(letter) in MAY_WAIT


def may_be_unwritten(letter: str, way: str = PUSH) -> bool:
    """Whether an app or a call may replace a letter. Not one that the law requires: nothing proves that somebody saw
    what an app showed for a moment, and nobody can look up what they heard. Nor may a call ask how it went: its answers
    are links."""
    kind = kind_of(letter)
    return kind is not LetterKind.LEGAL and not (way == VOICE and kind is LetterKind.SURVEY)


def way_for(preferences: Preferences, letter: str) -> str | None:
    """Returns the channel that somebody chose for letters of its kind."""
    return dict(preferences.ways).get(kind_of(letter))


def keep_unoffered(before: Preferences, said: Preferences, offered: Collection[str]) -> Preferences:
    """Returns what somebody chose, with the earlier choices that were not offered this time: not seeing a choice does
    not take it back."""
    ways = {kind: way for kind, way in before.ways if way not in offered} | dict(said.ways)
    return replace(said, ways=tuple((kind.value, ways[kind]) for kind in LetterKind if kind in ways))


def preferred_moment(
    preferences: Preferences, letter: str, since: datetime, moment: datetime, usual_zone: str
) -> datetime:
    """Returns when a letter that is owed `since` some moment may leave, as seen from `at`: not in their quiet hours,
    and with the next day's letter if they want one a day."""
    zone = ZoneInfo(preferences.zone or usual_zone)
    earliest = moment
    if preferences.daily and kind_of(letter) in MAY_WAIT:
        earliest = max(earliest, next_at(DIGEST_AT, since.astimezone(zone)))
    # in UTC: in an hour that clocks show twice, Python would find moments of different zones unequal
    return (after_quiet(preferences, earliest.astimezone(zone)) or earliest).astimezone(UTC)


def moment_for_both(
    moment: datetime, by_day: Callable[[datetime], datetime], by_choice: Callable[[datetime], datetime]
) -> datetime:
    """Returns when a letter may leave by our own day and by what its reader chose. If their quiet hours take up all of
    our day, as those of somebody who works at night may, what they chose counts alone: otherwise it would never
    leave."""
    both = by_day(moment)
    for _ in range(DAYS_TO_TRY):
        if by_choice(both) == both:
            return both
        both = by_day(by_choice(both))
    return by_choice(moment)


def after_quiet(preferences: Preferences, local: datetime) -> datetime | None:
    """Returns when the quiet hours around a moment end; None outside of them."""
    if preferences.quiet is None:
        return None
    begins, ends = (time.fromisoformat(each) for each in preferences.quiet)
    now = local.time().replace(tzinfo=None)
    is_quiet = begins <= now < ends if begins <= ends else (now >= begins or now < ends)
    return next_at(ends, local) if is_quiet else None


def next_at(hour: time, local: datetime) -> datetime:
    """Returns the next moment at which local clocks show an hour."""
    today = datetime.combine(local.date(), hour, local.tzinfo)
    if today <= local:
        return datetime.combine(local.date() + timedelta(days=1), hour, local.tzinfo)
    # in the night in which clocks show an hour twice, the second time may be the next one
    return today if today.astimezone(UTC) > local.astimezone(UTC) else today.replace(fold=1)


def is_zone(name: str) -> bool:
    """Whether there is such a time zone."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
