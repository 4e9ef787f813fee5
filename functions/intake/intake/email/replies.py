"""What is new in a reply: without the message that it answers, without the signature.

mail-parser-reply knows how mail programs of many languages introduce what they quote. We limit it in two ways. Its
patterns take minutes on some texts that somebody could craft (cubic in the length of a line, and in the number of empty
lines), so it sees only the beginning, in short lines. And we do not trust what it takes for a signature: a line
"Thanks," or a list with hyphens would swallow all that follows. We cut only what is short and at the end. The full text
is kept too, and the original as it came.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from mailparser_reply import parser  # type: ignore[import-untyped]

from intake.email.quote_shapes import is_header_block, is_introduction, is_ruler, is_title, rejoined, top_of_fields
from intake.email.reply_words import BROKEN, DATED, INTRODUCED, POINTS_INTO_QUOTE, QUOTE
from intake.email.signatures import (
    SIGNATURE_LINES,
    begins_ending,
    begins_signature,
    is_advertisement,
    is_marked_end,
    may_be_cut,
)

LANGUAGES = ("en", "es", "zh", "fr", "de", "it", "nl", "pl", "da", "sv", "cs", "ja", "ko")
SEEN = 3000  # characters that the package sees, in lines of at most WIDTH: 50 ms at worst
WIDTH = 160
FULL_LINE = 60
LONGEST_POINTER = 120  # characters of an answer that only says where the answers are
LONG_LINE = 400  # characters; a line that introduces a quote is shorter
SIGNATURES = 3  # signatures removed: a farewell, a name after dashes, and what the telephone adds
ENDING = re.compile(r"^\s*[-_=]{4,100}\s*$|^\s*$")
LONG_RULER = re.compile(r"^ ?[_-]{32,}")  # the package removes these, which would shift the lines


def new_words(text: str, own: str = "", about: str = "", name: str = "") -> str:
    """What somebody wrote, without quotes and signature; all of it if nothing would be left.

    `own` is their address, `name` their name, `about` the subject without the marks of an answer. Who says that the
    answers are below wrote them into the quote, which has no marks that would tell their words from ours: then all of
    it is kept.
    """
    said = without_signature(own_words(text, own, about), f"{name} {own}".strip().casefold())
    if len(said) <= LONGEST_POINTER and POINTS_INTO_QUOTE.search(said):
        lines = rejoined(text).split("\n")
        if quote_begins(lines, own, about) < len(lines):
            return text.strip()
    return said or without_quotes(rejoined(text).split("\n")) or text.strip()


def own_words(text: str, own: str = "", about: str = "") -> str:
    """What somebody wrote, without quotes; with the signature, because it may say where they live and how to reach
    them."""
    lines = rejoined(text).split("\n")
    return without_quotes(lines[: quote_begins(lines, own, about)])


def signature_of(text: str) -> str:
    """The lines below a farewell or two dashes at the end of a text."""
    lines = text.rstrip().split("\n")
    ends = range(len(lines) - 1, max(-1, len(lines) - 2 - 2 * SIGNATURE_LINES), -1)
    begins = [at for at in ends if begins_ending(lines, at)]
    return "\n".join(lines[begins[-1] + 1 :]) if begins else ""


def without_marked_signature(text: str) -> str:
    """A mail that is no reply, without what its sender's programs added: below two dashes (RFC 3676, 4.3) or a
    telephone's advertisement. A signature with a number stays, because it may be a place or a way to reach them."""
    lines = text.rstrip().split("\n")
    while lines and is_advertisement(lines[-1]):
        lines = "\n".join(lines[:-1]).rstrip().split("\n")
    at = next((at for at in range(1, len(lines)) if is_marked_end(lines, at)), len(lines))
    rest = "\n".join(lines[at + 1 :])
    facts = len(lines) - at > SIGNATURE_LINES + 1 or any(map(str.isdigit, rest))
    return "\n".join(lines if facts else lines[:at]).strip() or text.strip()


def quote_begins(lines: Sequence[str], own: str = "", about: str = "") -> int:
    """The line from which on everything was written by somebody else.

    If each quoted line is marked, there is no such line: an answer may be below the quote, or between its lines.
    """
    begun = False
    for at, line in enumerate(lines):
        if begun and introduces(lines, at, own, about):
            return len(lines) if is_marked(lines, at) else at
        begun = begun or bool(line.strip() and not QUOTE.match(line) and not introduces(lines, at, own, about))
    found = top_of_fields(lines, known_to_package(lines))
    return len(lines) if is_marked(lines, found) else found


def introduces(lines: Sequence[str], at: int, own: str = "", about: str = "") -> bool:
    """Tells whether a line introduces a quote, alone or with the next two, because introductions are often broken."""
    line = lines[at][:LONG_LINE]
    if not line.strip() or QUOTE.match(line):
        return False
    if INTRODUCED.match(line) or is_header_block(lines, at, own, about):
        return True
    if is_title(lines, at) or is_ruler(lines, at):
        return True
    if any(is_introduction(lines, at, count) for count in (1, 2, 3)):
        return True
    more = [each.strip()[:LONG_LINE] for each in lines[at + 1 : at + 3]]
    wholes = (" ".join([line.rstrip(), *more[:count]]) for count in (1, 2) if all(more[:count]) and line.strip())
    return any(map(BROKEN.match, wholes)) and not any(map(BROKEN.match, more))


def is_marked(lines: Sequence[str], at: int) -> bool:
    """Tells whether the quote that is introduced here has its mark on each line."""
    after = [line for line in lines[at : at + 6] if line.strip()][:4]
    return any(map(QUOTE.match, after))


def known_to_package(lines: Sequence[str]) -> int:
    """The line where the package finds the first quote; the number of lines if it finds none."""
    shown = [
        (at, " ".join(line.split())[:WIDTH])
        for at, line in enumerate(lines)
        if not LONG_RULER.match(line) and (line.strip() or (at and lines[at - 1].strip()))
    ]
    while shown and not shown[0][1]:
        shown.pop(0)
    text = "\n".join(line for _, line in shown)[:SEEN]
    replies = parser.EmailMessage(text=text, languages=list(LANGUAGES), keep_hyphen_lists=True).read().replies
    latest = replies[0] if replies[1:] else None
    if latest is None or latest.headers or not latest.content.strip():
        return len(lines)
    last = latest.content.rstrip().count("\n")
    return shown[last][0] + 1 if last < len(shown) else len(lines)


def without_quotes(lines: Sequence[str]) -> str:
    """The text without the quoted lines, and without the lines that introduce them."""
    kept: list[str] = []
    for at, line in enumerate(lines):
        if not QUOTE.match(line) and not is_rest(lines, at):
            kept.append(line)
        elif not (at and QUOTE.match(lines[at - 1])):
            kept = without_title(without_introduction(kept))
    while kept and ENDING.match(kept[-1]):
        kept.pop()
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()


def is_rest(lines: Sequence[str], at: int) -> bool:
    """Tells whether a line is the end of a long quoted line that a program broke without its mark."""
    around = lines[at - 1 : at + 2] if at else []
    marked = len(around) == 3 and bool(QUOTE.match(around[0]) and QUOTE.match(around[2]))
    return marked and len(around[0]) >= FULL_LINE and bool(lines[at].strip())


def without_introduction(lines: list[str]) -> list[str]:
    """The lines without the last one, if it introduces what comes next; it may be broken into three."""
    said = "\n".join(lines).rstrip().split("\n")
    for count in (1, 2, 3):
        if len(said) >= count and is_introduction(said, len(said) - count, count):
            begins_before = (
                said[-count].lstrip().startswith("<") and len(said) > count and bool(said[-count - 1].strip())
            )
            return said[: -count - begins_before]
    for count in (3, 2, 1):
        if len(said) >= count and BROKEN.match(" ".join(line.strip()[:LONG_LINE] for line in said[-count:])):
            return said[:-count]
    if INTRODUCED.match(said[-1][:LONG_LINE]):
        return said[:-1]
    return said[:-1] if DATED.match(said[-1][:LONG_LINE]) else lines


def without_title(lines: list[str]) -> list[str]:
    """The lines without a title at their end, which some programs put above the introduction of a quote."""
    said = "\n".join(lines).rstrip().split("\n")
    titled = INTRODUCED.match(said[-1][:LONG_LINE]) or is_title(said, len(said) - 1)
    return said[:-1] if titled else lines


def without_signature(text: str, who: str = "") -> str:
    """The text without a signature: short lines at its end, after two dashes or a farewell, or an advertisement. If
    little more than a greeting is above it, it must name its writer: below "Thanks" may be the answer, "Tuesday"."""
    lines = text.rstrip().split("\n")
    for _ in range(SIGNATURES):
        before = len(lines)
        while lines and (is_advertisement(lines[-1]) or not lines[-1].strip()):
            lines.pop()
        ends = range(len(lines) - 1, max(0, len(lines) - 2 - 2 * SIGNATURE_LINES), -1)
        begins = (at for at in ends if begins_signature(lines, at) and may_be_cut(lines, at, who))
        lines = lines[: next(begins, len(lines))]
        if len(lines) == before:
            break
    return "\n".join(lines).strip()
