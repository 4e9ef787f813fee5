"""Answers to residents who prove an address or number: all their cases, who looked at them, what is sent to them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal, TypedDict

from msgspec import Meta

from onestop.contracts.answers.common import MomentText, Named, Reference
from onestop.contracts.signed_in_requests import LetterChannel
from onestop.domain.cases.lifecycle import Status


class CodeSent(TypedDict):
    """A code is on its way, if it can be sent there. Nothing here says whether the address is known."""

    ask: Annotated[str, Meta(description="Send it with the code. Whoever has both may see all cases of the address.")]
    ends_at: MomentText


class ResidentSignedIn(TypedDict):
    """An address or number was proven. Send the token as `Authorization: Bearer TOKEN`; keep it secret."""

    token: str
    ends_at: MomentText


class OwnCase(TypedDict):
    """One case of the person who is signed in."""

    reference: Reference
    secret: Annotated[str, Meta(description="Opens the case, as the link in our messages does.")]
    service: Named | None
    status: Status
    status_name: str
    opened_at: MomentText


class OwnCases(TypedDict):
    """All cases of a proven address or number, newest first."""

    cases: Sequence[OwnCase]
    more: Annotated[bool, Meta(description="Whether there are so many that some are not listed.")]


class OwnLook(TypedDict):
    """Somebody in the government looked at what we keep about the resident. Names the department, never the person."""

    at: MomentText
    case: Reference | None
    department: str | None
    what: Annotated[str, Meta(description="What they saw or did, in words.")]
    purpose: str | None


class OwnLooks(TypedDict):
    """Who looked at the latest cases of a resident or searched for them, newest first."""

    looks: Sequence[OwnLook]


class OwnQuietHours(TypedDict):
    """Hours of each day in which nothing is sent except what was just asked for."""

    begins: str
    ends: str


class OwnLetters(TypedDict):
    """Which letters are sent how and when: the kinds that go to a different channel; the kinds that are not sent;
    whether news come in one letter a day; quiet hours, and their time zone."""

    channels: dict[Literal["legal", "needed", "news", "notice", "survey"], LetterChannel]
    without: list[Literal["news", "notice", "survey"]]
    daily: bool
    quiet: OwnQuietHours | None
    time_zone: str


class Preferences(TypedDict):
    """How we write to a resident."""

    language: str
    channel: LetterChannel | None
    letters: OwnLetters


class OwnDevices(TypedDict):
    """Whether messages go to an app of the resident, and the platforms to which this installation can send them."""

    registered: bool
    platforms: list[Literal["apple", "google"]]


class SubscriptionAsked(TypedDict):
    """A letter that asks to confirm is on its way; nothing else is sent until somebody follows its link."""

    ends_at: Annotated[
        str, Meta(description="Until when it can be confirmed.", extra_json_schema={"format": "date-time"})
    ]


class OwnSubscription(TypedDict):
    """One subscription of a resident."""

    id: str
    topic: Annotated[str, Meta(description="What it is about, in words.")]
    feed: Annotated[str, Meta(description="The same as an Atom feed.")]
    since: MomentText


class OwnSubscriptions(TypedDict):
    """The subscriptions of a proven e-mail address."""

    subscriptions: Sequence[OwnSubscription]
