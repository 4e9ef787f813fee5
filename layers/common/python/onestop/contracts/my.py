"""What residents send to see all their cases. Whoever proves an address or number by a one-time code may."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from onestop.contracts.api import Code, Email, Language, Phone


class CodeAskBody(Struct, forbid_unknown_fields=True, kw_only=True):
    """POST /api/my/codes: where a one-time code is to go, either of the two."""

    email: Email | None = None
    phone: Phone | None = None
    language: Language | None = None


class CodeBody(Struct, forbid_unknown_fields=True, kw_only=True):
    """POST /api/my/sessions: the code, with the ask that it was sent for."""

    ask: Annotated[str, Meta(min_length=20, max_length=100)]
    code: Annotated[str, Meta(max_length=20)]


class PreferencesBody(Struct, forbid_unknown_fields=True, kw_only=True):
    """POST /api/my/preferences: how we write to them, about all their cases."""

    language: Language
    channel: Literal["email", "sms"] | None = None


class SubscriptionBody(Struct, forbid_unknown_fields=True, kw_only=True):
    """POST /api/subscriptions: what an e-mail address wants to be told of: a place, a district, a service, or a case; a
    service may narrow a place or district down."""

    email: Email
    language: Language | None = None
    lat: Annotated[float, Meta(ge=-90, le=90)] | None = None
    long: Annotated[float, Meta(ge=-180, le=180)] | None = None
    within: Annotated[float, Meta(gt=0, le=500)] | None = None
    district: Code | None = None
    service_code: Code | None = None
    reference: Annotated[str, Meta(max_length=40)] | None = None
