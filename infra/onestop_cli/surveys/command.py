"""`onestop surveys`: the commands for the results of surveys."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from rich.console import Console

from onestop_cli.problems import CannotContinue
from onestop_cli.suite_options import ReadyFile, Region, Stack, use_suite
from onestop_cli.surveys.results_command import results
from onestop_cli.surveys.themes_command import themes as themes_of_words

surveys = typer.Typer(name="surveys", help="What residents said when they were asked.", no_args_is_help=True)
surveys.add_typer(themes_of_words)


@surveys.callback()
def all_surveys() -> None:
    """What residents said when they were asked."""


@surveys.command("improve")
def improve(
    target: Annotated[
        float | None,
        typer.Option(min=1, max=5, help="Also for services without a target of their own: the mean to reach."),
    ] = None,
    question: Annotated[
        str, typer.Option(help="The code of the question whose mean is compared with the target.")
    ] = "satisfaction",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only print what the cases would say.")] = False,
    jurisdiction: Annotated[
        Path | None, typer.Option(help="The jurisdiction's folder, for the themes it learned. Without it: Port Ellery.")
    ] = None,
    ready_file: ReadyFile = None,
    stack: Stack = None,
    region: Region = None,
) -> None:
    """Open a case for each service whose mean was under its target in each of the last four weeks, with the scores, the
    steps where time is lost, the themes and samples of what residents wrote, struck of personal data. Once a service
    and quarter. The targets are those of the catalogue (`survey_target`)."""
    from onestop.domain.surveys.shortfall import SurveyTarget, find_shortfalls, targets_of, weeks_before
    from onestop.domain.surveys.steps import slow_steps
    from onestop.storage.catalogue.releases import current
    from onestop_cli.insights.learning.people import read_asked
    from onestop_cli.surveys.ended import ended_tasks
    from onestop_cli.surveys.improvement_case import improvement_in_words, open_improvement, scored
    from onestop_cli.surveys.learned import decide_for
    from onestop_cli.surveys.texts import read_responses

    use_suite(ready_file, stack, region)
    catalogue, now, decide = current(), datetime.now(UTC), decide_for(jurisdiction)
    zone = catalogue.jurisdiction["time_zone"]
    today = now.astimezone(ZoneInfo(zone)).date()
    targets = targets_of(catalogue.services, SurveyTarget(question, target) if target else None)
    if not targets:
        raise CannotContinue("No service has a survey_target: give them one, or say --target, such as 4.0.")
    services = {each.reference: each.service for each in read_asked()}
    found = list(find_shortfalls(scored(read_responses(), services, targets, zone), today, targets))
    ended = list(ended_tasks()) if found else []
    first, after = weeks_before(today)[0], today - timedelta(days=today.weekday())
    for short in found:
        steps = slow_steps((task for service, task in ended if service == short.service), first, after, zone)
        if dry_run:
            typer.echo(improvement_in_words(short, steps, catalogue, decide))
            continue
        reference, new = open_improvement(short, steps, catalogue, now, decide)
        typer.echo(f"{short.service}: {reference} {'opened' if new else 'is there already'}")
    if not found:
        typer.echo("No service was under its target for four weeks.")


@surveys.command("preview")
def preview(
    survey: Annotated[str, typer.Argument(help="Its code, such as standard.")],
    language: Annotated[str, typer.Option(help="Such as es.")] = "en",
    jurisdiction: Annotated[Path | None, typer.Option(help="Its folder. Without it: Port Ellery.")] = None,
) -> None:
    """Show a survey as it is asked on each channel: page, letter, text message, telephone and paper."""
    from onestop_cli.letters.command import catalogue_of
    from onestop_cli.surveys.preview import preview as asked_on

    catalogue = catalogue_of(jurisdiction)
    if survey not in catalogue.surveys:
        raise CannotContinue(f"There is no survey {survey!r}. There are: {', '.join(sorted(catalogue.surveys))}.")
    if language not in catalogue.jurisdiction["languages"]:
        raise CannotContinue(f"No {language!r} here, but {', '.join(catalogue.jurisdiction['languages'])}.")
    console = Console()
    for channels, words in asked_on(catalogue.surveys[survey], catalogue, language):
        console.rule(channels)
        console.print(words, markup=False, highlight=False)


surveys.command("results")(results)
