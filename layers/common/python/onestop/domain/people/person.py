"""A resident or business as far as we know them."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, field
from datetime import datetime

from onestop.domain.letters.preferences import Preferences
from onestop.domain.people.identities import IdentityKind, identity_named

DOTLESS = ("gmail.com", "googlemail.com")  # whose users have every spelling of their name with dots


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who brought a need, and how they want to hear from us. Kept in the People table and nowhere else.

    Each case brings a person of its own: two requests with one e-mail address may come from two members of a family.
    Once it is known that two are one, `merged_into` names the one that stays. Where somebody `protected_at` some moment
    lives, and how to reach them, nobody learns who has not the right (`docs/people.md`). `post` are the lines of their
    postal address, as they stand on an envelope under their name.
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
    device: str | None = None  # where their app is told, as SNS calls it: never the token of the device itself
    restricted_since: datetime | None = None  # kept, and used for nothing but what they asked for and the law demands

    def channel(self) -> str | None:
        """The channel to write to them on: the one they prefer if we have its address, else the one we have."""
        reachable = {"email": self.email, "sms": self.phone}
        if self.prefers and reachable.get(self.prefers):
            return self.prefers
        return next((channel for channel, address in reachable.items() if address), None)

    def identities(self, key: bytes) -> tuple[str, ...]:
        """What this person can be found again by, without keeping the address itself beside their cases."""
        own = (identity_of(address, key) for address in (self.email, self.phone) if address)
        business = (identity_named(IdentityKind.ORGANISATION, self.organisation, key),) if self.organisation else ()
        return (*own, *business)


def identity_of(address: str, key: bytes) -> str:
    """The keyed hash of an e-mail address or a telephone number, however it is written: +1 (555) 01 is 155501. Whoever
    shares a number has one identity, whatever their extension."""
    number = address.partition(";")[0]
    plain = as_on_the_wire(address).casefold() if "@" in address else "".join(filter(str.isdigit, number))
    return hmac.new(key, f"identity:{plain}".encode(), hashlib.sha256).hexdigest()[:32]


def identity_by(channel: str, address: str, key: bytes) -> str:
    """The keyed hash of an address on one channel alone: a number that takes no text messages may well be called."""
    return hmac.new(key, f"{channel}:{address}".encode(), hashlib.sha256).hexdigest()[:32]


def as_on_the_wire(address: str) -> str:
    """An e-mail address with its domain in ASCII, as mail systems see it: wide letters, and letters that nobody sees,
    lead to the same mailbox and must not make it another one to us."""
    local, at, domain = address.strip().rpartition("@")
    try:
        return f"{local}{at}{domain if domain.isascii() else domain.encode('idna').decode()}"
    except UnicodeError:  # no mail system has such a domain
        return address.strip()


def counting_identities(person: Person, key: bytes) -> tuple[str, ...]:
    """Every identity that letters about a case of this person may go to, each once, in the form in which we count."""
    addresses = (person.email, person.phone)
    return tuple(dict.fromkeys(counting_identity(address, key) for address in addresses if address))


def counting_identity(address: str, key: bytes) -> str:
    """The keyed hash that we count an address by: ana+1@x.example and ana+2@x.example reach the same person, and so do
    a.na@gmail.com and ana@gmail.com.

    For counting only, never for finding or sending: to some mail systems they are two people.
    """
    return identity_of(without_tag(address), key)


def without_tag(address: str) -> str:
    """An e-mail address without its `+tag`, and without dots where they mean nothing; anything else as it is."""
    local, at, domain = as_on_the_wire(address).rpartition("@")
    bare = local.partition("+")[0] or local
    return f"{bare.replace('.', '') if domain.casefold() in DOTLESS else bare}{at}{domain}"
