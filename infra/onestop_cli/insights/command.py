"""`onestop insights`: an export loaded as history, and what its cases teach."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from onestop_cli.insights.learning.command import show_lessons, tell_owners, write_map
from onestop_cli.problems import CannotContinue
from onestop_cli.project import find_project

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MEMORY = "3GB"
ReadyFile = Annotated[
    Path | None, typer.Option(help="The ready file of the running suite, if not the last one started.")
]
Stack = Annotated[str | None, typer.Option(help="This stack of your AWS account, instead of the suite that runs here.")]
Segments = Annotated[
    Path | None,
    typer.Option("--segments", help="A table (CSV) of segments by `district` or `reference`, compared as well."),
]
Region = Annotated[str | None, typer.Option(help="The AWS region of the stack. Without it: that of your AWS settings.")]
insights = typer.Typer(
    name="insights", help="What cases teach: history, measures, equal treatment.", no_args_is_help=True
)
insights.command("lessons")(show_lessons)
insights.command("map")(write_map)
insights.command("tell")(tell_owners)


@insights.callback()
def all_insights() -> None:
    """What cases teach: history, measures, equal treatment."""


@insights.command("check")
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


@insights.command("export")
def export(
    lake: Annotated[Path, typer.Argument(help="The folder of the lake; made if it is not there.")],
    ready_file: ReadyFile = None,
    stack: Stack = None,
    region: Region = None,
) -> None:
    """Make the lake anew from the tables of a suite: a row for each event, without personal data."""
    from onestop.storage.lake.read_events import read_everything
    from onestop_cli.insights.export import export_lake
    from onestop_cli.insights.lake import compact_lake

    use_suite(ready_file, stack, region)
    told = export_lake(read_everything(), lake, datetime.now(UTC))
    days = compact_lake(open_duckdb(), lake) if told.events else []
    typer.echo(f"{told.events} events of {told.cases} cases, {len(days)} days compacted")
    if told.gaps:
        raise CannotContinue(f"Events are missing of {len(told.gaps)} cases.", tuple(told.gaps[:5]))


@insights.command("bring")
def bring(
    lake: Annotated[Path, typer.Argument(help="The folder of the lake; made if it is not there.")],
    ready_file: ReadyFile = None,
    stack: Stack = None,
    region: Region = None,
) -> None:
    """Bring the lake that the suite takes by night to this machine: what changed since the last time."""
    from onestop.runtime.clients import client
    from onestop.runtime.settings import setting
    from onestop_cli.insights.download_lake import bring_lake
    from onestop_cli.insights.lake import compact_lake

    use_suite(ready_file, stack, region)
    bucket = setting("LAKE_BUCKET", "")
    if not bucket:
        raise CannotContinue("This suite has no lake yet: deploy it anew, or use `onestop insights export`.")
    files, brought = bring_lake(client("s3"), bucket, lake)
    days = compact_lake(open_duckdb(), lake)
    typer.echo(f"{brought} of {files} files brought, {len(days)} days compacted")


@insights.command("athena")
def show_athena(
    bucket: Annotated[str, typer.Argument(help="The bucket of the lake: the output `LakeBucket` of the stack.")],
) -> None:
    """Print what to say to Athena once, so that the files of measures run there as they stand."""
    from onestop_cli.insights.athena import statements

    typer.echo(";\n\n".join(statements(bucket, find_project().root / "infra" / "insights" / "views")) + ";")


@insights.command("reconcile")
def reconcile_lake(
    lake: Annotated[Path, typer.Argument(help="The folder of the lake.")],
    ready_file: ReadyFile = None,
    stack: Stack = None,
    region: Region = None,
) -> None:
    """Hold the lake against the tables, to the row; a difference ends with exit code 1, for whoever watches."""
    from onestop.storage.lake.read_events import read_everything
    from onestop_cli.insights.reconcile import NAMED, reconcile

    use_suite(ready_file, stack, region)
    told = reconcile(open_duckdb(), lake, read_everything())
    typer.echo(f"{told.same} events agree; {told.later} happened since the export")
    if not told.agrees:
        raise CannotContinue(
            f"{len(told.missing)} events are not in the lake as in the tables; it has {len(told.strange)} of its own.",
            tuple(f"not as in the tables: {event}" for event in told.missing[:NAMED])
            + tuple(f"in the lake alone: {event}" for event in told.strange[:NAMED])
            + tuple(f"events are missing: {case}" for case in told.gaps[:NAMED]),
        )


@insights.command("measures")
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


@insights.command("publish")
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
    from onestop_cli.insights.learning.learning import lessons_of_measured, lessons_of_people
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


@insights.command("ask")
def ask(
    lake: Annotated[Path, typer.Argument(help="The folder of the lake.")],
    question: Annotated[
        str | None, typer.Argument(help="A query in SQL. Without it: a prompt that takes one a line.")
    ] = None,
) -> None:
    """Ask the lake in SQL: `events`, `cases`, `tasks`, and each measure as a view of its name."""
    from onestop_cli.insights.sql_prompt import answer, answer_lines

    folder = find_project().root / "infra" / "insights"
    database = open_duckdb()
    if question:
        answer(database, lake, folder, find_project().sample_jurisdiction, question)
    else:
        answer_lines(database, lake, folder, find_project().sample_jurisdiction)


@insights.command("audit")
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
    """Is treatment equal? Districts, channels, languages and segments, each held against all others who asked for the
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


@insights.command("simulate")
def simulate_city(
    lake: Annotated[Path, typer.Argument(help="The folder of the lake that is made.")],
    cases: Annotated[int, typer.Option(min=1, help="How many cases.")] = 10_000,
    seed: Annotated[int, typer.Option(help="The same number is the same city.")] = 1,
    unfair: Annotated[
        str | None,
        typer.Option(help="Who is served worse: district-1 to district-10, en, es, zh-Hans, segment-1 to segment-3."),
    ] = None,
    longer: Annotated[float, typer.Option(min=0, help="By how much longer they wait: 0.1 is ten percent.")] = 0.1,
) -> None:
    """Make the lake of a city that never was: seasons, a storm, a slow department, and whom it serves worse."""
    from onestop_cli.insights.lake import keep_as_lake
    from onestop_cli.insights.simulate_city import City, simulate

    database = open_duckdb()
    simulate(database, City(cases=cases, seed=seed, unfair=unfair, longer=longer if unfair else 0.0))
    typer.echo(f"{keep_as_lake(database, lake)} events of {cases} cases")


@insights.command("log")
def write_log(
    lake: Annotated[Path, typer.Argument(help="The folder of the lake.")],
    file: Annotated[Path, typer.Argument(help="The file to write: .xes, or .json for OCEL 2.0.")],
    service: Annotated[str | None, typer.Option(help="Only cases of this service.")] = None,
) -> None:
    """Write the cases of a lake as a log for process mining: XES or OCEL 2.0, by the ending of the file."""
    from onestop_cli.insights.lake import open_lake
    from onestop_cli.insights.measures import make_views
    from onestop_cli.insights.process_logs import write_ocel, write_xes

    writers = {".xes": (write_xes, "cases"), ".json": (write_ocel, "objects")}
    if file.suffix not in writers:
        raise CannotContinue(f"{file.name} ends with none of {', '.join(writers)}.")
    database = open_duckdb()
    open_lake(database, lake)
    make_views(database, find_project().root / "infra" / "insights" / "views")
    write, what = writers[file.suffix]
    typer.echo(f"{write(database, file, service)} {what} in {file}")


@insights.command("staffing")
def plan_staffing(
    lake: Annotated[Path, typer.Argument(help="The folder of the lake.")],
    by: Annotated[str, typer.Option(help="Plan by agency or by service.")] = "agency",
    jurisdiction: Annotated[
        Path | None, typer.Option(help="The jurisdiction's folder, for its working hours. Without it: Port Ellery.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object, for programs.")] = False,
) -> None:
    """How many people next week needs: the tasks that are expected, by the hours that one takes, with intervals."""
    from onestop_cli.insights.lake import open_lake
    from onestop_cli.insights.measures import make_views
    from onestop_cli.insights.staffing import BY, show_staffing, staffing

    if by not in BY:
        raise CannotContinue(f"--by {by} is not known: it is {' or '.join(BY)}.")
    database = open_duckdb()
    open_lake(database, lake)
    make_views(database, find_project().root / "infra" / "insights" / "views")
    plans = staffing(database, by, jurisdiction or find_project().sample_jurisdiction)
    if as_json:
        told = [{**asdict(each), "suggests": each.suggests} for each in plans]
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2, default=str))
    else:
        console = Console()
        show_staffing(plans, lambda words: console.print(words, highlight=False, soft_wrap=True, markup=False))


@insights.command("forecast")
def forecast_demand(
    files: Annotated[list[Path], typer.Argument(help="311 exports as for `check`, one after the other in time.")],
    own_map: Annotated[
        Path | None, typer.Option("--map", help="Which column of an export means what, as for `check`.")
    ] = None,
    first: Annotated[int, typer.Option(min=1, help="How many of them, those with most cases.")] = 10,
    by: Annotated[str, typer.Option(help="Forecast by service, by district, or by both.")] = "service",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object, for programs.")] = False,
) -> None:
    """How many cases will come, by day and service or district, tried on the past year against last week's same day."""
    from onestop_cli.insights.demand import BY, daily_counts, forecast_all, show_forecasts

    if by not in BY:
        raise CannotContinue(f"--by {by} is not known: it is {', '.join(BY)}.")
    database = open_duckdb()
    maps = find_project().root / "infra" / "insights" / "maps"
    told = forecast_all(daily_counts(database, files, own_map, maps, datetime.now(UTC), by), first)
    if as_json:
        typer.echo(json.dumps([asdict(each) for each in told], ensure_ascii=False, indent=2, default=str))
    else:
        console = Console()
        show_forecasts(told, lambda words: console.print(words, highlight=False, soft_wrap=True, markup=False))


def use_suite(ready_file: Path | None, stack: str | None, region: str | None) -> None:
    """Code of this process works on the tables of a stack on AWS, or of the suite that runs here."""
    from onestop_cli.clients import use_settings
    from onestop_cli.ready import read_running_suite
    from onestop_cli.release.load import stack_settings

    use_settings(stack_settings(stack, region) if stack else read_running_suite(ready_file).settings)


def open_duckdb(path: str = ":memory:") -> DuckDBPyConnection:
    """A database of DuckDB that never leaves this machine and keeps within memory."""
    try:
        import duckdb
    except ImportError as problem:
        raise CannotContinue(
            "DuckDB is not installed: it comes with the command (`make run` installs it)."
        ) from problem
    config: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": MEMORY, "autoinstall_known_extensions": False, "preserve_insertion_order": True,
    }  # fmt: skip
    database = duckdb.connect(path, config=config)
    database.execute("SET enable_progress_bar = false")  # it would stand in the middle of what programs read
    return database
