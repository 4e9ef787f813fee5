"""Where somebody gets letters on paper: the lines that stand on an envelope under their name."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Mapping, Sequence

MOST_LINES, LONGEST_LINE = 5, 60
FEWEST_LINES = 2  # a street and a town
PARTS = ("street", "postcode", "city")


def read_post(lines: Iterable[str]) -> tuple[str, ...]:
    """The lines of a postal address without what nobody prints: empty ones, and spaces around or doubled."""
    return tuple(line for each in lines if (line := " ".join(each.split())))


def is_post(lines: Sequence[str]) -> bool:
    """Whether an envelope can carry these lines, or there are none."""
    return len(lines) <= MOST_LINES and all(len(line) <= LONGEST_LINE for line in lines)


def post_from(parts: Mapping[str, str], paper: str) -> tuple[str, ...]:
    """The lines of an address that was asked for by its parts. Where paper is `letter`, the postcode comes last, as it
    does in North America; elsewhere first. An address without a street or without a town leads nowhere."""
    street, postcode, city = (" ".join(parts.get(part, "").split()) for part in PARTS)
    if not (street and city):
        return ()
    town = (city, postcode) if paper == "letter" else (postcode, city)
    return (street, " ".join(filter(None, town)))


def parts_of(post: Sequence[str]) -> dict[str, str]:
    """The parts of an address by which records of people are compared: its first line is the street, and of its last
    one what has a digit is the postcode. What cannot be told apart speaks neither for nor against anybody."""
    if len(post) < FEWEST_LINES:
        return {}
    last = post[-1].split()
    postcode = " ".join(word for word in last if any(map(str.isdigit, word)))
    return {"street": post[0], "postcode": postcode, "city": " ".join(word for word in last if word not in postcode)}


def hint_at(post: Sequence[str]) -> str:
    """An address as it is shown to whoever may be another one of a home: enough to know it again."""
    return f"{post[0][:3]}…" if post else ""


def post_identity(post: Iterable[str], key: bytes) -> str:
    """The keyed hash of a postal address, however its letters are written; its name is no part of it."""
    plain = "\n".join(post).casefold()
    return hmac.new(key, f"identity:post:{plain}".encode(), hashlib.sha256).hexdigest()[:32]
