"""Partners: programs that bring needs and read lists with their own key. Only a hash of the key is kept."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass

import msgspec
from pynamodb.exceptions import PynamoDBException

from onestop.storage.tables import CatalogueRow

FRESH_SECONDS = 60.0
REMEMBERED = 500  # keys that this process caches, wrong ones too: guessing cannot fill the memory


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """The holder of a key, and how many needs it may bring in an hour."""

    id: str
    name: str
    per_hour: int = 2000
    active: bool = True


_known: dict[str, tuple[Partner | None, float]] = {}


def keep_partner(key: str, partner: Partner) -> None:
    """Admits a key, changes its plan, or shuts it out (`active` false); takes effect everywhere within a minute."""
    CatalogueRow(partner_key(key), "PARTNER", body=msgspec.json.encode(partner).decode()).save()


def partner_of(key: str | None, clock: Callable[[], float] = time.monotonic) -> Partner | None:
    """Returns the partner of a key; None for no key, or an unknown one. At most one Query a minute and key; a cached
    answer stays while DynamoDB does not answer."""
    if not key:
        return None
    place = partner_key(key)
    known = _known.get(place)
    if known and clock() - known[1] < FRESH_SECONDS:
        return known[0]
    try:
        partner = read_partner(place)
    except PynamoDBException:
        if known is None:
            raise
        partner = known[0]
    if len(_known) >= REMEMBERED:
        _known.clear()
    _known[place] = (partner, clock())
    return partner


def read_partner(place: str) -> Partner | None:
    rows = list(CatalogueRow.query(place, consistent_read=True))
    partner = msgspec.json.decode(rows[0].body or "", type=Partner) if rows else None
    return partner if partner and partner.active else None


def forget_partners() -> None:
    """Clears what this process has cached of keys."""
    _known.clear()


def partner_key(key: str) -> str:
    return f"KEY#{hashlib.sha256(key.encode()).hexdigest()}"
