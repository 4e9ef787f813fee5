"""A resident or business as far as we know them."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, field
from datetime import datetime

from onestop.domain.letters.preferences import Preferences
from onestop.domain.people.identities import IdentityKind, identity_named

DOTLESS = ("gmail.com", "googlemail.com")  # mail providers that ignore dots in the user's name


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who brought a need, and how they want to hear from us. Stored in the People table and nowhere else.

    Each case has a person of its own: two requests with one e-mail address may come from two members of a family.
    Once it is known that two are one, `merged_into` names the one that stays. If somebody was `protected_at` a moment,
    only staff with that right learn where they live and how to reach them (`docs/people.md`). `post` are the lines of
    their postal address, as on an envelope below their name.
    """

    id: str
    name: str | None = None
    email: str | None = None
    phone: str | None = None
    organisation: str | None = None  # the number of the business that they write for
    language: str = "en"
    prefers: str | None = None
    since: datetime | None = None
    merged_into: str | None = None
    protected_at: datetime | None = None
    preferences: Preferences = field(default_factory=Preferences)
    post: tuple[str, ...] = ()
    device: str | None = None  # where messages to their app go, as SNS names it: never the device's own token
    restricted_since: datetime | None = None  # stored, but only used for what they asked for and what the law requires
    chosen_for: tuple[str, ...] = ()  # the identities whose earlier choices this person came with

    def channel(self) -> str | None:
        """Returns the channel to write to them on: the one they prefer if we have its address, else the one we have."""
        reachable = {"email": self.email, "sms": self.phone}
        if self.prefers and reachable.get(self.prefers):
            return self.prefers
        return next((channel for channel, address in reachable.items() if address), None)

    def identities(self, key: bytes) -> tuple[str, ...]:
        """Returns what this person can be found by again, without storing the address itself with their cases."""
        own = (identity_of(address, key) for address in (self.email, self.phone) if address)
        business = (identity_named(IdentityKind.ORGANISATION, self.organisation, key),) if self.organisation else ()
        return (*own, *business)


def identity_of(address: str, key: bytes) -> str:
    """Returns the keyed hash of an e-mail address or a telephone number, however it is written: +1 (555) 01 is 155501.
    People who share a number have one identity, whatever their extensions."""
    number = address.partition(";")[0]
    plain = as_on_the_wire(address).casefold() if "@" in address else "".join(filter(str.isdigit, number))
    return hmac.new(key, f"identity:{plain}".encode(), hashlib.sha256).hexdigest()[:32]


def identity_by(channel: str, address: str, key: bytes) -> str:
    """Returns the keyed hash of an address on one channel only: a number that takes no text messages may still be
    called."""
    return hmac.new(key, f"{channel}:{address}".encode(), hashlib.sha256).hexdigest()[:32]


def as_on_the_wire(address: str) -> str:
    """Returns an e-mail address with its domain in ASCII, as mail systems see it: wide and invisible letters lead to
    the same mailbox, so they must not make it a different one to us."""
    local, at, domain = address.strip().rpartition("@")
    try:
        return f"{local}{at}{domain if domain.isascii() else domain.encode('idna').decode()}"
    except UnicodeError:  # no mail system has such a domain
        return address.strip()


def counting_identities(person: Person, key: bytes) -> tuple[str, ...]:
    """Returns the counting identity of each address that letters about a case of this person may go to, each once."""
    addresses = (person.email, person.phone)
    return tuple(dict.fromkeys(counting_identity(address, key) for address in addresses if address))


def counting_identity(address: str, key: bytes) -> str:
    """Returns the keyed hash that we count an address by: ana+1@x.example and ana+2@x.example reach the same person,
    and so do a.na@gmail.com and ana@gmail.com.

    For counting only, never for finding or sending: to some mail systems they are two people.
    """
    return identity_of(without_tag(address), key)


def without_tag(address: str) -> str:
    """Returns an e-mail address without its `+tag`, and without dots if they mean nothing; anything else unchanged."""
    local, at, domain = as_on_the_wire(address).rpartition("@")
    bare = local.partition("+")[0] or local
    return f"{bare.replace('.', '') if domain.casefold() in DOTLESS else bare}{at}{domain}"
