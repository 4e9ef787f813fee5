"""The commands of `onestop insights` that make, fetch, check and write out a lake."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from onestop_cli.insights.database import open_duckdb
from onestop_cli.problems import CannotContinue
from onestop_cli.project import find_project
from onestop_cli.suite_options import ReadyFile, Region, Stack, use_suite


def export(
    lake: Annotated[Path, typer.Argument(help="The folder of the lake; made if it is not there.")],
    ready_file: ReadyFile = None,
    stack: Stack = None,
    region: Region = None,
) -> None:
    """Make the lake again from the tables of a suite: a row for each event, without personal data."""
    from onestop.storage.lake.read_events import read_everything
    from onestop_cli.insights.export import export_lake
    from onestop_cli.insights.lake import compact_lake

    use_suite(ready_file, stack, region)
    told = export_lake(read_everything(), lake, datetime.now(UTC))
    days = compact_lake(open_duckdb(), lake) if told.events else []
    typer.echo(f"{told.events} events of {told.cases} cases, {len(days)} days compacted")
    if told.gaps:
        raise CannotContinue(f"Events are missing of {len(told.gaps)} cases.", tuple(told.gaps[:5]))


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


def show_athena(
    bucket: Annotated[str, typer.Argument(help="The bucket of the lake: the output `LakeBucket` of the stack.")],
) -> None:
    """Print the statements to run once in Athena, so that the files of measures run there unchanged."""
    from onestop_cli.insights.athena import statements

    typer.echo(";\n\n".join(statements(bucket, find_project().root / "infra" / "insights" / "views")) + ";")


def reconcile_lake(
    lake: Annotated[Path, typer.Argument(help="The folder of the lake.")],
    ready_file: ReadyFile = None,
    stack: Stack = None,
    region: Region = None,
) -> None:
    """Compare the lake with the tables, row by row; the exit code is 1 if they differ."""
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


def simulate_city(
    lake: Annotated[Path, typer.Argument(help="The folder of the lake that is made.")],
    cases: Annotated[int, typer.Option(min=1, help="How many cases.")] = 10_000,
    seed: Annotated[int, typer.Option(help="The same seed produces the same city.")] = 1,
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


def ask(
    lake: Annotated[Path, typer.Argument(help="The folder of the lake.")],
    question: Annotated[
        str | None, typer.Argument(help="A query in SQL. Without it: a prompt that takes one a line.")
    ] = None,
) -> None:
    """Ask the lake in SQL: `events`, `cases`, `tasks`, and each measure as a view of its name."""
    from onestop_cli.insights.sql_prompt import answer_lines, answer_question

    folder = find_project().root / "infra" / "insights"
    database = open_duckdb()
    if question:
        answer_question(database, lake, folder, find_project().sample_jurisdiction, question)
    else:
        answer_lines(database, lake, folder, find_project().sample_jurisdiction)
