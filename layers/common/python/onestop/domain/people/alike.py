"""By what people are found who may be one person with somebody else, whatever address they gave: keyed hashes of what
`matching.blocking` compares by, so that a name stands in no key of a row."""

from __future__ import annotations

import hashlib
import hmac

from onestop.domain.letters.postal_address import parts_of, post_identity
from onestop.domain.people.matching.blocking import kept_keys
from onestop.domain.people.matching.plain_comparers import PLAIN
from onestop.domain.people.matching.record import PersonRecord, record_of
from onestop.domain.people.person import Person


def as_record(at: int, person: Person) -> PersonRecord:
    """Somebody as records of people are compared."""
    said = {"full": [person.name or ""], "email": [person.email or ""], "phone": [person.phone or ""]}
    return record_of(at, {**said, **{part: [words] for part, words in parts_of(person.post).items()}})


def alike_by(person: Person, key: bytes) -> tuple[str, ...]:
    """What a person is found by, each as a keyed hash."""
    keys = kept_keys(as_record(0, person), PLAIN.sound)
    return tuple(hmac.new(key, f"alike:{' '.join(each)}".encode(), hashlib.sha256).hexdigest()[:32] for each in keys)


def home_of(person: Person, key: bytes) -> tuple[str, ...]:
    """By what somebody is found whose postal address others share; nobody is who is protected."""
    return (post_identity(person.post, key),) if person.post and not person.protected_at else ()
