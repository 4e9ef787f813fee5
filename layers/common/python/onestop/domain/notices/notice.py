"""A notice to many people: its words in every language, its audience, until when it is valid, and its possible
states."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from onestop.domain.errors import NotPossible
from onestop.domain.translation import NC_, Phrase

SENT_WITHIN = timedelta(days=14)  # sending stops after it; shorter than the memory of who was told
LONGEST = timedelta(days=180)  # validity of a notice at most
MOST_WORDS = {"headline": 120, "text": 3000, "short": 300}


class NoticeLevel(StrEnum):
    """The urgency of a notice. News: people can opt out, and it waits for the day. Legal: nobody can opt out, it
    waits for the day. Urgent: for danger to life; it is sent at any hour and nobody can opt out."""

    NEWS = "news"
    LEGAL = "legal"
    URGENT = "urgent"


class State(StrEnum):
    """The state of a notice. Written: a draft. Awaited: a second person must agree. Sending and paused: on its way.
    Sent: everybody was told. Cancelled: no longer valid, and nobody else is told."""

    WRITTEN = "written"
    AWAITED = "awaited"
    SENDING = "sending"
    PAUSED = "paused"
    SENT = "sent"
    CANCELLED = "cancelled"


class NoticeMove(StrEnum):
    """An action on a notice."""

    ASK = "ask"  # its author wants it sent, and its audience is so large that another person must agree
    SEND = "send"
    BACK = "back"  # it becomes a draft again
    PAUSE = "pause"
    RESUME = "resume"
    FINISH = "finish"  # all are told, or an update replaces the rest
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
PUBLISHED = frozenset({State.SENDING, State.PAUSED, State.SENT})  # anybody may read it while it is valid
# The subjects of notices: their words, and their category in the Common Alerting Protocol.
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
    """A notice in one language: its headline, its full text, and its text message."""

    headline: str
    text: str
    short: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """The audience of a notice: the subscribers of districts, of everything inside an outline, of services; of
    everything if nothing is named. `residents` adds people with an open request there. `outline` is pairs of
    latitude and longitude, without repeating the first."""

    districts: tuple[str, ...] = ()
    outline: tuple[tuple[float, float], ...] = ()
    services: tuple[str, ...] = ()
    residents: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One notice. `replaces` is the id of the notice that it updates. `count` is the number of recipients when they
    were last counted, `price` their cost in millionths of the currency, `by` who last changed its state and
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
        """Says whether anybody may read it now: it was sent, not cancelled, and has not expired."""
        return self.state in PUBLISHED and at < self.expires_at

    def may_be_sent(self, at: datetime) -> bool:
        """Says whether somebody else may still be told about it."""
        return self.state is State.SENDING and at < self.ends_at

    @property
    def ends_at(self) -> datetime:
        """Returns when sending stops."""
        return min(self.expires_at, self.sent_at + SENT_WITHIN) if self.sent_at else self.expires_at

    @property
    def letter(self) -> str:
        """Returns its category for people's opt-outs."""
        return "notice" if self.level is NoticeLevel.NEWS else f"notice-{self.level}"

    def said(self, language: str, usual: str) -> NoticeText:
        """Returns its words in a language, else in the usual one."""
        return self.words.get(language) or self.words[usual]


def may_move_notice(notice: Notice, act: NoticeMove) -> bool:
    return notice.state in MOVES[act][0]


def move_notice(notice: Notice, act: NoticeMove, by: str, at: datetime) -> Notice:
    """Returns the notice after a change of state. Raises NotPossible."""
    before, after = MOVES[act]
    if notice.state not in before:
        raise NotPossible(f"This notice is {notice.state}: {act} is not possible any more.", "notice")
    sent_at = notice.sent_at or at if after is State.SENDING else notice.sent_at
    return replace(notice, state=after, by=by, moved_at=at, sent_at=sent_at)


def needs_another(notice: Notice, threshold: int) -> bool:
    """Says whether its recipients are so many that a second person must agree."""
    return (notice.count or 0) >= threshold
