"""`onestop insights lessons` and `onestop insights map`."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from onestop_cli.problems import CannotContinue
from onestop_cli.project import find_project
from onestop_cli.suite_options import ReadyFile, Region, Stack

if TYPE_CHECKING:
    from onestop.domain.insights.lessons import Lesson


def show_lessons(
    source: Annotated[Path, typer.Argument(help="The folder of a lake, or a 311 export as for `check`.")],
    own_map: Annotated[
        Path | None, typer.Option("--map", help="Which column of an export means what, as for `check`.")
    ] = None,
    people: Annotated[
        bool, typer.Option("--people", help="Also what only the tables know: services asked for together, topics.")
    ] = False,
    jurisdiction: Annotated[
        Path | None,
        typer.Option(help="The jurisdiction's folder, for where districts are. Without it: Port Ellery."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object, for programs.")] = False,
    ready_file: ReadyFile = None,
    stack: Stack = None,
    region: Region = None,
) -> None:
    """What cases teach, each with what could be done: hot spots, who reports too little, where cases wait."""
    from onestop_cli.insights.database import open_duckdb
    from onestop_cli.insights.learning.find_lessons import lessons_of, lessons_of_people
    from onestop_cli.insights.learning.lesson_words import say_lesson
    from onestop_cli.suite_options import use_suite

    told = lessons_of(open_duckdb(), source, own_map, jurisdiction or find_project().sample_jurisdiction)
    if people:
        use_suite(ready_file, stack, region)
        told += lessons_of_people(datetime.now(UTC))
    if as_json:
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2, default=str))
        return
    console = Console()
    for lesson in told or []:
        says, does = say_lesson(lesson)
        console.print(f"{says}{chance_said(lesson)}\n  {does}", highlight=False, markup=False, soft_wrap=True)
    if not told:
        console.print("Nothing stands out.", highlight=False)


def chance_said(lesson: Lesson) -> str:
    return "" if lesson["chance"] is None else f" (chance {lesson['chance']:.3g})"


def tell_owners(
    lake: Annotated[Path, typer.Argument(help="The folder of the lake.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only print what the cases would say.")] = False,
    ready_file: ReadyFile = None,
    stack: Stack = None,
    region: Region = None,
) -> None:
    """Open a case for the owner of each service whose last week was unusual. At most once a week of each kind."""
    from onestop.storage.catalogue.releases import current
    from onestop_cli.insights.database import open_duckdb
    from onestop_cli.insights.lake import open_lake
    from onestop_cli.insights.learning.anomalies import anomalies
    from onestop_cli.insights.learning.owners import lesson_in_words, tell_owner
    from onestop_cli.insights.measures import make_views
    from onestop_cli.insights.sql_text import first_row
    from onestop_cli.suite_options import use_suite

    database = open_duckdb()
    open_lake(database, lake)
    make_views(database, find_project().root / "infra" / "insights" / "views")
    found, until = anomalies(database), first_row(database, "SELECT CAST(moment AS DATE) FROM as_of")[0]
    if not found:
        typer.echo("Last week was as usual.")
        return
    use_suite(ready_file, stack, region)
    catalogue = current()
    for lesson in found:
        if dry_run:
            typer.echo(lesson_in_words(lesson, catalogue))
            continue
        reference, new = tell_owner(lesson, until, catalogue, datetime.now(UTC))
        typer.echo(f"{lesson['values']['service']}: {reference} {'opened' if new else 'is there already'}")


def write_map(
    lake: Annotated[Path, typer.Argument(help="The folder of the lake.")],
    file: Annotated[Path, typer.Argument(help="The file to write: .svg.")],
    service: Annotated[str | None, typer.Option(help="Only cases of this service.")] = None,
) -> None:
    """Draw the ways that cases take from step to step: how many, how long, and which go back."""
    from onestop_cli.insights.database import open_duckdb
    from onestop_cli.insights.learning.draw_map import draw_map
    from onestop_cli.insights.learning.find_lessons import ways_of

    if file.suffix != ".svg":
        raise CannotContinue(f"{file.name} does not end with .svg.")
    ways = ways_of(open_duckdb(), lake, service)
    file.write_text(draw_map(ways, service or lake.name), encoding="utf-8")
    typer.echo(f"{len(ways)} ways of {max(way.cases for way in ways)} cases in {file}")
