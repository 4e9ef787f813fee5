"""How people are found who may be the same person as somebody else, whatever address they gave: keyed hashes of what
`matching.blocking` compares by, so that no key of a row contains a name."""

from __future__ import annotations

import hashlib
import hmac

from onestop.domain.letters.postal_address import parts_of, post_identity
from onestop.domain.people.matching.blocking import kept_keys
from onestop.domain.people.matching.plain_comparers import PLAIN
from onestop.domain.people.matching.record import PersonRecord, record_of
from onestop.domain.people.person import Person


def as_record(at: int, person: Person) -> PersonRecord:
    """Returns somebody in the form in which records of people are compared."""
    said = {"full": [person.name or ""], "email": [person.email or ""], "phone": [person.phone or ""]}
    return record_of(at, {**said, **{part: [words] for part, words in parts_of(person.post).items()}})


def alike_by(person: Person, key: bytes) -> tuple[str, ...]:
    """Returns what a person is found by, each as a keyed hash."""
    keys = kept_keys(as_record(0, person), PLAIN.sound)
    return tuple(hmac.new(key, f"alike:{' '.join(each)}".encode(), hashlib.sha256).hexdigest()[:32] for each in keys)


def home_of(person: Person, key: bytes) -> tuple[str, ...]:
    """Returns the hashes by which others at the same postal address find somebody; empty for a protected person."""
    return (post_identity(person.post, key),) if person.post and not person.protected_at else ()
