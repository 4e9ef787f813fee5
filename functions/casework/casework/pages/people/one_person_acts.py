"""Acts on the page of one person while they visit or call: a document shown, a home or household proven, a
correction, a consent. Each is a search of its own, which is recorded first."""

from __future__ import annotations

from collections.abc import Sequence

from chalice.app import Response

from casework.pages.declare_page import page
from casework.pages.desk_request import DeskVisit
from casework.pages.people.one_person import HOME, searched
from casework.pages.people.texts import CORRECTED, TEXTS
from casework.people.correct_person import correct_person, read_corrected
from casework.people.households import say_household
from casework.people.prove_home import prove_home
from casework.people.prove_identity import prove_with_document
from casework.people.whole_person import WholePerson
from onestop.domain.errors import Fault, NotValid
from onestop.domain.people.consents import ConsentSaid, purposes_of
from onestop.domain.staff.deeds import Deed, DeedKind
from onestop.storage.people.consents import keep_consent
from onestop.storage.staff.deeds import deed_kept_first


@page("POST", f"{HOME}/proof", "prove")
def prove(visit: DeskVisit) -> Response:
    """Records that one of the people found showed a document."""

    def do(found: WholePerson, identities: Sequence[str]) -> str:
        who, document, number = (visit.form.text(name) for name in ("who", "document", "number"))
        merged = prove_with_document(found, identities, who, document, number, visit.staff, visit.at)
        return visit.say(TEXTS["proved_and_merged" if merged else "proved"])

    return searched(visit, do)


@page("POST", f"{HOME}/home", "prove")
def prove_where(visit: DeskVisit) -> Response:
    """Records that one of the people found proved where they live."""

    def do(found: WholePerson, identities: Sequence[str]) -> str:
        who, document, code = (visit.form.text(name) for name in ("lives", "home_document", "letter_code"))
        prove_home(found, who, document, code, visit.staff, visit.at)
        return visit.say(TEXTS["home_proved"])

    return searched(visit, do)


@page("POST", f"{HOME}/household", "prove")
def take_household(visit: DeskVisit) -> Response:
    """Records that two people at one address say that they are one household, or no longer are."""

    def do(found: WholePerson, identities: Sequence[str]) -> str:
        one, other = (visit.form.text(name) for name in ("one", "other"))
        say_household(found, one, other, visit.form.text("together") == "yes", visit.staff, visit.at)
        return visit.say(TEXTS["household_kept"])

    return searched(visit, do)


@page("POST", f"{HOME}/correction", "prove")
def correct(visit: DeskVisit) -> Response:
    """Corrects the data of one of the people found, who showed what is right."""

    def do(found: WholePerson, identities: Sequence[str]) -> str:
        name, email, phone = (visit.form.text(each) for each in ("new_name", "new_email", "new_phone"))
        said = read_corrected(name, email, phone, visit.offer)
        who = visit.form.text("corrects")
        count = correct_person(found, identities, who, said, visit.staff, visit.at, visit.offer)
        return visit.say_count(CORRECTED, count)

    return searched(visit, do)


@page("POST", f"{HOME}/consent", "consent")
def take_consent(visit: DeskVisit) -> Response:
    """Records that somebody who calls or visits gives or withdraws a consent."""

    def do(found: WholePerson, identities: Sequence[str]) -> str:
        purpose, given = visit.form.text("consent"), visit.form.text("given") == "yes"
        if purpose not in purposes_of(visit.offer) or not found.cases:
            raise NotValid(Fault("consent", "nobody asks for consent to this", "a purpose that the page shows"))
        details = (purpose, "given" if given else "withdrawn")
        about = f"person:{identities[0]}"
        with deed_kept_first(
            Deed(at=visit.at, by=visit.staff.actor, kind=DeedKind.CONSENTED, about=about, details=details)
        ):
            said = ConsentSaid(purpose=purpose, given=given, at=visit.at, by=visit.staff.actor)
            keep_consent(identities, said)
        return visit.say(TEXTS["consented"])

    return searched(visit, do)
