"""Recognises a returned mail by its shape, whatever its words: the original is enclosed or its header shown, or a
server's answer is next to the address that it refused. What a person writes about a bounce has none of these."""

from __future__ import annotations

import re

from intake.email.reading import Mail

ORIGINALS = ("message/rfc822", "text/rfc822-headers", "message/rfc822-headers", "message/global", "message/partial")
SHOWN = 100_000  # characters at the start of a returned mail
# Lines that only the header of a mail has (RFC 5322, 3.6); people who forward a mail show From, To, Date and Subject
TRACE = re.compile(
    r"^[ \t>|]*(?:received: (?:from|by)|message-id: ?<|return-path: ?<"
    r"|mime-version: 1|reporting-mta:|final-recipient:)",
    re.IGNORECASE | re.MULTILINE,
)
ADDRESS = r"<?[\w.+=/&'-]{1,64}@[\w-]+(?:\.[\w-]+)*>?"
CODE = r"(?:\b[45]\d\d[ -](?:#?[245]\.\d{1,3}\.\d{1,3}\b|\S)|#?\b[45]\.\d{1,3}\.\d{1,3}\b)"  # RFC 5321, 4.2; RFC 3463
# An address alone on its line or before a colon, and on this line or one of the next three a server's answer
REFUSED = re.compile(
    rf"^[ \t]*(?:{ADDRESS}|\"[^\"\n]*\" {ADDRESS})[^\w\n]*(?:\n|.*?)(?:[^\n]*\n){{0,3}}?[^\n]*{CODE}",
    re.MULTILINE,
)


def shows_returned_mail(mail: Mail) -> bool:
    """Tells whether a mail contains a returned one, or a server's answer to it. A sender who signs with their own
    address was not refused."""
    if any(part.kind in ORIGINALS for part in mail.parts):
        return True
    text = mail.whole[:SHOWN]
    others = "\n".join("" if mail.sender and mail.sender in line.lower() else line for line in text[:5000].split("\n"))
    return bool(TRACE.search(text) or REFUSED.search(others))
