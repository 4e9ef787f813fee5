"""What a program reports about an answer that it showed to somebody."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct


class HelpedBody(Struct, forbid_unknown_fields=True, kw_only=True):
    """POST /api/answers/{code}/helped: whether an article helped, and on which channel it was shown."""

    helped: Annotated[bool, Meta(description="Whether it answered the question.")]
    channel: Annotated[
        Literal["web", "mobile", "chat", "kiosk", "television", "phone", "sms", "email", "counter"],
        Meta(description="Where it was told."),
    ] = "web"
