"""How many drafts may be begun from one network address in an hour: as many as requests may be sent from there."""

from __future__ import annotations

from datetime import datetime

from chalice.app import Request

from applications.drafts.letters import HOUR, counter_of
from onestop.domain.errors import TooMany
from onestop.runtime.network import is_public, network_of
from onestop.storage.guards import count_one

PER_ADDRESS = 300  # drafts an hour: a library or a mobile operator has many people behind one address
TOO_OFTEN = "Too many applications were begun from this network address in the last hour. Try again later."


def count_begun(request: Request, at: datetime) -> None:
    """Counts one more draft begun from the network address of a request. Raises TooMany."""
    network = (request.context.get("identity") or {}).get("sourceIp") or ""
    if is_public(network) and not count_one(counter_of(f"begun-of:{network_of(network)}"), PER_ADDRESS, at):
        raise TooMany(TOO_OFTEN, int((at.replace(minute=0, second=0, microsecond=0) + HOUR - at).total_seconds()))
