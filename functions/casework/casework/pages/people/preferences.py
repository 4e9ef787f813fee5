"""The preferences of a case's resident for how they hear from us, entered by staff for residents who say so at the
counter or by telephone. No address is shown: only which channels there are."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from chalice.app import Response

from casework.acts.carry_out import check_may_act
from casework.pages.case.texts import CHANNELS
from casework.pages.declare_page import page
from casework.pages.desk_addresses import go_to
from casework.pages.desk_request import DeskVisit
from casework.pages.frame import show
from casework.staff_request import known_reference
from casework.views.recorded_views import SeenCase, look_at_case
from onestop.contracts.phones import with_normal_phone
from onestop.contracts.preferences import WAYS, read_preferences
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.errors import NotFound
from onestop.domain.languages import name_of_language
from onestop.domain.letters.postal_address import is_post, read_post
from onestop.domain.letters.preferences import KIND_WORDS, MAY_WAIT, Preferences
from onestop.domain.people.chosen_preferences import ChosenPreferences, addresses_in_order
from onestop.domain.people.person import Person
from onestop.domain.staff.agency_rights import is_outsider
from onestop.domain.staff.deeds import Deed, DeedKind
from onestop.domain.translation import N_, NC_, Phrase
from onestop.runtime.keys import identity_key
from onestop.storage.people.chosen_preferences import keep_chosen
from onestop.storage.people.contact_details import load_person, prefer
from onestop.storage.people.households import keep_home
from onestop.storage.people.protections import find_protection
from onestop.storage.staff.deeds import deed_kept_first

TEXTS: dict[str, Phrase] = {
    "title": N_("How they want to hear from us"),
    "lead": N_("Ask before you change it. What we must tell them, and what we need from them, is sent in any case."),
    "language": N_("Language"),
    "channel": N_("On which way"),
    "ways": N_("Another way for some letters"),
    "as_above": NC_("channel", "The same way as the others"),
    "pace": N_("When"),
    "at_once": N_("At once"),
    "daily": N_("News in one letter a day, in the morning; what we need from them at once"),
    "without": N_("What we leave out"),
    "quiet": N_("Quiet hours, in which we send nothing that they have not just asked for"),
    "quiet_from": NC_("quiet hours", "From"),
    "quiet_to": NC_("quiet hours", "Until"),
    "zone": N_("Time zone"),
    "zone_hint": N_("Such as America/Halifax or Europe/Madrid"),
    "post": N_("Postal address"),
    "post_known": N_(
        "There is one, which is not shown. To change it, write the new one, a line each, without the name."
    ),
    "post_unknown": N_("We have none. Write it a line each, without the name."),
    "wrong_post": N_("Write at most 5 lines of up to 60 letters"),
    "save": N_("Save"),
    "wrong_quiet": N_("Give both hours, such as 22:00 and 07:00, or neither"),
    "wrong_quiet_long": N_("At most 16 hours of a day can be quiet, such as from 17:00 to 09:00"),
    "wrong_zone": N_("There is no such time zone: write it as in the example"),
    "wrong_language": N_("Choose one of the languages"),
    "wrong_channel": N_("Choose one of the ways"),
}


@page("GET", "/desk/cases/{reference}/preferences", "question")
def show_preferences(visit: DeskVisit, reference: str) -> Response:
    """Shows the preferences of the resident of a case."""
    seen, person = resident_of(visit, reference)
    return show_form(visit, seen, person, person.language, usual_way(person, visit.offer), person.preferences, [])


@page("POST", "/desk/cases/{reference}/preferences", "question")
def take_preferences(visit: DeskVisit, reference: str) -> Response:
    """Keeps them; recorded for the auditor before it is done."""
    seen, person = resident_of(visit, reference)
    form = {name: visit.form.text(name) for name in fields_of()}
    language, channel = form["language"], form["channel"] or None
    preferences, wrong = read_preferences(form)
    if language not in visit.offer.jurisdiction["languages"]:
        wrong.append(("language", "wrong_language"))
    post = read_post(visit.form.text("post").splitlines())
    if not is_post(post):
        wrong.append(("post", "wrong_post"))
    if channel not in (None, *ways_of(person, visit.offer)):
        wrong.append(("channel", "wrong_channel"))
    if wrong:
        return show_form(visit, seen, person, language, channel, preferences, wrong)
    case = seen.whole.file.case.reference
    with deed_kept_first(Deed(at=visit.at, by=visit.staff.actor, kind=DeedKind.PREFERRED, about=case)):
        keep_for_addresses(person, language, channel, preferences, visit)
        prefer(person.id, language, channel, preferences, post)
        keep_home(replace(person, post=post), identity_key())
    return go_to(f"/desk/cases/{case}", done="preferred")


def keep_for_addresses(
    person: Person, language: str, channel: str | None, preferences: Preferences, visit: DeskVisit
) -> None:
    """Keeps it for later cases of their addresses; of a protected person, only of those that nobody else reads."""
    addresses = addresses_in_order(with_normal_phone(person, visit.offer), identity_key())
    if person.protected_at:
        addresses = tuple(each for each in addresses if (known := find_protection(each)) and known.own)
    prefers = channel or person.prefers
    chosen = ChosenPreferences(at=visit.at, language=language, prefers=prefers, preferences=preferences)
    keep_chosen(addresses, chosen)


def fields_of() -> tuple[str, ...]:
    """Returns the fields of the form."""
    kinds = tuple(f"{name}_{kind}" for kind in KIND_WORDS for name in ("way", "without"))
    return ("language", "channel", "pace", "quiet_from", "quiet_to", "zone", *kinds)


def resident_of(visit: DeskVisit, reference: str) -> tuple[SeenCase, Person]:
    """Returns the resident of a case that one's agency works on. Raises NotFound, NotAllowed."""
    seen = look_at_case(visit.looker, known_reference(reference))
    check_may_act(seen.sight)
    person, staff = seen.whole.file.case.person, visit.staff
    if person is None or is_outsider(staff.agencies, staff.roles, visit.offer):
        raise NotFound("Nobody is known who wants to hear of this case.", "reference")
    return seen, load_person(person)


def ways_of(person: Person, catalogue: Catalogue) -> tuple[str, ...]:
    """Returns the channels for which there is an address."""
    called = person.phone if catalogue.jurisdiction.get("voice") else None
    addresses = (person.email, person.phone, person.post, person.device, called)
    return tuple(way for way, there in zip(WAYS, addresses, strict=True) if there)


def usual_way(person: Person, catalogue: Catalogue) -> str | None:
    """Returns the channel on which most letters go to somebody."""
    return person.prefers if person.prefers in ways_of(person, catalogue) else person.channel()


def show_form(
    visit: DeskVisit,
    seen: SeenCase,
    person: Person,
    language: str,
    channel: str | None,
    preferences: Preferences,
    wrong: list[tuple[str, str]],
) -> Response:
    """Shows the form, with what is wrong in it."""
    chosen, quiet = dict(preferences.ways), preferences.quiet or ("", "")
    values: dict[str, Any] = {
        "case": seen.whole.file.case.reference,
        "spoken": [(code, name_of_language(code), code == language) for code in visit.offer.jurisdiction["languages"]],
        "channels": [(way, visit.say(CHANNELS[way]), way == channel) for way in ways_of(person, visit.offer)],
        "kinds": [(kind.value, visit.say(words), chosen.get(kind, "")) for kind, words in KIND_WORDS.items()],
        "optional": [
            (kind.value, visit.say(words), kind in preferences.without)
            for kind, words in KIND_WORDS.items()
            if kind in MAY_WAIT
        ],
        "is_daily": preferences.daily,
        "post": visit.form.text("post"),
        "post_hint": visit.say(TEXTS["post_known" if person.post else "post_unknown"]),
        "quiet_from": quiet[0],
        "quiet_to": quiet[1],
        "zone": preferences.zone or visit.offer.jurisdiction["time_zone"],
    }
    errors = [(field, visit.say(TEXTS[words])) for field, words in wrong]
    title, status = visit.say(TEXTS["title"]), 400 if wrong else 200
    return show(visit, "people/preferences.html", title, TEXTS, status, errors=errors, **values)
