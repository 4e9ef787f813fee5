"""What residents send to see all their cases, after proving an address or number with a one-time code."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from onestop.contracts.api import Code, Email, Language, Phone


class CodeAskBody(Struct, forbid_unknown_fields=True, kw_only=True):
    """POST /api/my/codes: where a one-time code is sent: an e-mail address or a telephone number."""

    email: Email | None = None
    phone: Phone | None = None
    language: Language | None = None


class CodeBody(Struct, forbid_unknown_fields=True, kw_only=True):
    """POST /api/my/sessions: the code, with the ask that it was sent for."""

    ask: Annotated[str, Meta(min_length=20, max_length=100)]
    code: Annotated[str, Meta(max_length=20)]


LetterChannel = Literal["email", "sms", "letter", "push", "voice"]
Hour = Annotated[str, Meta(pattern="^([01][0-9]|2[0-3]):[0-5][0-9]$")]


class QuietHours(Struct, forbid_unknown_fields=True, kw_only=True):
    """Hours of each day in which nothing is sent except what was just asked for; 16 at most."""

    begins: Hour
    ends: Hour


class ChannelByKind(Struct, forbid_unknown_fields=True, kw_only=True, frozen=True):
    """Where letters of one kind go, if not where the others go."""

    legal: LetterChannel | None = None
    needed: LetterChannel | None = None
    news: LetterChannel | None = None
    notice: LetterChannel | None = None
    survey: LetterChannel | None = None


class LetterPreferences(Struct, forbid_unknown_fields=True, kw_only=True):
    """Which letters are sent how and when. It replaces earlier choices as a whole."""

    channels: ChannelByKind = ChannelByKind()
    without: Annotated[list[Literal["news", "notice", "survey"]], Meta(max_length=3)] = []
    daily: bool = False
    quiet: QuietHours | None = None
    time_zone: Annotated[str, Meta(max_length=64)] | None = None


class PreferencesBody(Struct, forbid_unknown_fields=True, kw_only=True):
    """POST /api/my/preferences: how we write to them, about all their cases; `letters` stay as they are if left out."""

    language: Language
    channel: LetterChannel | None = None
    letters: LetterPreferences | None = None


class DeviceBody(Struct, forbid_unknown_fields=True, kw_only=True):
    """POST /api/my/devices: the app of a resident, by the token that its platform gave it."""

    platform: Literal["apple", "google"]
    token: Annotated[str, Meta(min_length=32, max_length=2048, pattern="^[A-Za-z0-9:_-]+$")]


class SubscriptionBody(Struct, forbid_unknown_fields=True, kw_only=True):
    """POST /api/subscriptions: what an e-mail address wants to be told about: a place, a district, a service, or a
    case; a service may narrow down a place or district."""

    email: Email
    language: Language | None = None
    lat: Annotated[float, Meta(ge=-90, le=90)] | None = None
    long: Annotated[float, Meta(ge=-180, le=180)] | None = None
    within: Annotated[float, Meta(gt=0, le=500)] | None = None
    district: Code | None = None
    service_code: Code | None = None
    reference: Annotated[str, Meta(max_length=40)] | None = None
