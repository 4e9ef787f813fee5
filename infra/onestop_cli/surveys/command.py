"""`onestop surveys`: the commands for whoever listens."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo

import typer
from rich.console import Console
from rich.table import Table

from onestop_cli.insights.command import ReadyFile, Region, Stack, use_suite
from onestop_cli.problems import CannotContinue
from onestop_cli.project import find_project
from onestop_cli.surveys.report_names import Report
from onestop_cli.surveys.themes_command import themes as themes_of_words

if TYPE_CHECKING:
    from onestop.domain.surveys.confidence_interval import Interval
    from onestop.domain.surveys.results import GroupResult

surveys = typer.Typer(name="surveys", help="What residents said when they were asked.", no_args_is_help=True)
surveys.add_typer(themes_of_words)
MOST_WORDS = 8  # that decided on a theme, as they are shown
NO_WORDS: Mapping[str, Sequence[str]] = {}
QUARTER = re.compile(r"\d{4}Q[1-4]", re.ASCII)


@surveys.callback()
def all_surveys() -> None:
    """What residents said when they were asked."""


@surveys.command("results")
def results(
    lake: Annotated[Path, typer.Argument(help="The folder of the lake, as `onestop insights export` makes it.")],
    quarter: Annotated[
        str | None, typer.Option(help="Only cases resolved in this quarter of the year, such as 2026Q4.")
    ] = None,
    report: Annotated[
        Report | None,
        typer.Option(
            "--csv",
            help="The quarterly report of OMB Circular A-11 instead: its questions, its volumes, or (from the tables "
            "of the suite) each answer to its second version, about trust.",
        ),
    ] = None,
    jurisdiction: Annotated[
        Path | None, typer.Option(help="The jurisdiction's folder, for its names. Without it: Port Ellery.")
    ] = None,
    texts: Annotated[
        bool, typer.Option("--texts", help="Also what residents wrote about, from the tables of the suite.")
    ] = False,
    ready_file: ReadyFile = None,
    stack: Stack = None,
    region: Region = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object, for programs.")] = False,
) -> None:
    """How many were asked, how many answered and what they said, by service, agency, contractor, channel, district,
    language and quarter; numbers under 10, and what would tell them, are left out."""
    from onestop.domain.surveys.learned_themes import deciding_words
    from onestop.domain.surveys.results import quarter_of, work_out_results
    from onestop.domain.surveys.results_as_data import LEAST
    from onestop.domain.surveys.themes import count_themes
    from onestop.domain.surveys.tones import count_tones
    from onestop_cli.insights.command import open_duckdb
    from onestop_cli.release.jurisdiction import read_jurisdiction
    from onestop_cli.surveys.learned import decide_for
    from onestop_cli.surveys.outcomes import read_outcomes
    from onestop_cli.surveys.quarterly_report import report_of
    from onestop_cli.surveys.texts import read_responses, redacted_words, services_in

    if quarter and not QUARTER.fullmatch(quarter):
        raise CannotContinue(f"{quarter} is no quarter; write it as 2026Q4.")
    if report and not quarter:
        raise CannotContinue("The report is of one quarter: say which, as in --quarter 2026Q4.")
    if report and as_json:
        raise CannotContinue("The report is CSV: leave out --json, or --csv.")
    if texts and (quarter or report):
        raise CannotContinue("What residents wrote is counted over all quarters: leave out --texts, or the others.")
    project = find_project()
    release = read_jurisdiction(jurisdiction or project.sample_jurisdiction)
    views = project.root / "infra" / "insights" / "views"
    database = open_duckdb()
    if report and quarter:
        sys.stdout.write(
            report_of(report, quarter, release, lake, views, database, lambda: use_suite(ready_file, stack, region))
        )
        return
    outcomes = (
        each
        for each in read_outcomes(database, lake, views, release)
        if quarter in (None, quarter_of(each.resolved_on))
    )
    found = work_out_results(outcomes)
    themes, tones, decided = list[dict[str, Any]](), list[dict[str, Any]](), dict[str, list[str]]()
    if texts:
        use_suite(ready_file, stack, region)
        words = list(redacted_words(read_responses(), services_in(database)))
        decide = decide_for(jurisdiction)
        themes, tones = count_themes(words, decide), count_tones(words)
        told_themes = {row["theme"] for row in themes}  # that others were written about at all, is not told
        decided = {theme: of for theme, of in deciding_words(words, decide, LEAST).items() if theme in told_themes}
    if as_json:
        told: dict[str, Any] = {"quarter": quarter, "least": LEAST, "groups": [asdict(each) for each in found]}
        told |= {"themes": themes, "decided_by": decided, "tones": tones} if texts else {}
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        show_results(found, Console())
        show_counted("Theme", themes, Console(), decided)
        show_counted("Tone", tones, Console())


@surveys.command("improve")
def improve(
    target: Annotated[
        float | None,
        typer.Option(min=1, max=5, help="Also for services without a target of their own: the mean to reach."),
    ] = None,
    question: Annotated[str, typer.Option(help="Of which question such a mean is, by its code.")] = "satisfaction",
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
    from onestop.domain.surveys.shortfall import Target, find_shortfalls, targets_of, weeks_before
    from onestop.domain.surveys.steps import slow_steps
    from onestop.storage.catalogue.releases import current
    from onestop_cli.insights.learning.people import read_asked
    from onestop_cli.surveys.ended import ended_tasks
    from onestop_cli.surveys.improvement_case import describe, open_improvement, scored
    from onestop_cli.surveys.learned import decide_for
    from onestop_cli.surveys.texts import read_responses

    use_suite(ready_file, stack, region)
    catalogue, now, decide = current(), datetime.now(UTC), decide_for(jurisdiction)
    zone = catalogue.jurisdiction["time_zone"]
    today = now.astimezone(ZoneInfo(zone)).date()
    targets = targets_of(catalogue.services, Target(question, target) if target else None)
    if not targets:
        raise CannotContinue("No service has a survey_target: give them one, or say --target, such as 4.0.")
    services = {each.reference: each.service for each in read_asked()}
    found = list(find_shortfalls(scored(read_responses(), services, targets, zone), today, targets))
    ended = list(ended_tasks()) if found else []
    first, after = weeks_before(today)[0], today - timedelta(days=today.weekday())
    for short in found:
        steps = slow_steps((task for service, task in ended if service == short.service), first, after, zone)
        if dry_run:
            typer.echo(describe(short, steps, catalogue, decide))
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


def show_results(found: Iterable[GroupResult], console: Console) -> None:
    """A line for each group, and one for each of its questions."""
    table = Table(
        "By", "Group", "Offered", "Presented", "Answered", "Answered of the presented", "Mean", "Weighted", "Best score"
    )
    for each in found:
        volumes = (each.offered, each.presented, each.answered)
        rate = share(each.response_rate, each.response_rate_interval)
        table.add_row(each.dimension, each.group, *("–" if count is None else str(count) for count in volumes), rate)
        for question in each.questions:
            means = (f"{question.mean:.2f}", f"{question.weighted.mean:.2f}")
            top = share(question.top_box, question.top_box_interval)
            table.add_row("", f"  {question.question}", "", "", str(question.answers), "", *means, top)
    console.print(table)
    console.print("– is a number under 10, or one that would tell such a number.", highlight=False)


def show_counted(
    what: str, rows: Iterable[dict[str, Any]], console: Console, decided: Mapping[str, Sequence[str]] = NO_WORDS
) -> None:
    """What was counted in what residents wrote, over all services and by service; with the words that decided."""
    table = Table(what, "Service", "Answers", *(["Decided by"] if decided else []))
    for each in rows:
        name, service = each[what.casefold()], each["service"]
        words = [] if service else decided.get(name, ())[:MOST_WORDS]
        table.add_row(name, service or "all", str(each["answers"]), *([", ".join(words)] if decided else []))
    if table.row_count:
        console.print(table)


def share(value: float | None, interval: Interval | None) -> str:
    if value is None or interval is None:
        return "–"
    low, high = interval
    return f"{100 * value:.1f} % ({100 * low:.1f} to {100 * high:.1f})"
