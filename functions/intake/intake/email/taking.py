"""Takes in an e-mail: a person's goes through the one door, a machine's is written down and never answered."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime

from intake.email.answering import answer_stranger
from intake.email.arriving import Unanswered, arrive
from intake.email.bounces import Bounce
from intake.incoming import Received
from intake.no_need import record
from intake.receiving import receive
from onestop.domain.people.person import identity_of
from onestop.domain.people.proof import Proof
from onestop.runtime import links
from onestop.storage.catalogue import current
from onestop.storage.suppressions import is_suppressed, suppress, take_off, taken_off

MOST = 5  # recipients of one bounce; ours had one


def take(raw: bytes, key: str, at: datetime) -> Received | None:
    """Takes in a mail that lies in the mail bucket under this key; None if it was only recorded."""
    arrived = arrive(raw, key, current())
    if isinstance(arrived, Unanswered):
        bounce = arrived.bounce
        record(
            arrived.kind,
            "email",
            arrived.key,
            at,
            why=bounce.status or bounce.action,
            original=key,
            reference=bounce.reference,
            details=details_of(bounce),
        )
        for address in addresses_gone(bounce):
            suppress(identity_of(address, links.key()), at)
        return None
    identity = identity_of(arrived.email, links.key()) if arrived.email else None
    received = receive(arrived, current(), at, secrets.randbits, (taken_off(identity),) if identity else ())
    if identity and received.what == "added" and is_suppressed(identity):
        take_off(identity)
    if received.what == "added" and received.proof is Proof.STRANGER:
        answer_stranger(arrived, current(), at)
    return received


def addresses_gone(bounce: Bounce) -> Iterable[str]:
    """The addresses that take no letters any more. Anybody can write a bounce: only one that shows what stands in our
    own letters is believed."""
    return bounce.recipients[:MOST] if bounce.for_good and bounce.proven else ()


def details_of(bounce: Bounce) -> Mapping[str, str]:
    """What a bounce says, without an address: the recipients by the hashes that people are found by."""
    said = {
        "action": bounce.action,
        "status": bounce.status,
        "message": bounce.original_message_id or "",
        "recipients": " ".join(identity_of(each, links.key()) for each in bounce.recipients[:MOST]),
        "for_good": "yes" if bounce.for_good and bounce.proven else "",
    }
    return {name: value for name, value in said.items() if value}
