"""What surveys say as pages show it, for everybody and at the desk: two tables a dimension, in the reader's words.

Nothing is worked out here: it is what `onestop insights publish` left, small numbers gone already.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from onestop.domain.catalogue.districts import name_of_district
from onestop.domain.languages import name_of_language, say_decimal
from onestop.domain.surveys.results_as_data import DIMENSIONS
from onestop.domain.surveys.theme_names import THEME_NAMES
from onestop.domain.translation import N_, NC_, Phrase
from onestop.runtime.channel_names import CHANNELS
from onestop.runtime.pages.frame import Visit

HIDDEN = "–"
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
Cells = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grouped:
    """The results by one dimension: how many were asked and answered, and what was said to each question."""

    code: str
    by: str
    asked: tuple[Cells, ...]
    said: tuple[Cells, ...]


def results_by_dimension(told: Mapping[str, Any], visit: Visit) -> Iterator[Grouped]:
    """The tables of all dimensions that have groups."""
    questions = question_texts(visit)
    for dimension in DIMENSIONS:
        groups = [group for group in told.get("groups", ()) if group["dimension"] == dimension]
        if not groups:
            continue
        names = [name_of(dimension, group["group"], visit) for group in groups]
        yield Grouped(
            dimension,
            visit.say(DIMENSION_WORDS[dimension]),
            tuple(asked_cells(name, group, visit.language) for name, group in zip(names, groups, strict=True)),
            tuple(
                said_cells(
                    *(name, questions.get(said["question"], said["question"]), said, visit.language),
                    aims=dimension == "service",
                )
                for name, group in zip(names, groups, strict=True)
                for said in group["questions"]
            ),
        )


def themes_said(told: Mapping[str, Any], visit: Visit) -> list[Cells]:
    """What people wrote about."""
    return counted_said(told.get("themes", ()), "theme", THEME_NAMES, visit)


def tones_said(told: Mapping[str, Any], visit: Visit) -> list[Cells]:
    """How what people wrote sounds."""
    return counted_said(told.get("tones", ()), "tone", TONE_NAMES, visit)


def counted_said(
    rows: Iterable[Mapping[str, Any]], what: str, names: Mapping[str, Phrase], visit: Visit
) -> list[Cells]:
    """What was counted in words: the service, or all, what it is, and how many answers."""
    return [
        (
            name_of("service", row["service"], visit) if row["service"] else visit.say(DIMENSION_WORDS["all"]),
            visit.say(names[row[what]]),
            str(row["answers"]),
        )
        for row in rows
        if row[what] in names
    ]


def improvements_said(told: Mapping[str, Any], visit: Visit) -> list[Cells]:
    """Which services are being improved or were: begun when, from where to where, and what came of it."""
    return [
        (
            name_of("service", row["service"], visit),
            row["quarter"],
            say_score("mean", row, visit.language),
            say_score("target", row, visit.language),
            visit.say(STATES[row["state"]]),
            say_score("mean_since", row, visit.language),
        )
        for row in told.get("improvements", ())
        if row["state"] in STATES
    ]


def asked_cells(name: str, group: Mapping[str, Any], language: str) -> Cells:
    counts = (HIDDEN if group[each] is None else str(group[each]) for each in ("offered", "presented", "answered"))
    return (name, *counts, say_share("response_rate", group, language))


def said_cells(name: str, question: str, said: Mapping[str, Any], language: str, *, aims: bool) -> Cells:
    weighted = said.get("weighted") or {}
    return (
        *(name, question, str(said["answers"])),
        *(say_score("mean", whose, language) for whose in (said, weighted)),
        *([say_score("target", said, language) if said.get("target") else ""] if aims else []),
        say_share("top_box", said, language),
        *(say_share("top_two", whose, language) for whose in (said, weighted)),
    )


def say_share(figure: str, told: Mapping[str, Any], language: str) -> str:
    """A share in percent, and between which ends it lies."""
    return say_score(figure, told, language, 100)


def say_score(figure: str, told: Mapping[str, Any], language: str, times: int = 1) -> str:
    """A figure with its interval, where there is one."""
    value, ends = told.get(figure), told.get(f"{figure}_interval")
    if value is None:
        return HIDDEN
    said = say_decimal(times * value, language)
    return f"{said} ({'–'.join(say_decimal(times * end, language) for end in ends)})" if ends else said


def name_of(dimension: str, code: str, visit: Visit) -> str:
    """What a group is called."""
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


def question_texts(visit: Visit) -> dict[str, str]:
    """What the questions say: those of the same code mean the same, in whichever survey they stand."""
    found: dict[str, str] = {}
    for _, survey in sorted(visit.offer.surveys.items()):
        for question in survey["questions"]:
            found.setdefault(question["code"], visit.say(question["text"]))
    return found
