"""Recognises by its shape how a quote is introduced: mail programs speak a hundred languages, but build the same
things.

A block of fields ("word: value") with an address and a time among them; a line or two with an address, perhaps a date,
that end in a colon; a title between dashes with fields below it. What residents write about somebody else ("Landlord:
Bob <bob@...>, telephone ...") has no time to the minute in it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from intake.email.reply_words import ANSWERED

LONGEST = 400  # characters of a line that are read
ADDRESS = re.compile(r"[^\s<>()\[\],;:\"|@]{1,100}@[^\s<>()\[\],;:\"|@]{1,100}")
ANGLED = re.compile(rf"(?:[<(\[]\s?|mailto:)\s*{ADDRESS.pattern}", re.IGNORECASE)
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|(?<!\d)\d{1,2}[./-]\d{1,2}[./-]\d\d(?!\d)|(?<!\d)[01]?\d{3}年|[๐-๙]{4}")
TIME = re.compile(
    r"(?<![\d.])\d{1,2}\s?[:.h時时点]\s?\d\d(?![\d.]\d)|\d\s?[ap]\.?m\b|\d\s?(?:Uhr|時|时|点|시)", re.IGNORECASE
)
NUMBER = re.compile(r"\d+")  # a day has two at least: that of the month, and the year
FIELD = re.compile(r"^[\s*_]*([^\W\d_][^\n:：<>@/]{0,32}?)[\s*_]{0,3}[:：](?!//)[\s*_]*(.*)$")
TELEPHONE = re.compile(r"\+?[\d\s()./-]{7,30}")  # who gives one describes somebody: no mail has it in its head
ROW = re.compile(r"^\s*(?:\|\s*|(?=.{1,34}\s{2}))([^\W\d_][^\n:：<>@/|]{0,32}?)\s*(?:\||\s{2})\s*([^\n|]*?)[\s|]*$")
MOST_WORDS = 4  # words in the name of a field
FEWEST, FEWEST_BELOW_TITLE = 3, 2
MOST_FIELDS = 9
TITLE = re.compile(r"^\W{0,3}[-‐–—_=*]{3,}\s?(?=[^\W\d_]).{3,60}?\s?[-‐–—_=*]{3,}\W{0,3}$")
LONG_TITLE = re.compile(r"^\s*[-‐]{5,}\s?(?:[^\W\d_]+\s?){1,4}[-‐]{5,}\s*$")  # nobody types this many by hand
RULER = re.compile(r"^\s*_{20,}\s*$")
SIGNATURE_MARK = "-- "  # RFC 3676, 4.3
ENDS = re.compile(r"[:：]\s*$")
MOST_AFTER, MOST_AFTER_WITH_DATE = 40, 110
MOST_WORDS_AFTER = 3  # words that close the bracket, and "a écrit :"
MOST_BEFORE = 200
CLOSING = re.compile(
    r"(?<=@)([^\s@]{1,100})[ \t]*\n[ \t]*>[ \t]*([:：])[ \t]*(?=\n|$)"
)  # "<a@b" and on the next line ">:"
# Programs that write from right to left put direction marks around addresses and colons; QQ Mail leaves the spaces of
# its HTML in plain text
UNSEEN = dict.fromkeys((0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))
HTML_BLANK = "&nbsp;"


def rejoined(text: str) -> str:
    """The text with introductions joined that a program broke inside an address, and without the characters that
    programs leave in it."""
    return CLOSING.sub(r"\1>\2", text.translate(UNSEEN).replace(HTML_BLANK, " "))


def is_header_block(lines: Sequence[str], at: int, own: str = "", about: str = "") -> bool:
    """Tells whether the fields of a quoted mail begin here. `own` is the sender's address, because a list of facts
    often contains it; `about` is the subject, which an answer shares with what it quotes: then no address is needed."""
    values = fields_from(lines, at)
    if len(values) < FEWEST or any(TELEPHONE.fullmatch(value) and not YEAR.search(value) for value in values):
        return False
    addressed = any(map(ANGLED.search, values)) or bool(other_address(values[0], own))
    moment = any(YEAR.search(value) and TIME.search(value) for value in values)
    day = any(YEAR.search(value) and len(NUMBER.findall(value)) > 1 for value in values[1:])
    if about and (moment or day) and any(subject_of(value) == subject_of(about) for value in values):
        return True
    from_other = bool(other_address(values[0], own))
    to_own = from_other and bool(own) and any(own in value.lower() for value in values[1:])
    return to_own or (addressed and (moment or (day and len(values) > FEWEST and from_other)))


def subject_of(value: str) -> str:
    return " ".join(ANSWERED.sub("", value).casefold().split())


def is_title(lines: Sequence[str], at: int) -> bool:
    """Tells whether there is a title between dashes here, with the fields of the quoted mail below it."""
    line = lines[at][:LONGEST]
    if not TITLE.match(line):
        return False
    if LONG_TITLE.match(line):
        return True
    below = next((number for number in range(at + 1, min(at + 4, len(lines))) if lines[number].strip()), at)
    values = fields_from(lines, below) if below > at else []
    return len(values) >= FEWEST_BELOW_TITLE and any(
        ADDRESS.search(value) or (YEAR.search(value) and TIME.search(value)) for value in values
    )


def is_ruler(lines: Sequence[str], at: int) -> bool:
    """Tells whether there is a ruler here with the fields of the quoted mail below it, or a quote, or a program's mark
    of a signature above it. People draw rulers between their own words too."""
    if not RULER.match(lines[at][:LONGEST]):
        return False
    if next((line for line in reversed(lines[:at]) if line.strip()), "") == SIGNATURE_MARK:
        return True
    below = next((number for number in range(at + 1, min(at + 4, len(lines))) if lines[number].strip()), at)
    return below > at and (
        lines[below].lstrip().startswith(">") or len(fields_from(lines, below)) >= FEWEST_BELOW_TITLE
    )


def fields_from(lines: Sequence[str], at: int) -> list[str]:
    """The values of the fields that begin at a line, each joined with its continuation lines."""
    values: list[str] = []
    for line in lines[at : at + 3 * MOST_FIELDS]:
        field = FIELD.match(line[:LONGEST]) or ROW.match(line[:LONGEST])
        if field and len(field[1].split()) <= MOST_WORDS:
            values.append(field[2].strip())
        elif values and goes_on(values[-1], line):
            values[-1] += f" {line.strip()[:LONGEST]}"
        else:
            break
    return values[:MOST_FIELDS]


def top_of_fields(lines: Sequence[str], at: int) -> int:
    """The line where the block of fields around this line begins, if an address is among those above it."""
    top = at
    while 0 < top < len(lines) and lines[top - 1].strip():
        field = FIELD.match(lines[top - 1][:LONGEST])
        if not (field and len(field[1].split()) <= MOST_WORDS) and not goes_on("", lines[top - 1]):
            break
        top -= 1
    return top if any(ADDRESS.search(line[:LONGEST]) for line in lines[top:at]) else at


def goes_on(value: str, line: str) -> bool:
    """Tells whether a line continues a field: an address on its own line, or more of a list."""
    said = line.strip()
    alone = said[:1] in "<[(" and bool(ADDRESS.search(said)) and len(said.split()) <= 2
    return bool(said) and (alone or value.endswith((",", ";")))


def other_address(value: str, own: str) -> str:
    found = ADDRESS.search(value)
    return found.group() if found and found.group().lower() != own else ""


def is_introduction(lines: Sequence[str], at: int, count: int) -> bool:
    """Tells whether these lines say whose words follow: an address in brackets, perhaps a date, a colon at the end."""
    pieces = [line.strip()[:LONGEST] for line in lines[at : at + count]]
    said = " ".join(pieces)
    found = list(ANGLED.finditer(said))
    if not all(pieces) or not found or not ENDS.search(said) or found[0].start() > MOST_BEFORE:
        return False
    after = said[found[-1].end() :]
    dated = bool(YEAR.search(said))
    apart = count == 1 and (at == 0 or not lines[at - 1].strip())
    if dated:
        return len(after) <= MOST_AFTER_WITH_DATE
    return apart and len(after) <= MOST_AFTER and len(after.split()) <= MOST_WORDS_AFTER
