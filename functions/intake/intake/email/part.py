"""One part of a mail."""

from __future__ import annotations

from dataclasses import dataclass

from intake.email.headers import HeaderFields

# Types to read, not to save; other texts, such as invitations, become files.
WORDS = ("text/plain", "text/html", "text/enriched", "text/markdown", "text/x-amp-html", "text/watch-html")


@dataclass(frozen=True, slots=True, kw_only=True)
class MailPart:
    """One part. `depth` counts the mails that it is nested in; `fields` are the headers of a mail that begins here.

    It is `shown` with the words if its sender says so (RFC 2183, 2.1); `joins` is put between lines of flowed text that
    belong together.
    """

    kind: str
    data: bytes = b""
    text: str = ""
    name: str = ""
    attached: bool = False
    shown: bool = False
    flowed: bool = False
    joins: str = " "
    depth: int = 0
    fields: HeaderFields = ()
