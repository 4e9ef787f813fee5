"""The identities of the signed-in resident, and how each was proven; and the code of a letter on paper, by which they
prove their postal address themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chalice.app import Response

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.letters.letter_codes import is_code_for
from onestop.domain.letters.postal_address import hint_at, post_identity
from onestop.domain.people.identities import KIND_WORDS, HowProven, IdentityKind, IdentityProof, Proofs, say_proof
from onestop.domain.people.person import Person, identity_of
from onestop.domain.people.resident_sessions import masked_address
from onestop.domain.time.dates import say_date
from onestop.runtime.keys import identity_key
from onestop.runtime.pages.frame import Visit, go_to, show
from onestop.runtime.read_request import query
from onestop.storage.people.contact_details import load_people
from onestop.storage.people.proofs import keep_home_proof, load_proofs
from portal.my.cases import MOST, Own, own_cases
from portal.my.household import homes_of, said_of_home, take_household
from portal.my.resident_session import Resident
from portal.my.signed_in_page import TEMPLATES, mark, moment_of, read_own_form
from portal.my.texts import DATA

PATH = "/my/data"
RIGHTS = "my-data"  # the service for having data corrected, restricted or erased, or for objecting
SAID = ("proved", "household")
LONGEST = 10  # identities shown: for each we look up how it was proven


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownIdentity:
    """An identity of somebody, as much of it as they may be shown, since when it is known, and its proofs."""

    kind: IdentityKind
    shown: str
    since: datetime | None
    proofs: Proofs


def show_data(visit: Visit, resident: Resident) -> Response:
    """Shows what can be downloaded, and how; their identities, and where to enter the code of a letter."""
    return show_known(visit, resident)


def take_letter_code(visit: Visit, resident: Resident) -> Response:
    """Takes the code of a letter, which proves that the letter's address is theirs; or their answer about their
    household."""
    form, at = read_own_form(visit.request, resident), moment_of(visit.request)
    people, typed = people_in(own_cases(resident, visit.offer)), form.get("letter_code", "")
    if form.get("together") in ("yes", "no"):
        return take_household(visit, people, form["together"] == "yes")
    person = next((each for each in people if is_code_for(each, typed, at, identity_key())), None)
    if person is None:
        return show_known(visit, resident, [("letter_code", visit.say(DATA["wrong_letter_code"]))])
    proof = IdentityProof(how=HowProven.LETTER, at=at, person=person.id)
    keep_home_proof(post_identity(person.post, identity_key()), person.id, proof)
    return go_to(PATH, visit.language, said="proved")


def show_known(visit: Visit, resident: Resident, errors: Sequence[tuple[str, str]] = ()) -> Response:
    people = people_in(own_cases(resident, visit.offer))
    identities = resident.identities(visit.offer)
    return show(
        visit,
        TEMPLATES,
        "my_data.html",
        visit.say(DATA["title"]),
        PATH,
        DATA,
        400 if errors else 200,
        errors=list(errors),
        rights=f"/apply/{RIGHTS}" if RIGHTS in visit.offer.services else "",
        known_by=[each["said"] for each in known_data(people, identities, visit.offer, visit.language)],
        posted="paper" in visit.offer.jurisdiction and any(each.post for each in people),
        done=visit.say(DATA[said]) if (said := query(visit.request, "said") or "") in SAID else "",
        shares=bool(homes_of(people)),
        together=said_of_home(people),
        form=mark(resident),
    )


def people_in(own: Own) -> list[Person]:
    """The people who brought the cases: one call."""
    ids = list(dict.fromkeys(filter(None, own.people.values())))[:MOST]
    return load_people(ids) if ids else []


def known_data(
    people: Iterable[Person], identities: Sequence[str], catalogue: Catalogue, language: str
) -> Iterator[dict[str, Any]]:
    """Each identity, as data and in words; without which of us wrote down that it was proven."""
    zone = catalogue.jurisdiction["time_zone"]
    for each in known_by(people, identities):
        said = [
            say_proof(proof, say_date(proof.at, zone, language), catalogue.saying(language)) for proof in each.proofs
        ]
        claimed = DATA["claimed"] if each.since else DATA["claimed_once"]
        since = say_date(each.since, zone, language) if each.since else ""
        words = "; ".join(said) or catalogue.say(claimed, language).format(when=since)
        yield {
            "kind": each.kind.value,
            "shown": each.shown,
            "since": each.since.isoformat() if each.since else None,
            "proven": [{"how": p.how.value, "at": p.at.isoformat(), "document": p.document} for p in each.proofs],
            "said": f"{catalogue.say(KIND_WORDS[each.kind], language)} {each.shown}: {words}",
        }


def known_by(people: Iterable[Person], identities: Sequence[str]) -> list[ShownIdentity]:
    """The identities of these people, each once with the time when it first came: a Query for the proofs of each. An
    address that was not proven just now is only hinted at, because it may belong to another member of the household."""
    found: dict[str, ShownIdentity] = {}
    for person in sorted(people, key=lambda each: each.since.isoformat() if each.since else ""):
        for kind, address in ((IdentityKind.EMAIL, person.email), (IdentityKind.PHONE, person.phone)):
            identity = identity_of(address, identity_key()) if address else ""
            if address and identity not in found and len(found) < LONGEST:
                shown = address if identity in identities else masked_address(address)
                found[identity] = ShownIdentity(
                    kind=kind, shown=shown, since=person.since, proofs=load_proofs(identity)
                )
        if person.post:
            identity = post_identity(person.post, identity_key())
            before = found.get(identity)
            if before is None and len(found) >= LONGEST:
                continue
            proofs = (*(before.proofs if before else ()), *load_proofs(identity, person.id))
            since = before.since if before else person.since
            found[identity] = ShownIdentity(
                kind=IdentityKind.POST, shown=hint_at(person.post), since=since, proofs=proofs
            )
    return list(found.values())
