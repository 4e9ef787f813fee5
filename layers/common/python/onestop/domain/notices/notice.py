"""A notice to many: its words in every language, whom it is for, until when it holds, and what may become of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from onestop.domain.errors import NotPossible
from onestop.domain.translation import NC_, Phrase

SENT_WITHIN = timedelta(days=14)  # after that no more of it is sent: shorter than it is remembered who was told
LONGEST = timedelta(days=180)  # that a notice may hold
MOST_WORDS = {"headline": 120, "text": 3000, "short": 300}


class NoticeLevel(StrEnum):
    """How much a notice presses. News: may be done without, and waits for the day. Legal: nobody can do without it, it
    waits for the day. Urgent: for life and limb; it leaves at any hour and nobody can do without it."""

    NEWS = "news"
    LEGAL = "legal"
    URGENT = "urgent"


class State(StrEnum):
    """Where a notice is. Written: a draft. Awaited: a second person must agree. Sending and paused: on its way. Sent:
    everybody was told. Cancelled: it holds no more, and nobody else is told."""

    WRITTEN = "written"
    AWAITED = "awaited"
    SENDING = "sending"
    PAUSED = "paused"
    SENT = "sent"
    CANCELLED = "cancelled"


class NoticeMove(StrEnum):
    """What is done to a notice."""

    ASK = "ask"  # its author wants it sent, and it is so large that another must agree
    SEND = "send"
    BACK = "back"  # it is a draft again
    PAUSE = "pause"
    RESUME = "resume"
    FINISH = "finish"  # all are told, or an update tells the rest
    CANCEL = "cancel"


MOVES: Mapping[NoticeMove, tuple[frozenset[State], State]] = {
    NoticeMove.ASK: (frozenset({State.WRITTEN}), State.AWAITED),
    NoticeMove.SEND: (frozenset({State.WRITTEN, State.AWAITED}), State.SENDING),
    NoticeMove.BACK: (frozenset({State.AWAITED}), State.WRITTEN),
    NoticeMove.PAUSE: (frozenset({State.SENDING}), State.PAUSED),
    NoticeMove.RESUME: (frozenset({State.PAUSED}), State.SENDING),
    NoticeMove.FINISH: (frozenset({State.SENDING, State.PAUSED}), State.SENT),
    NoticeMove.CANCEL: (
        frozenset({State.WRITTEN, State.AWAITED, State.SENDING, State.PAUSED, State.SENT}),
        State.CANCELLED,
    ),
}
PUBLISHED = frozenset({State.SENDING, State.PAUSED, State.SENT})  # anybody may read it while it holds
# What a notice is about: its words, and its category in the Common Alerting Protocol.
EVENTS: Mapping[str, tuple[Phrase, str]] = {
    "flood": (NC_("notice", "Flood"), "Met"),
    "storm": (NC_("notice", "Storm"), "Met"),
    "water": (NC_("notice", "Water cut off"), "Infra"),
    "power": (NC_("notice", "Power cut"), "Infra"),
    "road": (NC_("notice", "Road closed"), "Transport"),
    "transport": (NC_("notice", "Buses and trains"), "Transport"),
    "health": (NC_("notice", "Health"), "Health"),
    "safety": (NC_("notice", "Safety"), "Safety"),
    "environment": (NC_("notice", "Environment"), "Env"),
    "office": (NC_("notice", "Closed office"), "Other"),
    "other": (NC_("notice", "Something else"), "Other"),
}


@dataclass(frozen=True, slots=True)
class NoticeText:
    """A notice in one language: its headline, all of it, and what a text message says."""

    headline: str
    text: str
    short: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """Whom a notice is for: the subscribers of districts, of what lies in an outline, of services; of everything where
    nothing is said. `residents` are told too who have an open request there. `outline` is pairs of latitude and
    longitude, without the first one again."""

    districts: tuple[str, ...] = ()
    outline: tuple[tuple[float, float], ...] = ()
    services: tuple[str, ...] = ()
    residents: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One notice. `replaces` is the id of the one that it is an update of. `count` is how many were found when it was
    counted last, `price` what that costs in millionths of the currency, `by` who did the last thing to it and
    `moved_at` when."""

    id: str
    event: str
    level: NoticeLevel
    words: Mapping[str, NoticeText]
    audience: Audience
    channels: tuple[str, ...]
    expires_at: datetime
    author: str
    written_at: datetime
    state: State = State.WRITTEN
    replaces: str | None = None
    count: int | None = None
    price: int = 0
    agreed_by: str | None = None
    sent_at: datetime | None = None
    moved_at: datetime | None = None
    by: str | None = None

    def is_running(self, at: datetime) -> bool:
        """Whether anybody may read it now: it was sent, not cancelled, and not too old."""
        return self.state in PUBLISHED and at < self.expires_at

    def may_be_sent(self, at: datetime) -> bool:
        """Whether somebody else may still be told of it."""
        return self.state is State.SENDING and at < self.ends_at

    @property
    def ends_at(self) -> datetime:
        """When the rest is not sent any more."""
        return min(self.expires_at, self.sent_at + SENT_WITHIN) if self.sent_at else self.expires_at

    @property
    def letter(self) -> str:
        """What it is among the letters that somebody may do without."""
        return "notice" if self.level is NoticeLevel.NEWS else f"notice-{self.level}"

    def said(self, language: str, usual: str) -> NoticeText:
        """Its words in a language, else in the usual one."""
        return self.words.get(language) or self.words[usual]


def may_move_notice(notice: Notice, act: NoticeMove) -> bool:
    return notice.state in MOVES[act][0]


def move_notice(notice: Notice, act: NoticeMove, by: str, at: datetime) -> Notice:
    """The notice once something was done to it. Raises NotPossible."""
    before, after = MOVES[act]
    if notice.state not in before:
        raise NotPossible(f"This notice is {notice.state}: {act} is not possible any more.", "notice")
    sent_at = notice.sent_at or at if after is State.SENDING else notice.sent_at
    return replace(notice, state=after, by=by, moved_at=at, sent_at=sent_at)


def needs_another(notice: Notice, threshold: int) -> bool:
    """Whether so many are told that a second person must agree."""
    return (notice.count or 0) >= threshold
