"""Takes in an e-mail: a person's goes through the one door, a machine's is recorded and never answered."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from intake.applications.paper_forms import take_paper
from intake.email.answer_stranger import answer_stranger
from intake.email.as_contact import MachineMail, receive_mail
from intake.email.bounces import Bounce
from intake.email.survey_answer import take_score
from intake.incoming import Received
from intake.opening import reference_of
from intake.receiving import receive
from intake.record_arrival import record_arrival
from onestop.domain.people.person import identity_of
from onestop.domain.people.proof import Proof
from onestop.runtime.keys import identity_key
from onestop.storage.catalogue.releases import current
from onestop.storage.guards import Guard
from onestop.storage.incoming.mail_threads import find_mail, keep_mail, kept_mail
from onestop.storage.letters.suppressions import is_suppressed, suppress, take_off, taken_off

MOST = 5  # recipients of one bounce; our letters have one
MOST_FOLLOWED = 5  # earlier messages that are looked up


def take_in_mail(raw: bytes, key: str, at: datetime) -> Received | None:
    """Takes in a mail that is in the mail bucket under this key; None if it was only recorded."""
    arrived = receive_mail(raw, key, current(), case_of_known)
    if isinstance(arrived, MachineMail):
        bounce = arrived.bounce
        record_arrival(
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
            suppress(identity_of(address, identity_key()), at)
        return None
    if draft := take_paper(arrived, current(), at):
        return draft
    if scored := take_score(arrived, current(), at):
        return scored
    identity = identity_of(arrived.email, identity_key()) if arrived.email else None
    guards: tuple[Guard, ...] = (taken_off(identity),) if identity else ()
    named = identity_of(f"<{arrived.message_id}>", identity_key()) if arrived.message_id else None
    if named:
        guards += (kept_mail(named, reference_of(f"{arrived.channel}:{arrived.key}"), at),)
    received = receive(arrived, current(), at, secrets.randbits, guards)
    if named and received.what == "added" and received.reference:
        keep_mail(named, received.reference, at)
    if identity and received.what == "added" and is_suppressed(identity):
        take_off(identity)
    if received.what == "added" and received.proof is Proof.STRANGER:
        answer_stranger(arrived, current(), at)
    return received


def case_of_known(message_ids: Sequence[str]) -> str | None:
    """The case that one of these messages went to when it came in, the last one first."""
    return find_mail(identity_of(f"<{each}>", identity_key()) for each in reversed(message_ids[-MOST_FOLLOWED:]))


def addresses_gone(bounce: Bounce) -> Iterable[str]:
    """The addresses that no longer take letters. Anybody can write a bounce: it is believed only if it contains what
    our own letters contain."""
    return bounce.recipients[:MOST] if bounce.for_good and bounce.proven else ()


def details_of(bounce: Bounce) -> Mapping[str, str]:
    """What a bounce says, without an address: the recipients by the hashes that people are found by."""
    said = {
        "action": bounce.action,
        "status": bounce.status,
        "message": bounce.original_message_id or "",
        "recipients": " ".join(identity_of(each, identity_key()) for each in bounce.recipients[:MOST]),
        "for_good": "yes" if bounce.for_good and bounce.proven else "",
    }
    return {name: value for name, value in said.items() if value}
