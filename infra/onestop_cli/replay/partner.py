"""The key of a replay: rows came by telephone, letter or at a counter, and only a partner may say so.

It is another one each time, holds for this run alone, and is not counted: a whole year may be replayed in an hour.
"""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from pynamodb.exceptions import PynamoDBException

from onestop.storage.partners.partner_keys import Partner, keep_partner

PER_HOUR = 10**9


@asynccontextmanager
async def as_partner(name: str) -> AsyncIterator[str]:
    """Add a key, and revoke it afterwards, unless the suite has stopped meanwhile."""
    key, partner = secrets.token_urlsafe(24), Partner(id=name, name=name, per_hour=PER_HOUR)
    keep_partner(key, partner)
    try:
        yield key
    finally:
        with suppress(PynamoDBException):
            keep_partner(key, Partner(id=name, name=name, active=False))
