"""How often somebody may fail to sign in within an hour: one user from one address, and one address for all users.

By user with address, for whoever knows a name must not be able to shut its owner out from elsewhere. An attempt is
counted before it is made, so that a thousand at once do not slip through, and taken back when it was right.
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
    """A guess that was wrong.

    No OnestopError: it is told as a NotAllowed that sounds the same whatever was wrong.
    """


WRONG = "The user name, the password or the code is wrong."
DETAIL = "There were too many attempts to sign in. Please try again later, or ask your administrator."


def counts(username: str, address: str) -> tuple[tuple[str, int], ...]:
    """What an attempt adds to, each with its limit: keyed hashes, for names and addresses are personal data."""
    network = network_of(address)
    user = hashed(f"sign-in:{username.casefold()}:{network}"), PER_USER
    return (user, (hashed(f"sign-in::{network}"), PER_ADDRESS)) if is_public(address) else (user,)


@contextmanager
def attempt(username: str, address: str, at: datetime) -> Iterator[None]:
    """Counts an attempt to sign in, and takes it back unless it was wrong (NotAllowed). Raises TooMany for one more
    than people make."""
    counted = counts(username, address)
    for who, most in counted:
        if not count_one(who, most, at):
            raise TooMany(DETAIL, HOUR - (at.minute * 60 + at.second))
    try:
        yield
    except WrongCredentials:
        raise NotAllowed(WRONG) from None
    except BaseException:  # nobody has guessed: something is missing, or Cognito does not answer
        take_back(counted, at)
        raise
    take_back(counted, at)


def take_back(counted: tuple[tuple[str, int], ...], at: datetime) -> None:
    for who, _ in counted:
        take_back_one(who, at)


def hashed(text: str) -> str:
    return hmac.new(identity_key(), text.encode(), hashlib.sha256).hexdigest()[:32]
