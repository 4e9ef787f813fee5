"""An improvement case: the reasons to change a service, for its owner.

It has no service of its own, so the triage desk sees it first, with the name of the owner in its words; its reference
follows from the service and the quarter, so there is one a quarter however often this runs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from onestop.domain.cases.case import Case, CaseFile, Request
from onestop.domain.cases.change import changed
from onestop.domain.cases.events import CaseOpened, Reason
from onestop.domain.cases.lifecycle import Status
from onestop.domain.cases.links.imported_references import reference_from
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.errors import Conflict
from onestop.domain.languages import say_decimal
from onestop.domain.people.actor import Actor
from onestop.domain.redaction.spans import redact
from onestop.domain.surveys.confidence_interval import mean_of
from onestop.domain.surveys.improvement import Improvement
from onestop.domain.surveys.learned_themes import FindThemes, decide_by_lists
from onestop.domain.surveys.results import quarter_of
from onestop.domain.surveys.results_as_data import LEAST
from onestop.domain.surveys.shortfall import Scored, Shortfall, SurveyTarget
from onestop.domain.surveys.steps import SlowStep
from onestop.domain.surveys.theme_names import THEME_NAMES
from onestop.domain.surveys.themes import count_themes
from onestop.domain.translation import N_, Phrase
from onestop.storage.cases import open_and_change
from onestop.storage.catalogue.improvements import improvement_row
from onestop.storage.once import AlreadyDone, Once
from onestop.storage.tables import Row

if TYPE_CHECKING:
    from onestop.domain.catalogue.service import Service
    from onestop.storage.surveys.responses import Response

CHANNEL = "counter"  # by which our own people bring something; nothing of it is published
SAMPLES, SAMPLE_LENGTH = 5, 300
LONGEST = 4000  # letters of a description
UNDER = Reason("under_target")
WORDS: Mapping[str, Phrase] = {
    "head": N_("Improve “{service}”: residents were less content than they should be, four weeks in a row."),
    "owner": N_("For: {agency}."),
    "target": N_("Target: {target} of 5 on average. Given: {mean}, by {answers} answers."),
    "week": N_("Week of {day}: {mean}."),
    "steps": N_("Where time is lost:"),
    "step": N_("{step}: {tasks} times, half of them within {hours} hours, {late} % too late."),
    "themes": N_("What people wrote about: {themes}."),
    "samples": N_("In their words, struck of personal data:"),
}


def scored(
    responses: Iterable[Response], services: Mapping[str, str | None], targets: Mapping[str, SurveyTarget], zone: str
) -> Iterator[Scored]:
    """The answers that came in time to the question that the target of their service is of, each with the words that
    came with it, redacted."""
    local = ZoneInfo(zone)
    for response in responses:
        service = services.get(response.reference)
        if service is None or service not in targets or response.late:
            continue
        score = dict(response.scores).get(targets[service].question)
        if score is not None:
            words = redact(" ".join(words for _, words in response.words))
            day = response.answered_at.astimezone(local).date()
            yield Scored(service=service, on=day, score=score, words=words)


def open_improvement(
    short: Shortfall,
    steps: Sequence[SlowStep],
    catalogue: Catalogue,
    at: datetime,
    decide: FindThemes = decide_by_lists,
) -> tuple[str, bool]:
    """Opens the case of a service for this quarter; says its reference, and whether it is new."""
    quarter = quarter_of(at.astimezone(ZoneInfo(catalogue.jurisdiction["time_zone"])).date())
    name = f"improvement:{short.service}:{quarter}"
    kept = Improvement(
        reference=reference_from(name),
        service=short.service,
        quarter=quarter,
        question=short.target.question,
        target=short.target.mean,
        mean=short.mean,
        answers=len(short.answers),
        opened_at=at,
    )
    description = improvement_in_words(short, steps, catalogue, decide)
    return open_once(name, description, UNDER, catalogue, at, beside=[improvement_row(kept)])


def open_once(
    name: str, description: str, doubt: Reason, catalogue: Catalogue, at: datetime, beside: Iterable[Row] = ()
) -> tuple[str, bool]:
    """Opens a case of our own for the triage desk, one for each name, together with the rows `beside`; returns its
    reference, and whether it is new."""
    begun = Case(
        reference=reference_from(name),
        version=0,
        status=Status.OPEN,
        channel=CHANNEL,
        language=catalogue.language(),
        priority="normal",
        opened_at=at,
        updated_at=at,
        catalogue=catalogue.version,
    )
    change = changed(CaseFile(case=begun, request=Request()), CaseOpened(service=None), at=at, by=Actor.SYSTEM)
    request = Request(description=description, doubts=(doubt,))
    try:
        open_and_change.open_case(change, request, None, Once(key=name), beside=beside)
    except (AlreadyDone, Conflict):  # it was opened before, whatever became of it since
        return begun.reference, False
    return begun.reference, True


def improvement_in_words(
    short: Shortfall, steps: Sequence[SlowStep], catalogue: Catalogue, decide: FindThemes = decide_by_lists
) -> str:
    """Returns the words of the case, in the first language of the jurisdiction."""
    return "\n".join(lines_of(short, steps, catalogue, decide))[:LONGEST]


def lines_of(short: Shortfall, steps: Sequence[SlowStep], catalogue: Catalogue, decide: FindThemes) -> Iterator[str]:
    language = catalogue.language()

    def say(name: str, **values: str) -> str:
        return catalogue.say(WORDS[name], language).format_map(values)

    service = catalogue.services.get(short.service)
    yield say("head", service=catalogue.say(service["name"], language) if service else short.service)
    if service:
        owner = service["plan"][0]["tasks"][0]["agency"]
        yield say("owner", agency=catalogue.say(catalogue.agencies[owner]["name"], language))
    numbers = (say_decimal(short.target.mean, language), say_decimal(short.mean, language))
    yield say("target", target=numbers[0], mean=numbers[1], answers=str(len(short.answers)))
    for monday, scores in short.weeks.items():
        if scores.total() >= LEAST:  # fewer could reveal one person
            yield say("week", day=monday.isoformat(), mean=say_decimal(mean_of(scores), language))
    if steps:
        names = step_names(service, catalogue, language)
        yield say("steps")
        for step in steps:
            told = {"hours": str(round(step.hours)), "late": str(round(100 * step.late))}
            yield "– " + say("step", step=names.get(step.code, step.code), tasks=str(step.tasks), **told)
    said = ((short.service, each.words) for each in short.answers)
    counted = [row for row in count_themes(said, decide) if not row["service"]]
    if counted:
        themes = (f"{catalogue.say(THEME_NAMES[row['theme']], language)} ({row['answers']})" for row in counted)
        yield say("themes", themes=", ".join(themes))
    if samples := samples_of(short):
        yield say("samples")
        yield from (f"– {words}" for words in samples)


def step_names(service: Service | None, catalogue: Catalogue, language: str) -> dict[str, str]:
    """Returns the names of the tasks of a service."""
    stages = service["plan"] if service else ()
    return {task["code"]: catalogue.say(task["name"], language) for stage in stages for task in stage["tasks"]}


def samples_of(short: Shortfall) -> list[str]:
    """The words of those who were least content, the latest first: short, and without who wrote them."""
    written = [each for each in short.answers if each.words.strip()]
    written.sort(key=lambda each: (each.score, -each.on.toordinal(), each.words))
    return [" ".join(each.words.split())[:SAMPLE_LENGTH] for each in written[:SAMPLES]]
