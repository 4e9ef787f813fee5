"""One contact as it comes in, whatever its channel: what an adapter makes of its raw input."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from onestop.domain.cases.events import Reason
from onestop.domain.people.actor import Actor
from onestop.domain.people.proof import Proof


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """A photo or document that came with a contact."""

    name: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """One contact. `key` is the same for each delivery of the same contact; `text` may be longer than we keep.

    `reference` is the case that it says it is about. Three fields decide how far it is believed to come from that
    case's resident (`onestop.domain.people.proof`): `shown` says that it contains what only they have from us; `author`
    is the address that speaks, if the address to answer is another one; `vouched` says whether somebody vouches for it,
    if the channel alone does not tell. With `own_only` that case accepts it only from its resident: from anybody else
    it is a need of their own. `doubts` are why a person must look before the rules decide; `spam` is why it is put into
    quarantine.
    """

    channel: str
    key: str
    text: str = ""
    service: str | None = None
    lat: float | None = None
    long: float | None = None
    address: str | None = None
    answers: Mapping[str, Any] = field(default_factory=dict)
    name: str | None = None
    email: str | None = None
    phone: str | None = None
    language: str | None = None
    reference: str | None = None
    shown: bool = False
    vouched: bool | None = None
    author: str | None = None
    own_only: bool = False
    message_id: str | None = None
    subject: str | None = None
    original: str | None = None
    doubts: tuple[Reason, ...] = ()
    spam: str | None = None
    enclosures: tuple[Enclosure, ...] = ()
    by: str = Actor.RESIDENT
    consent: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What became of a contact: opened (a case), added (to its case), again (it came before), draft (from a form on
    paper), or quarantined; and the danger that it names. `proof` is how far the sender was believed to be the
    resident of the case."""

    what: str
    reference: str | None
    language: str
    proof: Proof = Proof.PROVEN
    hazard: str | None = None
