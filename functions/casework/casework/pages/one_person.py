"""All of one person on one page, for whoever answers calls: cases, the line of time, surveys, preferences, what they
are known by; and at the counter a document that they show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime

from chalice.app import Response

from casework.correcting import correct_person, read_corrected
from casework.households import Home, homes_of, note_homes, say_household
from casework.looking import note_search
from casework.pages.case_words import EVENTS
from casework.pages.channel_words import say_channel
from casework.pages.frame import show
from casework.pages.one_person_texts import CORRECTED, TEXTS
from casework.pages.people import PURPOSE_NAMES
from casework.pages.routing import page
from casework.pages.visiting import DeskVisit
from casework.proving import prove_with_document
from casework.proving_homes import at_home, prove_home
from casework.whole_person import KnownIdentity, WholePerson, whole_person
from onestop.contracts.staff import PURPOSES
from onestop.domain.cases.event_words import STATUS_WORDS
from onestop.domain.errors import Fault, NotValid
from onestop.domain.languages import name_of_language
from onestop.domain.people.consents import ConsentSaid, allows, last_said, purposes_of
from onestop.domain.people.identities import DOCUMENTS, HOME_DOCUMENTS, KIND_WORDS, say_proof
from onestop.domain.people.person import Person
from onestop.domain.staff.deeds import Deed, DeedKind
from onestop.domain.staff.permissions import may
from onestop.domain.time.dates import say_date, say_moment
from onestop.domain.translation import translate_count
from onestop.storage.people.consents import keep_consent
from onestop.storage.staff.deeds import kept

HOME = "/desk/people/one"
SHOWN = ("status", "contact.name")
TYPED = ("who", "document", "number", "corrects", "new_name", "new_email", "new_phone")  # kept where it is refused


@page("GET", HOME, "find")
def show_whole_form(visit: DeskVisit) -> Response:
    """Asks for whom and what for."""
    return show_whole(visit)


@page("POST", HOME, "find")
def show_one_person(visit: DeskVisit) -> Response:
    """All of one person; that it was asked for is kept first."""
    return searched(visit, lambda found, identities: None)


@page("POST", f"{HOME}/proof", "prove")
def prove(visit: DeskVisit) -> Response:
    """One of those who were found showed a document."""

    def do(found: WholePerson, identities: Sequence[str]) -> str:
        who, document, number = (visit.form.text(name) for name in ("who", "document", "number"))
        merged = prove_with_document(found, identities, who, document, number, visit.staff, visit.at)
        return visit.say(TEXTS["proved_and_merged" if merged else "proved"])

    return searched(visit, do)


@page("POST", f"{HOME}/home", "prove")
def prove_where(visit: DeskVisit) -> Response:
    """One of those who were found proves where they live."""

    def do(found: WholePerson, identities: Sequence[str]) -> str:
        who, document, code = (visit.form.text(name) for name in ("lives", "home_document", "letter_code"))
        prove_home(found, who, document, code, visit.staff, visit.at)
        return visit.say(TEXTS["home_proved"])

    return searched(visit, do)


@page("POST", f"{HOME}/household", "prove")
def take_household(visit: DeskVisit) -> Response:
    """Two of those who share an address say that they are one household, or not any more."""

    def do(found: WholePerson, identities: Sequence[str]) -> str:
        one, other = (visit.form.text(name) for name in ("one", "other"))
        say_household(found, one, other, visit.form.text("together") == "yes", visit.staff, visit.at)
        return visit.say(TEXTS["household_kept"])

    return searched(visit, do)


@page("POST", f"{HOME}/correction", "prove")
def correct(visit: DeskVisit) -> Response:
    """One of those who were found showed what is right."""

    def do(found: WholePerson, identities: Sequence[str]) -> str:
        name, email, phone = (visit.form.text(each) for each in ("new_name", "new_email", "new_phone"))
        said = read_corrected(name, email, phone, visit.offer)
        who = visit.form.text("corrects")
        count = correct_person(found, identities, who, said, visit.staff, visit.at, visit.offer)
        return translate_count(CORRECTED, count, visit.language)

    return searched(visit, do)


@page("POST", f"{HOME}/consent", "consent")
def take_consent(visit: DeskVisit) -> Response:
    """Whoever calls or is here gives or withdraws a consent."""

    def do(found: WholePerson, identities: Sequence[str]) -> str:
        purpose, given = visit.form.text("consent"), visit.form.text("given") == "yes"
        if purpose not in purposes_of(visit.offer) or not found.cases:
            raise NotValid(Fault("consent", "nobody asks for consent to this", "a purpose that the page shows"))
        details = (purpose, "given" if given else "withdrawn")
        about = f"person:{identities[0]}"
        with kept(Deed(at=visit.at, by=visit.staff.actor, kind=DeedKind.CONSENTED, about=about, details=details)):
            said = ConsentSaid(purpose=purpose, given=given, at=visit.at, by=visit.staff.actor)
            keep_consent(identities, said)
        return visit.say(TEXTS["consented"])

    return searched(visit, do)


def searched(visit: DeskVisit, do: Callable[[WholePerson, Sequence[str]], str | None]) -> Response:
    """Keeps the search, finds the person, does something, and shows them as they are then."""
    person, purpose = visit.form.text("person").strip(), visit.form.text("purpose")
    found, done = None, None
    errors: list[tuple[str, str]] = []
    try:
        identities = note_search(visit.staff, person, purpose, visit.at, visit.offer, SHOWN)
        found = whole_person(identities)
        if done := do(found, identities):
            found = whole_person(identities)
    except NotValid as error:
        errors = [(fault.field, visit.say(TEXTS[f"wrong_{fault.field}"])) for fault in error.faults]
    typed = {name: visit.form.text(name) for name in TYPED} if errors else {}
    return show_whole(visit, person=person, purpose=purpose, found=found, errors=errors, done=done, typed=typed)


def show_whole(
    visit: DeskVisit,
    *,
    person: str = "",
    purpose: str = "",
    found: WholePerson | None = None,
    errors: list[tuple[str, str]] | None = None,
    done: str | None = None,
    typed: Mapping[str, str] | None = None,
) -> Response:
    zone = visit.offer.jurisdiction["time_zone"]
    homes = homes_of(found) if found else []
    note_homes(homes, found or WholePerson(), visit.staff, purpose, visit.at)
    newest = ""
    if found and found.of > len(found.cases):
        newest = visit.say(TEXTS["newest"]).format(shown=len(found.cases), of=found.of)
    return show(
        visit,
        "people_one.html",
        visit.say(TEXTS["title"]),
        TEXTS,
        400 if errors else 200,
        errors=errors,
        person=person,
        purpose=purpose,
        typed=dict.fromkeys(TYPED, "") | dict(typed or {}),
        purposes=[(code, visit.say(PURPOSE_NAMES[code])) for code in PURPOSES],
        found=found,
        done=done,
        newest=newest,
        when=lambda at: say_moment(at, zone, visit.language, now=visit.at),
        stands=lambda case: visit.say(STATUS_WORDS[case.status]),
        service=lambda case: visit.offer.name_of("service", case.service, visit.language) if case.service else "",
        what=lambda moment: visit.say(EVENTS[moment.what]),
        channel=lambda code: say_channel(code, visit) if code else "",
        speaks=name_of_language,
        prefers=preferences(found),
        restricted=restricted(found, visit),
        known_by=[known_by(each, found, visit) for each in found.known_by] if found else [],
        consents=consents_shown(found, visit) if found else [],
        may_consent=may(visit.staff.roles, "consent"),
        may_prove=may(visit.staff.roles, "prove"),
        named=by_name(found.people if found else ()),
        at_home=by_name(at_home(found) if found else ()),
        homes=[say_home(home, visit) for home in homes],
        home_documents=[(code, visit.say(name)) for code, name in HOME_DOCUMENTS.items()],
        documents=[(code, visit.say(name)) for code, name in DOCUMENTS.items()],
    )


def known_by(each: KnownIdentity, found: WholePerson, visit: DeskVisit) -> tuple[str, list[str]]:
    """What somebody is known by, in words, and how that was proven or since when it is said."""
    zone = visit.offer.jurisdiction["time_zone"]
    kind = visit.say(KIND_WORDS[each.kind])
    name = visit.say(TEXTS["asked_by"]).format(kind=kind) if each.asked else kind
    names = {person.id: person.name or "" for person in found.people}
    proofs = []
    for proof in each.proofs:
        words = say_proof(proof, say_date(proof.at, zone, visit.language), visit.say)
        who = names.get(proof.person or "")
        proofs.append(f"{words} ({who})" if who else words)
    since = say_date(each.since, zone, visit.language) if each.since else ""
    claimed = visit.say(TEXTS["claimed"]).format(when=since) if since else visit.say(TEXTS["claimed_once"])
    return name, proofs or [claimed]


def say_home(home: Home, visit: DeskVisit) -> tuple[list[tuple[str, str]], list[str]]:
    """The people of a household, each with their id; and which two of them said that they are one."""
    zone = visit.offer.jurisdiction["time_zone"]
    people = [(each.id, each.name or "") for each in home.household.people]
    said = [
        visit.say(TEXTS["together"]).format(
            one=home.household.name_of(each.one),
            other=home.household.name_of(each.other),
            when=say_date(each.at, zone, visit.language),
        )
        for each in home.household.together
    ]
    said += [
        visit.say(TEXTS["says_together" if each.together else "says_apart"]).format(
            one=home.household.name_of(each.one), when=say_date(each.at, zone, visit.language)
        )
        for each in home.household.alone
    ]
    return people, said


def consents_shown(found: WholePerson, visit: DeskVisit) -> list[tuple[str, str, str, bool]]:
    """Each purpose with what they said of it: its code, name, what holds, and whether that is a yes."""
    zone = visit.offer.jurisdiction["time_zone"]
    shown = []
    for code, purpose in purposes_of(visit.offer).items():
        last, given = last_said(found.consents, code), allows(found.consents, code, visit.offer)
        words = ("agreed" if given else "refused") if last else ("agreed_usual" if given else "refused_usual")
        when = say_date(last.at, zone, visit.language) if last else ""
        shown.append((code, visit.say(purpose["name"]), visit.say(TEXTS[words]).format(when=when), given))
    return shown


def by_name(people: Iterable[Person]) -> list[tuple[str, str]]:
    """The people who may show a document, each name once with the newest who has it: a person came with each case."""
    people = sorted(people, key=lambda each: each.since.isoformat() if each.since else "")
    return [(id_, name) for name, id_ in {each.name: each.id for each in people if each.name}.items()]


def restricted(found: WholePerson | None, visit: DeskVisit) -> list[str]:
    """Of whom the data may not be used as usual, and since when: each name once, with the first day."""
    since: dict[str, datetime] = {}
    for person in found.people if found else ():
        if at := person.restricted_since:
            since[person.name or ""] = min(at, since.get(person.name or "", at))
    zone = visit.offer.jurisdiction["time_zone"]
    return [
        visit.say(TEXTS["restricted_named" if name else "restricted"]).format(
            name=name, when=say_date(at, zone, visit.language)
        )
        for name, at in sorted(since.items())
    ]


def preferences(found: WholePerson | None) -> list[tuple[str, str, str]]:
    """Name, language and channel, each once: a person came with each case."""
    people = found.people if found else ()
    return list(dict.fromkeys((each.name or "", each.language, each.channel() or "") for each in people))
