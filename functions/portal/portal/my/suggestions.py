"""Services that may suit somebody: what they say about themselves, what is suggested and why, and a switch to turn it
off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from chalice.app import Response

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.people.consents import SUGGESTIONS, purposes_of
from onestop.domain.people.segments import Suggestion, SuggestionReason, segments_of, suggestions
from onestop.runtime.pages.frame import Visit, go_to, show
from onestop.runtime.read_request import query
from onestop.storage.people.consents import load_consents
from onestop.storage.people.segments import keep_segments, load_segments
from portal.my.cases import own_cases
from portal.my.resident_session import Resident
from portal.my.signed_in_page import TEMPLATES, mark, read_own_form
from portal.my.texts import SUGGESTED

PATH = "/my/suggestions"


def show_suggestions(visit: Visit, resident: Resident) -> Response:
    """Shows what is suggested, each with its reason, and what they may say about themselves."""
    identities = resident.identities(visit.offer)
    own, consents = load_segments(identities), load_consents(identities)
    asked_for = {case.service for case in own_cases(resident, visit.offer).cases if case.service}
    found = suggestions(own, asked_for, consents, visit.offer)
    segments = [
        (code, visit.say(segment["name"]), code in own.declared) for code, segment in segments_of(visit.offer).items()
    ]
    return show(
        visit,
        TEMPLATES,
        "my_suggestions.html",
        visit.say(SUGGESTED["title"]),
        PATH,
        SUGGESTED,
        found=[(each.service, name_of(each.service, visit), reason_of(each, visit)) for each in found],
        segments=segments,
        off=own.off,
        asks=SUGGESTIONS in purposes_of(visit.offer),
        form=mark(resident),
        saved=query(visit.request, "said") == "saved",
    )


def take_segments(visit: Visit, resident: Resident) -> Response:
    """Keeps what they say about themselves, or that they want no suggestions, from this moment on."""
    form, identities = read_own_form(visit.request, resident), resident.identities(visit.offer)
    own = load_segments(identities)
    if switch := form.get("switch"):
        own = replace(own, off=switch == "off")
    else:
        declared = tuple(code for code in segments_of(visit.offer) if form.get(f"segment_{code}") == "yes")
        own = replace(own, declared=declared)
    keep_segments(identities, own)
    return go_to(PATH, visit.language, said="saved")


def declared(identities: Sequence[str], catalogue: Catalogue, language: str) -> list[str]:
    """What they said about themselves, in words, for every page that shows them their data."""
    own, offered = load_segments(identities), segments_of(catalogue)
    return [catalogue.say(offered[code]["name"], language) if code in offered else code for code in own.declared]


def reason_of(suggestion: Suggestion, visit: Visit) -> str:
    """Why a service is suggested, in words."""
    if suggestion.because is SuggestionReason.DECLARED:
        name = visit.say(segments_of(visit.offer)[suggestion.reason]["name"])
        return visit.say(SUGGESTED["because_said"]).format(segment=name)
    return visit.say(SUGGESTED["because_asked"]).format(service=name_of(suggestion.reason, visit))


def name_of(service: str, visit: Visit) -> str:
    return visit.offer.name_of("service", service, visit.language)
