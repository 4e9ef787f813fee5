"""Whose word on whether a page or an answer helped is counted: one voice each a day, as far as that can be told.

Nobody is asked who they are, and nothing is kept of who it was: a form counts once, a browser behind a network counts
once a day for each page (a keyed hash, forgotten after two days), and a network counts so often in an hour. A device or
a program that many people use is held to the last of these only.
"""

from __future__ import annotations

from datetime import datetime, time

from chalice.app import Request

from onestop.runtime.network import is_public, network_of
from onestop.storage.guards import count_one
from onestop.storage.once import Once, happens_first
from portal.my.ask_for_code import counter_of

MOST = 60  # words on whether something helped, from one network in an hour
KEY = 64  # characters of the name that a form gives to what it sends
OWN = ("web", "mobile")  # where one browser or app is one person


def is_counted(request: Request, about: str, channel: str, key: str | None, at: datetime) -> bool:
    """Returns whether this word is a voice of its own. `key` names what was sent: a form, or a request of a program.
    Others are thanked all the same."""
    if key and not happens_first(Once(key=f"helped:{about}:{key}"), at):
        return False
    return is_first_today(request, about, channel, at) and is_first_of(request, "helped", MOST, at)


def is_first_today(request: Request, about: str, channel: str, at: datetime) -> bool:
    """Counts a browser's word on a page; returns whether it is its first of this day."""
    network, browser = caller_of(request), request.headers.get("user-agent")
    if channel not in OWN or not browser or not is_public(network):
        return True
    day = datetime.combine(at.date(), time(), at.tzinfo)
    return count_one(counter_of(f"helped:{about}:{network_of(network)}:{browser}"), 1, day)


def is_first_of(request: Request, what: str, most: int, at: datetime) -> bool:
    """Counts one more of something from a network; returns whether it is within the first `most` of this hour."""
    network = caller_of(request)
    return not is_public(network) or count_one(counter_of(f"{what}-of:{network_of(network)}"), most, at)


def caller_of(request: Request) -> str:
    """Returns the network address of the caller, which is never kept."""
    return (request.context.get("identity") or {}).get("sourceIp") or ""
