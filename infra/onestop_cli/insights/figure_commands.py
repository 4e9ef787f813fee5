"""The commands of `onestop insights` that say what cases teach: figures, equal treatment, questions in SQL."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from onestop_cli.insights.database import open_duckdb
from onestop_cli.problems import CannotContinue
from onestop_cli.project import find_project
from onestop_cli.suite_options import ReadyFile, Region, Stack, use_suite

Segments = Annotated[
    Path | None,
    typer.Option("--segments", help="A table (CSV) of segments by `district` or `reference`, compared as well."),
]


def check(
    file: Annotated[
        Path, typer.Argument(help="A 311 export: CSV, JSON, JSON lines or Parquet, also packed (gz, bz2, xz).")
    ],
    own_map: Annotated[
        Path | None,
        typer.Option("--map", help="Which column means what: a YAML file, or chicago, boston, los-angeles, new-york."),
    ] = None,
    working: Annotated[
        Path | None,
        typer.Option("--working-hours", help="A jurisdiction's folder: times also in its hours of work."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object, for programs.")] = False,
) -> None:
    """Load any 311 export as history: its measures, and row by row whether its own columns say the same."""
    from onestop_cli.insights.history.check import as_json as told
    from onestop_cli.insights.history.check import check_history
    from onestop_cli.insights.history.page import show
    from onestop_cli.insights.measures import usual_calendar

    database = open_duckdb()
    maps = find_project().root / "infra" / "insights" / "maps"
    calendar = usual_calendar(working) if working else None
    checked = check_history(database, file, own_map, maps, datetime.now(UTC), calendar)
    if as_json:
        typer.echo(json.dumps(told(checked), ensure_ascii=False, indent=2, default=str))
    else:
        show(checked, Console())


def measures(
    lake: Annotated[Path, typer.Argument(help="The folder of the lake.")],
    only: Annotated[list[str] | None, typer.Option(help="Only the measure of this name. May be given again.")] = None,
    jurisdiction: Annotated[
        Path | None, typer.Option(help="The jurisdiction's folder, for its working hours. Without it: Port Ellery.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object, for programs.")] = False,
) -> None:
    """Work out the measures: volumes, first time right, time to each step, promises, and so on."""
    from onestop_cli.insights.measures import open_measured, read_measures, run_measure
    from onestop_cli.insights.measures_page import show_measure

    folder = find_project().root / "infra" / "insights"
    found = {each.name: each for each in read_measures(folder / "measures")}
    unknown = [name for name in only or () if name not in found]
    if unknown:
        raise CannotContinue(f"There is no measure {unknown[0]!r}; there are {', '.join(found)}.")
    database = open_duckdb()
    open_measured(database, lake, folder / "views", jurisdiction or find_project().sample_jurisdiction)
    rows = {name: run_measure(database, found[name]) for name in only or found}
    if as_json:
        told = {name: {"means": found[name].means, "owner": found[name].owner, "target": found[name].target,
                       "rows": each} for name, each in rows.items()}  # fmt: skip
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2, default=str))
        return
    for name, each in rows.items():
        show_measure(found[name], each, Console())


def publish(
    lake: Annotated[Path, typer.Argument(help="The folder of the lake.")],
    jurisdiction: Annotated[
        Path | None, typer.Option(help="The jurisdiction's folder, for its working hours. Without it: Port Ellery.")
    ] = None,
    segments: Segments = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only print what everybody would see.")] = False,
    ready_file: ReadyFile = None,
    stack: Stack = None,
    region: Region = None,
) -> None:
    """Put the figures of a lake and what surveys say on the public page `/insights`, without groups that are too small,
    and what it teaches before supervisors, at `/desk/insights`."""
    from onestop.domain.surveys.results import work_out_results
    from onestop.domain.surveys.results_as_data import as_told
    from onestop.domain.surveys.shortfall import targets_of
    from onestop.domain.surveys.themes import count_themes
    from onestop.domain.surveys.tones import count_tones
    from onestop.storage.catalogue.published_insights import keep_insights, keep_lessons, keep_survey_results
    from onestop_cli.insights.audit import audit
    from onestop_cli.insights.audited_cases import add_known, add_segments
    from onestop_cli.insights.learning.find_lessons import lessons_of_measured, lessons_of_people
    from onestop_cli.insights.learning.reach import add_reach, came, reach, read_letters
    from onestop_cli.insights.measures import open_measured, read_measures
    from onestop_cli.insights.publish_figures import figures, for_supervisors
    from onestop_cli.insights.staffing import staffing, table_of
    from onestop_cli.release.jurisdiction import read_jurisdiction
    from onestop_cli.surveys.ended import improvements_told
    from onestop_cli.surveys.learned import decide_for
    from onestop_cli.surveys.outcomes import outcomes_in
    from onestop_cli.surveys.texts import read_responses, redacted_words, services_in

    folder, city = find_project().root / "infra" / "insights", jurisdiction or find_project().sample_jurisdiction
    database = open_duckdb()
    open_measured(database, lake, folder / "views", city)
    found = {each.name: each for each in read_measures(folder / "measures")}
    add_known(database, lake)
    if segments:
        add_segments(database, segments)
    release = read_jurisdiction(city)
    answered = work_out_results(outcomes_in(database, release))
    targets = targets_of({service["code"]: service for service in release["services"]})
    if dry_run:
        told = figures(database, found, audit(database))
        told["surveys"] = as_told(answered, told["at"], targets)
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    use_suite(ready_file, stack, region)
    add_reach(database, came(read_letters()))
    told = figures(database, found, audit(database))
    lessons = [*lessons_of_measured(database, city), *lessons_of_people(datetime.now(UTC))]
    staffed = table_of(staffing(database, "agency", city))
    keep_insights(told)
    services, zone = services_in(database), release["jurisdiction"]["time_zone"]
    words = list(redacted_words(read_responses(), services))
    told_of_words = {"themes": count_themes(words, decide_for(city)), "tones": count_tones(words)}
    improvements = improvements_told(read_responses(), services, zone)
    surveys = as_told(answered, told["at"], targets)
    keep_survey_results({**surveys, **told_of_words, "improvements": improvements})
    keep_lessons(for_supervisors(database, found, told["at"], lessons, reach(database), staffed))
    typer.echo(f"published as of {told['at']}: {len(lessons)} lessons")


def audit_treatment(
    source: Annotated[Path, typer.Argument(help="The folder of a lake, or a 311 export as for `check`.")],
    own_map: Annotated[
        Path | None, typer.Option("--map", help="Which column of an export means what, as for `check`.")
    ] = None,
    rate: Annotated[
        float, typer.Option(min=0.0001, max=0.5, help="In which share of fair cities may something be found?")
    ] = 0.05,
    least: Annotated[int, typer.Option(min=2, help="Groups of fewer cases are not shown.")] = 20,
    segments: Segments = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object, for programs.")] = False,
) -> None:
    """Is treatment equal? Districts, channels, languages and segments, each compared with all others who asked for the
    same; and how long each waits."""
    from onestop_cli.insights.audit import audit
    from onestop_cli.insights.audit_page import audit_as_json, show_audit, show_waiting
    from onestop_cli.insights.audited_cases import add_segments, open_audited
    from onestop_cli.insights.waiting_curve import waiting_of

    folder = find_project().root / "infra" / "insights"
    database = open_duckdb()
    open_audited(database, source, own_map, folder, datetime.now(UTC))
    if segments:
        add_segments(database, segments)
    told = audit(database, least=least)
    waiting = waiting_of(database, told.shown)
    if as_json:
        typer.echo(json.dumps(audit_as_json(told, rate, waiting), ensure_ascii=False, indent=2, default=str))
        return
    console = Console()

    def say(words: str) -> None:
        console.print(words, highlight=False, soft_wrap=True, markup=False)

    show_audit(told, rate, say)
    show_waiting(waiting, say)
