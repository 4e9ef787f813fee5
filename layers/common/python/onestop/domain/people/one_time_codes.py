"""One-time codes: six digits that prove, for a few minutes, that somebody reads an address or number.

Whoever asks for a code is given an *ask*, which nobody can guess; the code goes to the address. Both together prove it.
A code can be tried a few times only, and another one's tries use up none of them, for each ask has a code of its own.
Of the code only a keyed hash is kept: six digits are found at once by trying all of them on a plain one.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onestop.domain.time_and_chance import DrawBelow


DIGITS = 6
TRIES = 5
LASTS = timedelta(minutes=10)
ASKS = 20  # a day for one address or number: who guesses has 100 tries of a million
ASKS_FROM_PLACE = 4  # an hour for one address from one network: nobody uses up another one's codes from a single place
ASKS_OF_PLACE = 300  # an hour from one network; a library or a mobile operator has many people behind one address


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """Somebody asked for a code: where it goes, in which language, when. `hashed` is the code's, once it was made."""

    address: str
    channel: str  # email or sms
    language: str
    asked_at: datetime
    hashed: str = ""


def name_of_ask(token: str) -> str:
    """What an ask is kept under: the hash of what whoever asked was given. It has 256 bits of its own."""
    return hashlib.sha256(f"ask {token}".encode()).hexdigest()


def make_code(draw: DrawBelow) -> str:
    """A new code, each of them as likely."""
    return f"{draw(10**DIGITS):0{DIGITS}d}"


def hash_code(code: str, name: str, key: bytes) -> str:
    """What is kept of a code; the same code of another ask has another hash."""
    return hmac.new(key, f"code:{name}:{code}".encode(), hashlib.sha256).hexdigest()


def read_code(typed: str) -> str:
    """A code as people type it: with spaces or hyphens, in the digits of any script."""
    return "".join(str(int(letter)) for letter in typed if letter.isdecimal())


def is_live(ask: Ask, at: datetime) -> bool:
    """Whether the code of an ask still opens something."""
    return at - ask.asked_at < LASTS


def is_right(ask: Ask, code: str, name: str, key: bytes, at: datetime) -> bool:
    """Whether this is the code of an ask, compared in the same time whatever is wrong."""
    right = hmac.compare_digest(hash_code(code, name, key).encode(), ask.hashed.encode())
    return right and bool(ask.hashed) and is_live(ask, at)
