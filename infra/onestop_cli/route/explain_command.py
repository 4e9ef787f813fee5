"""`onestop route explain`: what was decided about a case and why; or what would be, without a suite."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from onestop.domain.cases.lifecycle import Status
from onestop_cli.problems import CannotContinue
from onestop_cli.project import find_project
from onestop_cli.route.explain_decision import Explained, Story, as_json, tell_parts
from onestop_cli.suite_options import ReadyFile

if TYPE_CHECKING:
    from onestop.domain.cases.case import Place
    from onestop.domain.catalogue.catalogue import Catalogue
    from onestop_cli.route.decide_without_suite import PossibleNeed

QUESTIONS = {"what": "What", "where": "Where", "urgent": "How urgent", "who": "Who", "when": "By when"}


def explain_case(
    reference: Annotated[str | None, typer.Argument(help="The case, in a running suite.")] = None,
    text: Annotated[str | None, typer.Option(help="Instead of a case: words, decided here without a suite.")] = None,
    service: Annotated[str | None, typer.Option(help="With or without words: the service that was chosen.")] = None,
    lat: Annotated[float | None, typer.Option(min=-90, max=90, help="Where it is: degrees north.")] = None,
    long: Annotated[float | None, typer.Option(min=-180, max=180, help="Where it is: degrees east.")] = None,
    answer: Annotated[
        list[str] | None, typer.Option(help="An answer to a question of the service: question=value. Repeatable.")
    ] = None,
    jurisdiction: Annotated[
        Path | None, typer.Option(help="The folder that decides. Without it: the sample city, Port Ellery.")
    ] = None,
    ready_file: ReadyFile = None,
    language: Annotated[str, typer.Option(help="The language of the reasons.")] = "en",
    as_object: Annotated[bool, typer.Option("--json", help="Print one JSON object, for programs.")] = False,
) -> None:
    """Explain a decision: what, where, how urgent, who, by when, each with why and what would change it.

    Name a case of the running suite, or say `--text` or `--service` to see what would be decided.
    """
    dry = text is not None or service is not None
    if dry == (reference is not None):
        raise CannotContinue("Name either a case, or what is to be decided with --text or --service.")
    if (lat is None) != (long is None):
        raise CannotContinue("A point needs both --lat and --long.")
    if answer and not dry:
        raise CannotContinue("A case has its own answers; --answer goes with --text or --service.")
    if reference is not None:
        story, catalogue = story_of_case(reference, ready_file)
    else:
        from onestop.domain.cases.case import Place
        from onestop_cli.route.decide_without_suite import PossibleNeed

        place: Place | None = None if lat is None else Place(lat=lat, long=long)
        need = PossibleNeed(text or "", service, place, read_answers(answer or ()))
        story, catalogue = story_of_need(need, jurisdiction or find_project().sample_jurisdiction, datetime.now(UTC))
    spoken = catalogue.jurisdiction["languages"]
    if language not in spoken:
        raise CannotContinue(f"--language {language}: reasons are told in {', '.join(spoken)}.")
    parts = tell_parts(story, catalogue, language)
    if as_object:
        typer.echo(json.dumps({"reference": reference, **as_json(parts)}, ensure_ascii=False, indent=2))
    else:
        show(parts, Console())


def read_answers(given: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Answers by question, of which each was written as question=value; a question may have several."""
    answers: dict[str, tuple[str, ...]] = {}
    for each in given:
        question, sign, value = each.partition("=")
        if not (question and sign and value):
            raise CannotContinue(f"--answer {each}: write it as question=value, such as wires=yes.")
        answers[question] = (*answers.get(question, ()), value)
    return answers


def check_given(need: PossibleNeed, catalogue: Catalogue) -> None:
    """Refuse impossible answers: they would change nothing, and that would look like a decision."""
    from onestop_cli.release.answers import known_answers, wrong_answer

    service = catalogue.services.get(need.service or "")
    known = known_answers([service] if service else catalogue.services.values())
    for question, values in need.answers.items():
        for value in values:
            if fault := wrong_answer(question, value, known):
                raise CannotContinue(f"--answer {question}={value}: {fault[0]}; right: {fault[1]}")


def story_of_need(need: PossibleNeed, folder: Path, at: datetime) -> tuple[Story, Catalogue]:
    """Returns what would be decided about a need that came at a given time."""
    from onestop.domain.time.promises import case_due
    from onestop_cli.route.decide_without_suite import read_rules

    rules = read_rules(folder)
    check_given(need, rules.catalogue)
    decided = rules.decide(need, at)
    made, catalogue = decided.made, rules.catalogue
    if decided.service is None:
        danger = made.reason.code == "danger"
        story = Story(
            service=None,
            reasons=(made.reason,),
            priority="urgent" if danger else None,
            district=decided.located.district,
            proposals=tuple(each.service for each in made.proposals),
            endangered=danger,
        )
        return story, catalogue
    due = case_due(catalogue.services[made.service], made.plan[0].tasks[0].agency, at, catalogue)
    story = Story(
        service=made.service,
        reasons=made.reasons,
        priority=made.priority,
        district=made.district,
        plan=made.plan,
        due_at=due,
    )
    return story, catalogue


def story_of_case(reference: str, ready_file: Path | None) -> tuple[Story, Catalogue]:
    """Return what was decided about a case of the running suite, by the release that decided it."""
    from onestop_cli.clients import use_settings
    from onestop_cli.ready import read_running_suite

    use_settings(read_running_suite(ready_file).settings)
    return read_case(reference)


def read_case(reference: str) -> tuple[Story, Catalogue]:
    """Read a case from the tables."""
    from onestop.domain.errors import NotFound
    from onestop.storage.cases.read_case import load_history
    from onestop.storage.catalogue.releases import current, find_release

    try:
        file, events = load_history(reference)
    except NotFound as missing:
        raise CannotContinue(f"There is no case {reference} in the running suite.") from missing
    case = file.case
    triaged = next((event for event in reversed(events) if event.type == "case.triaged"), None)
    proposals = triaged.data.get("proposals", ()) if triaged and case.status is Status.TRIAGE else ()
    story = Story(
        service=None if case.status is Status.TRIAGE else case.service,
        reasons=case.reasons,
        priority=case.priority,
        district=case.district,
        plan=() if case.status is Status.TRIAGE else file.plan,
        due_at=case.due_at,
        proposals=tuple(each["service"] for each in proposals),
        endangered=case.endangered,
    )
    return story, find_release(case.catalogue) or current()


def show(parts: list[Explained], console: Console) -> None:
    """One answer after the other, for people."""
    for part in parts:
        sure = "" if part.confidence is None else f" ({100 * part.confidence:.0f} % sure)"
        console.print(f"{QUESTIONS[part.question]}: {part.answer}{sure}", highlight=False, soft_wrap=True, markup=False)
        for line in part.why:
            console.print(f"    because: {line}", highlight=False, soft_wrap=True, markup=False)
        for line in part.would_change:
            told = f"    would change it: {line}"
            console.print(told, highlight=False, soft_wrap=True, markup=False, style="dim")
