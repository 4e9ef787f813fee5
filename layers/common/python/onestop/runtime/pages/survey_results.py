"""The results of surveys for pages, for everybody and at the desk: two tables a dimension, in the reader's words.

Nothing is computed here: it is what `onestop insights publish` wrote, with small numbers already removed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from onestop.domain.languages import say_decimal
from onestop.domain.surveys.results_as_data import DIMENSIONS
from onestop.domain.surveys.theme_names import THEME_NAMES
from onestop.domain.translation import Phrase
from onestop.runtime.pages.frame import Visit
from onestop.runtime.pages.survey_result_words import DIMENSION_WORDS, STATES, TONE_NAMES, name_of

HIDDEN = "–"
Cells = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grouped:
    """The results by one dimension: how many were asked and answered, and the answers to each question."""

    code: str
    by: str
    asked: tuple[Cells, ...]
    said: tuple[Cells, ...]


def results_by_dimension(told: Mapping[str, Any], visit: Visit) -> Iterator[Grouped]:
    """Yields the tables of all dimensions that have groups."""
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
    """Returns the table of what people wrote about."""
    return counted_said(told.get("themes", ()), "theme", THEME_NAMES, visit)


def tones_said(told: Mapping[str, Any], visit: Visit) -> list[Cells]:
    """Returns the table of the tone in which people wrote."""
    return counted_said(told.get("tones", ()), "tone", TONE_NAMES, visit)


def counted_said(
    rows: Iterable[Mapping[str, Any]], what: str, names: Mapping[str, Phrase], visit: Visit
) -> list[Cells]:
    """Returns counts with their words: the service, or all; what was counted; and the number of answers."""
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
    """Returns which services are being improved or were: since when, the mean then, the target, and the result."""
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
    """Returns a share in percent, with its interval."""
    return say_score(figure, told, language, 100)


def say_score(figure: str, told: Mapping[str, Any], language: str, times: int = 1) -> str:
    """Returns a figure with its interval, if there is one."""
    value, ends = told.get(figure), told.get(f"{figure}_interval")
    if value is None:
        return HIDDEN
    said = say_decimal(times * value, language)
    return f"{said} ({'–'.join(say_decimal(times * end, language) for end in ends)})" if ends else said


def question_texts(visit: Visit) -> dict[str, str]:
    """Returns the texts of the questions: those of the same code mean the same, whichever survey they are in."""
    found: dict[str, str] = {}
    for _, survey in sorted(visit.offer.surveys.items()):
        for question in survey["questions"]:
            found.setdefault(question["code"], visit.say(question["text"]))
    return found
