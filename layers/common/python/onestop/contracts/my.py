"""What residents send to see all their cases. Whoever proves an address or number by a one-time code may."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from onestop.contracts.api import Email, Language, Phone


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
