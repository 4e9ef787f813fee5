"""How often signing in may fail within an hour: for one user from one address, and from one address for all users.

By user and address, because somebody who knows a name must not be able to lock its owner out. An attempt is counted
before it is made, so that a thousand at once are counted too, and taken back if it succeeds.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from onestop.domain.errors import NotAllowed, TooMany
from onestop.runtime.keys import identity_key
from onestop.runtime.network import is_public, network_of
from onestop.storage.guards import count_one, take_back_one

PER_USER = 10
PER_ADDRESS = 100  # an office has many people behind one address
HOUR = 3600


class WrongCredentials(Exception):
    """A wrong guess.

    Not an OnestopError: it is answered with a NotAllowed that is the same whatever was wrong.
    """


WRONG = "The user name, the password or the code is wrong."
DETAIL = "There were too many attempts to sign in. Please try again later, or ask your administrator."


def counts(username: str, address: str) -> tuple[tuple[str, int], ...]:
    """Returns the counters of an attempt, each with its limit: keyed hashes, because names and addresses are
    personal data."""
    network = network_of(address)
    user = hashed(f"sign-in:{username.casefold()}:{network}"), PER_USER
    return (user, (hashed(f"sign-in::{network}"), PER_ADDRESS)) if is_public(address) else (user,)


@contextmanager
def attempt(username: str, address: str, at: datetime) -> Iterator[None]:
    """Counts an attempt to sign in, and takes it back unless it was wrong (NotAllowed). Raises TooMany above the
    limits."""
    counted = counts(username, address)
    for who, most in counted:
        if not count_one(who, most, at):
            raise TooMany(DETAIL, HOUR - (at.minute * 60 + at.second))
    try:
        yield
    except WrongCredentials:
        raise NotAllowed(WRONG) from None
    except BaseException:  # not a wrong guess: input is missing, or Cognito does not answer
        take_back(counted, at)
        raise
    take_back(counted, at)


def take_back(counted: tuple[tuple[str, int], ...], at: datetime) -> None:
    for who, _ in counted:
        take_back_one(who, at)


def hashed(text: str) -> str:
    return hmac.new(identity_key(), text.encode(), hashlib.sha256).hexdigest()[:32]
