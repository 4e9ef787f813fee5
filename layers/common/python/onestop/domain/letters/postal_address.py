"""Where somebody gets letters on paper: the lines on an envelope below their name."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Mapping, Sequence

from onestop.domain.visible_words import shows_something

MOST_LINES, LONGEST_LINE = 5, 60
FEWEST_LINES = 2  # a street and a town
PARTS = ("street", "postcode", "city")


def read_post(lines: Iterable[str]) -> tuple[str, ...]:
    """Reads the lines of a postal address, without empty lines and superfluous spaces."""
    return tuple(" ".join(each.split()) for each in lines if shows_something(each))


def is_post(lines: Sequence[str]) -> bool:
    """Whether these lines fit on an envelope, or there are none."""
    return len(lines) <= MOST_LINES and all(len(line) <= LONGEST_LINE for line in lines)


def post_from(parts: Mapping[str, str], paper: str) -> tuple[str, ...]:
    """Returns the lines of an address that was asked for in parts. If paper is `letter`, the postcode comes last, as in
    North America; otherwise first. Without a street or a town there is no address."""
    street, postcode, city = (" ".join(parts.get(part, "").split()) for part in PARTS)
    if not (street and city):
        return ()
    town = (city, postcode) if paper == "letter" else (postcode, city)
    return (street, " ".join(filter(None, town)))


def parts_of(post: Sequence[str]) -> dict[str, str]:
    """Returns the parts of an address by which records of people are compared: its first line is the street; in its
    last line, words with a digit are the postcode. Parts that cannot be told apart are left out, so they count neither
    way."""
    if len(post) < FEWEST_LINES:
        return {}
    last = post[-1].split()
    postcode = " ".join(word for word in last if any(map(str.isdigit, word)))
    return {"street": post[0], "postcode": postcode, "city": " ".join(word for word in last if word not in postcode)}


def hint_at(post: Sequence[str]) -> str:
    """Returns an address as it is shown to somebody who may be another person in the home: just enough to recognise
    it."""
    return f"{post[0][:3]}…" if post else ""


def post_identity(post: Iterable[str], key: bytes) -> str:
    """Returns the keyed hash of a postal address, whether in capitals or not; the person's name is not part of it."""
    plain = "\n".join(post).casefold()
    return hmac.new(key, f"identity:post:{plain}".encode(), hashlib.sha256).hexdigest()[:32]
