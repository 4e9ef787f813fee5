"""Signatures of co-applicants and guardians: asked for, given, refused. Each is for the answers as they were; if
somebody changes one afterwards the signature is needed again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from itertools import count

from onestop.domain.applications.application import Application, Party
from onestop.domain.errors import Fault, NotValid, TooMany
from onestop.domain.forms.signatures import WantedSignature
from onestop.domain.visible_words import shows_something

MOST_ASKED = 3  # letters to one signer, because the applicant decides where they go
DAY_SECONDS = 24 * 3600
LONGEST_NAME, LONGEST_WORDS = 200, 2000


class Stand(StrEnum):
    """The state of a signature."""

    WAITING = "waiting"
    SIGNED = "signed"
    OUTDATED = "outdated"  # it is for answers that have changed since
    OBJECTED = "objected"


@dataclass(frozen=True, slots=True)
class SignatureState:
    """A signature that is needed, and its state."""

    wanted: WantedSignature
    stand: Stand
    party: Party | None


def standings(application: Application, wanted: Iterable[WantedSignature], mark: str) -> tuple[SignatureState, ...]:
    """Returns the state of each signature; `mark` is the fingerprint of the present answers."""
    known = {each.id: each for each in application.parties}
    asked = with_own_ids(wanted, application.parties)
    return tuple(SignatureState(each, stand_of(known.get(each.id), mark), known.get(each.id)) for each in asked)


def with_own_ids(wanted: Iterable[WantedSignature], parties: Iterable[Party]) -> list[WantedSignature]:
    """Returns the signatures under the ids of those who were asked before: their links are theirs, wherever they stand
    in a list by now. Nobody is given an id that was somebody else's, or that person's link would sign for them."""
    wanted = list(wanted)
    meant = {each.id: as_compared(each.meant) for each in parties if each.meant}
    ids = {at: each.id for at, each in enumerate(wanted) if meant.get(each.id) == as_compared(each.name)}
    for at, each in enumerate(wanted):
        if at in ids:
            continue
        theirs = (name for name, who in meant.items() if who == as_compared(each.name) and is_for(each.code, name))
        taken = {*meant, *ids.values(), *(one.id for one in wanted)}
        new = (name for number in count(2) if (name := f"{each.code}-{number}") not in taken)
        known = next((name for name in theirs if name not in ids.values()), None)
        ids[at] = known or (next(new) if each.id in meant else each.id)
    return [replace(each, id=ids[at]) for at, each in enumerate(wanted)]


def is_for(code: str, name: str) -> bool:
    """Says whether an id is one of a demand: its code, perhaps with a number."""
    before, _, number = name.rpartition("-")
    return name == code or (before == code and number.isdecimal())


def as_compared(name: str) -> str:
    return " ".join(name.casefold().split())


def stand_of(party: Party | None, mark: str) -> Stand:
    if party is None or (party.signed_at is None and party.objected_at is None):
        return Stand.WAITING
    if party.signed != mark:
        return Stand.OUTDATED
    return Stand.OBJECTED if party.objected_at else Stand.SIGNED


def ask_signature(application: Application, wanted: WantedSignature, email: str, language: str) -> Application:
    """Returns the application with a party who is sent the link. Raises TooMany for one letter too many."""
    before = party_for(application, wanted)
    if before.asked >= MOST_ASKED:
        raise TooMany("They were sent the link as often as we send it. Ask them to look for it.", DAY_SECONDS)
    return with_party(application, replace(before, email=email, language=language, asked=before.asked + 1))


def sign(application: Application, wanted: WantedSignature, mark: str, name: str, at: datetime) -> Application:
    """Returns the application, signed. Raises NotValid without a name."""
    if not shows_something(name) or len(name) > LONGEST_NAME:
        raise NotValid(Fault("name", "nobody has signed", f"their name, at most {LONGEST_NAME} letters"))
    party = party_for(application, wanted)
    done = replace(party, name=name.strip(), signed_at=at, signed=mark, objected_at=None, objection="")
    return with_party(application, done)


def object_to(application: Application, wanted: WantedSignature, mark: str, words: str, at: datetime) -> Application:
    """Returns the application with a party's objection. Raises NotValid without a reason."""
    if not shows_something(words) or len(words) > LONGEST_WORDS:
        raise NotValid(Fault("words", "no reason is given", f"what is wrong, at most {LONGEST_WORDS} letters"))
    party = party_for(application, wanted)
    return with_party(application, replace(party, signed_at=None, signed=mark, objected_at=at, objection=words.strip()))


def party_for(application: Application, wanted: WantedSignature) -> Party:
    """Returns the party who signs, as far as they are known."""
    found = next((each for each in application.parties if each.id == wanted.id), None)
    return replace(found or Party(id=wanted.id, role=wanted.role, name=wanted.name), meant=wanted.name)


def with_party(application: Application, party: Party) -> Application:
    others = tuple(each for each in application.parties if each.id != party.id)
    return replace(application, parties=(*others, party))
