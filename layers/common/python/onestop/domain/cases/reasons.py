"""Why an automatic decision was taken, in words for staff; and, if those are about the resident, in words for them."""

from __future__ import annotations

from onestop.domain.again.words import AGAIN
from onestop.domain.cases.events import Reason
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.catalogue.districts import name_of_district
from onestop.domain.languages import say_list
from onestop.domain.translation import N_, Phrase

RULE = "rule"
BORDER = "place_border"
DANGER = "danger"
REASONS: dict[str, Phrase] = {
    "chosen": N_("The resident chose this service."),
    "triaged": N_("A member of our staff chose this service."),
    "asked_back": N_("The resident chose this service when we asked."),
    "keywords": N_("The description mentions: {words}."),
    "no_match": N_("No service matches the description, so a person decides."),
    "ambiguous": N_("The description fits several services ({words}), so a person decides."),
    "understood": N_("The description reads like this service: {words}."),
    "understood_whole": N_("The description as a whole reads like this service."),
    "confidence": N_("We are {words} % sure of it."),
    "not_sure": N_("The description may mean {words}, but that is not sure, so a person decides."),
    "two_needs": N_("The description may name two needs ({words}), so a person decides."),
    "vague": N_("The description does not say what is wrong: ask the resident."),
    "elsewhere": N_("This may be no matter of ours, so a person decides."),
    "advertising": N_("This looks like advertising, so a person looks at it."),
    "declined": N_("An agency declined its part ({words}), so a person decides."),
    "failed": N_("A step of the workflow failed ({words}), so a person decides."),
    "handed": N_("A member of our staff asked for a new decision."),
    "reopened": N_("The work was not done, so the case is looked at again."),
    "low_score": N_("The resident answered that it did not go well, so the case is looked at again."),
    "under_target": N_("Answers to surveys show that a service is under its target: hand this to whoever owns it."),
    "stands_out": N_("A service was unusual last week: assign this to the team responsible for it."),
    "no_task": N_("No part of the plan fits this case, so a person decides."),
    "unreadable": N_("The scan is hard to read (confidence {words} %), so a person decides."),
    "no_words": N_("The message has no words that could be read, so a person decides."),
    "follows_closed": N_("The message follows a closed case ({words}), so a person decides."),
    "call_back": N_("The resident asked to be called back."),
    "withdrawn_service": N_("This service is no longer offered ({words}), so a person decides."),
    DANGER: N_("The words name danger ({words}), so a person looks at once."),
    "turned_place": N_("Latitude and longitude seem to be the other way round ({words}), so a person decides."),
    "far_place": N_("The place is far outside our area: ask the resident where it is."),
    "place_point": N_("The place was found by its address: {words}."),
    "place_interpolated": N_("The place was found between known house numbers or corners: {words}."),
    "place_crossing": N_("The place was found by its crossing: {words}."),
    "place_landmark": N_("The place was found by a landmark: {words}."),
    "place_street": N_("Only the street is known: {words}."),
    "place_off_street": N_("We know of no such number on this street, so only the street is known: {words}."),
    "place_several": N_("The words may mean several places: ask the resident which it is ({words})."),
    BORDER: N_("The place is on a border of districts ({words})."),
    "place_water": N_("The place is in the water ({words})."),
    "not_ours": N_("The place is not ours: tell the resident who is responsible ({words})."),
    "not_taken": N_("The government that is responsible for this place did not take the request ({words})."),
    **AGAIN,
}

OF_SERVICES = ("ambiguous", "not_sure", "two_needs")  # their values are codes of services

# The same for the resident: their own letter or page speaks to them, not about them.
TO_RESIDENT: dict[str, Phrase] = {
    "low_score": N_("You answered that it did not go well, so we look at your case again."),
    "chosen": N_("You chose this service."),
    "asked_back": N_("You chose this service when we asked."),
    "call_back": N_("You asked to be called back."),
    "place_several": N_("The words may mean several places ({words}), so we may have to ask you which it is."),
    "not_ours": N_("The place is not ours: we tell you who is responsible ({words})."),
    "vague": N_("The description does not say what is wrong, so we may have to ask you."),
    "advertising": N_("We were not sure that somebody needs something here, so a person looks at it."),
    "far_place": N_("The place is far outside our area, so we may have to ask you where it is."),
}


def explain_to_resident(reason: Reason, catalogue: Catalogue, language: str) -> str:
    """Returns the reason in words addressed to the resident."""
    own = TO_RESIDENT.get(reason.code)
    if own is None:
        return explain(reason, catalogue, language)
    return catalogue.say(own, language).format(words=say_list(reason.words, language))


def explain(reason: Reason, catalogue: Catalogue, language: str) -> str:
    """Returns the reason in words; those of a routing rule are with the rule in the catalogue."""
    if reason.code == RULE:
        rows = (*catalogue.release["rules"], *catalogue.release.get("urgency", ()))
        because = next((row["because"] for row in rows if row["code"] == reason.words[0]), None)
        return catalogue.say(because, language) if because else reason.words[0]
    if reason.code == DANGER:
        name = catalogue.say(catalogue.hazards.name_of(reason.words[0]), language)
        return catalogue.say(REASONS[DANGER], language).format(words=name)
    words = reason.words
    if reason.code in OF_SERVICES:
        words = tuple(catalogue.name_of("service", code, language) for code in words)
    if reason.code == BORDER:
        words = tuple(name_of_district(code, catalogue, language) for code in words)
    return catalogue.say(REASONS[reason.code], language).format(words=say_list(words, language))
