"""One part of a mail."""

from __future__ import annotations

from dataclasses import dataclass

from intake.email.headers import HeaderFields

# What is there to be read, not to be saved; of other texts, such as invitations, files are made.
WORDS = ("text/plain", "text/html", "text/enriched", "text/markdown", "text/x-amp-html", "text/watch-html")


@dataclass(frozen=True, slots=True, kw_only=True)
class MailPart:
    """One part. `depth` counts the mails that it lies in; `fields` are those of a mail that begins here."""

    kind: str
    data: bytes = b""
    text: str = ""
    name: str = ""
    attached: bool = False
    flowed: bool = False
    depth: int = 0
    fields: HeaderFields = ()
