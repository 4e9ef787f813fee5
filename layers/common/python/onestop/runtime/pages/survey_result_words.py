"""The words for the results of surveys, on pages for everybody and at the desk."""

from __future__ import annotations

from collections.abc import Mapping

from onestop.domain.catalogue.districts import name_of_district
from onestop.domain.languages import name_of_language
from onestop.domain.translation import N_, NC_, Phrase
from onestop.runtime.channel_names import CHANNELS
from onestop.runtime.pages.frame import Visit

RESULT_TEXTS: Mapping[str, Phrase] = {
    "results_title": N_("What people answered"),
    "results_lead": N_("When a case is done, we ask how it went. This is what people answered, all of them together."),
    "results_none": N_("There are no results yet."),
    "results_small": N_(
        "“–” means a number under {least}, or one from which such a number could be worked out. It is "
        "hidden so that nobody can be recognised."
    ),
    "results_sure": N_(
        "The two numbers after a figure are its 95 % confidence interval: if everybody had answered, the "
        "figure would very likely be between them."
    ),
    "results_weighted": N_(
        "Who answers is not like who does not. A weighted figure is what it would be if the same share had answered of "
        "the cases of each way, language and district."
    ),
    "results_as_of": N_("As of {date}"),
    "results_download": N_("Download as"),
    "results_asked": N_("Who answered: {by}"),
    "results_said": N_("What they said: {by}"),
    "offered": NC_("survey results", "Cases done"),
    "presented": NC_("survey results", "Asked"),
    "answered": NC_("survey results", "Answered"),
    "rate": NC_("survey results", "Of those asked, in %"),
    "question": NC_("survey results", "Question"),
    "answers": NC_("survey results", "Answers"),
    "mean": NC_("survey results", "Mean, of 5"),
    "best": NC_("survey results", "Best score, in %"),
    "best_two": NC_("survey results", "Two best scores, in %"),
    "mean_weighted": NC_("survey results", "Mean, weighted"),
    "best_two_weighted": NC_("survey results", "Two best scores, weighted, in %"),
    "themes": N_("What people wrote about"),
    "themes_say": N_(
        "Sorted by words such as “slow” or “friendly” and by examples that we wrote, after names, numbers and "
        "addresses were struck. One answer may be about several things."
    ),
    "theme": NC_("survey results", "About"),
    "tones": N_("How what people wrote sounds"),
    "tones_say": N_(
        "Counted by words such as “helpful” or “too late”, in many answers together. It says nothing about any one "
        "person."
    ),
    "tone": NC_("survey results", "It sounds"),
    "service": NC_("figures", "Service"),
    "target": NC_("survey results", "Mean to reach"),
    "improvements": N_("What we are improving"),
    "improvements_say": N_(
        "Where residents were less content than they should be for four weeks in a row, we look at why and change it."
    ),
    "begun": NC_("survey results", "Begun in"),
    "mean_then": NC_("survey results", "Mean then"),
    "state": NC_("survey results", "Where it stands"),
    "mean_since": NC_("survey results", "Mean since it was done"),
}
TONE_NAMES: Mapping[str, Phrase] = {
    "pleased": NC_("tone", "Pleased"),
    "displeased": NC_("tone", "Displeased"),
    "mixed": NC_("tone", "Both"),
}
STATES: Mapping[str, Phrase] = {
    "at_work": NC_("survey results", "We work on it"),
    "done": NC_("survey results", "Done"),
}
DIMENSION_WORDS: Mapping[str, Phrase] = {
    "all": NC_("survey results", "All"),
    "service": NC_("figures", "Service"),
    "agency": NC_("survey results", "Agency"),
    "contractor": NC_("survey results", "Contractor"),
    "channel": NC_("figures", "Way"),
    "district": NC_("figures", "District"),
    "language": NC_("figures", "Language"),
    "quarter": NC_("survey results", "Quarter"),
}
UNKNOWN = NC_("survey results", "Not known")
OUR_OWN = NC_("survey results", "No contractor")


def name_of(dimension: str, code: str, visit: Visit) -> str:
    """Returns the name of a group."""
    offer = visit.offer
    if code == "unknown":
        return visit.say(UNKNOWN)
    if dimension == "all":
        return visit.say(DIMENSION_WORDS["all"])
    if dimension == "district":
        return name_of_district(code, offer, visit.language)
    if dimension == "language":
        return name_of_language(code)
    if dimension == "channel":
        return visit.say(CHANNELS[code]) if code in CHANNELS else code
    if dimension == "service":
        return visit.say(offer.services[code]["name"]) if code in offer.services else code
    if dimension == "contractor" and code == "none":
        return visit.say(OUR_OWN)
    if dimension in ("agency", "contractor"):
        return visit.say(offer.agencies[code]["name"]) if code in offer.agencies else code
    return code
