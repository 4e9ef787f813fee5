"""Repairs mail that breaks the rules of its format, as far as the intention is clear, before it is parsed."""

from __future__ import annotations

import re

FIELD = re.compile(rb"([!-9;-~]{1,76})[ \t]*:")
KNOWN = re.compile(
    rb"^(?:from|to|subject|date|message-id|received|return-path|mime-version|content-type|x-[\w-]+)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
# Names of headers that nobody uses as words, each with its value
INDENTED = re.compile(
    rb"[ \t]+(?:auto-submitted|precedence|in-reply-to|references|message-id|mime-version|content-[a-z-]+|list-[a-z-]+"
    rb"|reply-to|return-path|x-[a-z][\w-]*)[ \t]*:[ \t]+\S",
    re.IGNORECASE,
)
SIGNED = re.compile(
    rb"(?:[\w-]*dkim|arc-|domainkey|authentication|x-ms-exchange|x-microsoft)[\w-]*[ \t]*:", re.IGNORECASE
)
FEWEST = 2  # known headers that make a header block; one line "Subject: ..." may be text
BOUNDARY = re.compile(rb"^--([^\s-][^\r\n]{0,69}|-{2,}[^\s-][^\r\n]{0,69}?)[ \t]*\r?$", re.MULTILINE)
MOST_PARTS = 10_000
SEEN = 2000  # bytes that tell text from files
BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
NOISE = 50  # if one byte in fifty occurs in no text, it is a file


def repaired(raw: bytes) -> bytes:
    """The mail with headers that can be parsed.

    Repairs lines that end with a carriage return alone or with two before the line feed, headers with white space
    before the colon (RFC 822 allowed it), and broken lines between headers, at which the parser would stop and take the
    rest for the text.
    """
    if b"\n" not in raw:
        raw = raw.replace(b"\r", b"\n")
    if b"\r\r\n" in raw[:SEEN]:
        raw = raw.replace(b"\r\r\n", b"\r\n")
    head, blank, body = partition(raw)
    lines = head.split(b"\n")
    if len(KNOWN.findall(head)) < FEWEST:
        return raw
    lines = unindented(lines)
    last = max((at for at, line in enumerate(lines) if FIELD.match(line)), default=0)
    fixed = [put_right(line, first=not at, broken=at <= last) for at, line in enumerate(lines)]
    return b"\n".join(fixed) + blank + body


def unindented(lines: list[bytes]) -> list[bytes]:
    """The lines of a header, without the white space before those that broken gateways indented: they would be read as
    the end of the header above. Signatures list the names of headers, and stay."""
    found: list[bytes] = []
    above = b""
    for line in lines:
        indented = INDENTED.match(line) if above and not SIGNED.match(above) else None
        found.append(line.lstrip(b" \t") if indented else line)
        above = found[-1] if FIELD.match(found[-1]) else above
    return found


def put_right(line: bytes, *, first: bool, broken: bool) -> bytes:
    """Repairs one line of the headers. A broken one is taken for the rest of the header before it."""
    if line[:1] in (b" ", b"\t") or (first and line.startswith(b"From ")):
        return line
    if FIELD.match(line):
        return FIELD.sub(rb"\1:", line, count=1)
    return b" " + line if broken else line


def partition(raw: bytes) -> tuple[bytes, bytes, bytes]:
    """The header, the empty line, the body."""
    found = re.search(rb"\n\r?\n", raw)
    return (raw[: found.start()], found.group(), raw[found.end() :]) if found else (raw, b"", b"")


def with_boundary(body: bytes) -> bytes | None:
    """A multipart whose parts were not found, with the boundary that is really used; None if there is none."""
    found = BOUNDARY.search(body)
    if not found:
        return None
    boundary = found.group(1).replace(b'"', b"").replace(b"\\", b"")
    return b'Content-Type: multipart/mixed; boundary="' + boundary + b'"\n\n' + body


def is_binary(raw: bytes) -> bool:
    """Tells whether this is a file and not a mail."""
    seen = raw[:SEEN]
    return b"\x00" in seen[:200] or len(BINARY.findall(seen)) * NOISE > len(seen)


def cut(raw: bytes) -> bytes:
    """Cuts the mail after more parts than any real mail has, because the parser's time grows with them."""
    return b"\n--".join(raw.split(b"\n--", MOST_PARTS)[:MOST_PARTS]) if raw.count(b"\n--") > MOST_PARTS else raw
