"""The keys of this installation: read from Secrets Manager when first needed, then cached by this process.

The *identity key* never changes: people are found by hashes made with it, and so are counts and the references of
repeated commands. *Link keys* come and go (`onestop keys links`). A process reads them again after five minutes, and at
once for a link with an unknown key number, but at most once a minute: links with invented numbers cannot cost us
more than that. While Secrets Manager does not answer, the cached keys are used.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from onestop.domain.people.link_keys import BadKeys, LinkKeys, read_key, read_link_keys
from onestop.runtime.clients import client
from onestop.runtime.log import error_fields, logger
from onestop.runtime.settings import setting

if TYPE_CHECKING:
    from onestop.domain.time_and_chance import Stopwatch

FRESH_SECONDS = 300.0
UNKNOWN_SECONDS = 60.0


@dataclass(slots=True)
class KnownKeys:
    """The cached keys: when the link keys were read, and when they were last read because of an unknown number."""

    identity: bytes | None = None
    links: LinkKeys | None = None
    read_at: float = float("-inf")
    sought_at: float = float("-inf")


_kept = KnownKeys()


def identity_key() -> bytes:
    """Returns the key that identities are computed with; it never changes."""
    if _kept.identity is None:
        _kept.identity = read_key(read_secret("IDENTITY_KEY_ARN"), "The identity key")
    return _kept.identity


def link_keys(clock: Stopwatch = time.monotonic) -> LinkKeys:
    """Returns the keys of links, at most five minutes old."""
    return _kept.links if _kept.links and clock() - _kept.read_at < FRESH_SECONDS else read_again(clock())


def link_keys_for(number: int | None, clock: Stopwatch = time.monotonic) -> LinkKeys:
    """Returns the keys of links for one that names its key: if we do not know that key, it may be new, so they are read
    again."""
    keys, now = link_keys(clock), clock()
    if number is None or number <= keys.newest or now - _kept.sought_at < UNKNOWN_SECONDS:
        return keys
    _kept.sought_at = now
    return read_again(now)


def read_again(now: float) -> LinkKeys:
    try:
        keys = read_link_keys(read_secret("LINK_KEYS_ARN"))
    except (BotoCoreError, ClientError, BadKeys) as error:
        if _kept.links is None:
            raise
        logger.warning("the link keys could not be read again", **error_fields(error))
        keys = _kept.links
    _kept.links, _kept.read_at = keys, now
    return keys


def read_secret(name: str) -> str:
    text: str = client("secretsmanager").get_secret_value(SecretId=setting(name))["SecretString"]
    return text


def cache_keys(identity: bytes, links: LinkKeys) -> None:
    """Gives this process fixed keys, where there is no Secrets Manager to ask, such as under a fuzzer."""
    _kept.identity, _kept.links, _kept.read_at, _kept.sought_at = identity, links, float("inf"), float("inf")


def forget_keys() -> None:
    """Clears the keys cached in this process."""
    _kept.identity, _kept.links, _kept.read_at, _kept.sought_at = None, None, float("-inf"), float("-inf")
