"""One-time codes: six digits that prove, for a few minutes, that somebody reads an address or number.

Anyone who asks for a code gets an *ask*, which nobody can guess; the code goes to the address. Both together prove it.
A code can be tried only a few times, and tries on another ask do not count, because each ask has a code of its own.
Only a keyed hash of the code is stored: with a plain hash, six digits could be found by trying all of them.
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
ASKS = 20  # a day for one address or number: an attacker has 100 tries out of a million codes
ASKS_FROM_PLACE = 4  # an hour for one address from one network: nobody can use up another person's codes from one place
ASKS_OF_PLACE = 300  # an hour from one network; a library or a mobile operator has many people on one address


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """Somebody asked for a code: where it goes, in which language, when. `hashed` is the hash of the code, once it was
    made."""

    address: str
    channel: str  # email or sms
    language: str
    asked_at: datetime
    hashed: str = ""


def name_of_ask(token: str) -> str:
    """Returns the storage key of an ask: the hash of what its owner was given. That has 256 random bits."""
    return hashlib.sha256(f"ask {token}".encode()).hexdigest()


def make_code(draw: DrawBelow) -> str:
    """Returns a new code, each one equally likely."""
    return f"{draw(10**DIGITS):0{DIGITS}d}"


def hash_code(code: str, name: str, key: bytes) -> str:
    """Returns what is stored of a code; the same code of another ask has another hash."""
    return hmac.new(key, f"code:{name}:{code}".encode(), hashlib.sha256).hexdigest()


def read_code(typed: str) -> str:
    """Reads a code as people type it: with spaces or hyphens, in the digits of any script."""
    return "".join(str(int(letter)) for letter in typed if letter.isdecimal())


def is_live(ask: Ask, at: datetime) -> bool:
    """Whether the code of an ask still opens something."""
    return at - ask.asked_at < LASTS


def is_right(ask: Ask, code: str, name: str, key: bytes, at: datetime) -> bool:
    """Whether this is the code of an ask, compared in the same time whatever is wrong."""
    right = hmac.compare_digest(hash_code(code, name, key).encode(), ask.hashed.encode())
    return right and bool(ask.hashed) and is_live(ask, at)
