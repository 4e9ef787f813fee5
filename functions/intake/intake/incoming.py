"""One contact as it comes in, whatever channel brought it: what an adapter makes of its raw input."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from onestop.domain.cases.case import RESIDENT
from onestop.domain.cases.events import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """A photo or document that came with a contact."""

    name: str
    media_type: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """One contact. `key` is the same for each delivery of the same contact; `text` may be longer than we keep.

    `reference` is the case that it says it is about; `trusted` says that it proves to come from that case's resident.
    With `own_only` that case takes it from its resident only: from anybody else it is a need of their own.
    `doubts` are why a person must look before the rules decide; `spam` is why it is put into quarantine.
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
    trusted: bool = False
    own_only: bool = False
    message_id: str | None = None
    subject: str | None = None
    original: str | None = None
    doubts: tuple[Reason, ...] = ()
    spam: str | None = None
    enclosures: tuple[Enclosure, ...] = ()
    by: str = RESIDENT
    consent: str | None = None
    address_from: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What became of a contact: opened (a case), added (to its case), again (it came before), or quarantined; and the
    danger that it names."""

    what: str
    reference: str | None
    language: str
    hazard: str | None = None
