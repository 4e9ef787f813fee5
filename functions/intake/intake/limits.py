"""How much one sender, one network address and one partner may bring in an hour; anything beyond that is assumed to
come from a machine.

Opening a case sends letters to every address and number in it, so each of them counts, however it is written; partners
and staff bring needs for others, so the limit of one receiver is higher for them, but never absent. The counts are kept
in the opening transaction itself, so they cost no call, and two simultaneous requests cannot both slip through.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from chalice.app import Request

from intake.channels import CHANNELS
from onestop.domain.errors import TooMany
from onestop.domain.people.person import Person, counting_identities
from onestop.runtime.keys import identity_key
from onestop.runtime.network import is_public, network_of
from onestop.storage.guards import Guard, GuardFailed, at_most
from onestop.storage.partners.partner_keys import partner_of

PER_ADDRESS = 300  # a library or a mobile operator has many people behind one address
PER_RECEIVER = 60  # for one e-mail address or telephone number, from one partner, or from all staff together
HOUR = 3600
DETAIL = {
    "sender": "Too many requests came from this sender in the last hour. A person can still call us.",
    "address": "Too many requests came from this network address in the last hour. Please try again later.",
    "partner": "This key has brought more requests within an hour than its plan allows.",
    "receiver": (
        "This e-mail address or telephone number was given in too many requests in the last hour. Leave "
        "`contact.email` and `contact.phone` out, give the resident's own, or wait."
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedSender:
    """Whose limit applies: the network address of an anonymous caller, the partner whose key came with the call, or
    staff who take down a need for somebody, or release one that was held back."""

    address: str | None = None
    partner: str | None = None
    per_partner: int = 0
    staff: bool = False


def counted_caller(request: Request) -> CountedSender:
    """Whose limit applies to a request: the partner whose key it carries, else the network address that it comes
    from."""
    partner = partner_of(request.headers.get("x-api-key"))
    if partner:
        return CountedSender(partner=partner.id, per_partner=partner.per_hour)
    return CountedSender(address=(request.context.get("identity") or {}).get("sourceIp"))


def limits(who: CountedSender, person: Person | None, channel: str, at: datetime) -> tuple[Guard, ...]:
    """The counts that an opening adds to, each with its limit."""
    return tuple(guards_of(who, person, channel, at))


def guards_of(who: CountedSender, person: Person | None, channel: str, at: datetime) -> Iterator[Guard]:
    receivers = counting_identities(person, identity_key()) if person else ()
    if who.partner:  # its plan sets the limit
        yield at_most("partner", counter_of("partner", who.partner), who.per_partner, at)
    if who.partner or who.staff:  # a separate count: it must not use up what residents may bring themselves
        helper = who.partner or "staff"
        for receiver in receivers:
            yield at_most("receiver", counter_of("receiver", f"{helper}:{receiver}"), PER_RECEIVER, at)
        return
    for receiver in receivers:
        yield at_most("sender", receiver, CHANNELS[channel].per_sender, at)
    if who.address and is_public(who.address):
        yield at_most("address", counter_of("address", network_of(who.address)), PER_ADDRESS, at)


def counter_of(kind: str, who: str) -> str:
    """The name of a counter: a keyed hash, because an address is personal data."""
    return hmac.new(identity_key(), f"{kind}:{who}".encode(), hashlib.sha256).hexdigest()[:32]


def too_many(held: GuardFailed, at: datetime) -> Exception:
    """The error for the caller; a guard that is not ours is passed on to the code that set it."""
    if held.name not in DETAIL:
        return held
    return TooMany(DETAIL[held.name], HOUR - (at.minute * 60 + at.second))
