"""`onestop replay`: a city's real requests, brought through the public door, worked on, and counted at the end."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Annotated

import typer
from aiohttp import ClientError
from botocore.exceptions import BotoCoreError
from botocore.exceptions import ClientError as RefusedByAws
from pynamodb.exceptions import PynamoDBException
from rich.console import Console

from onestop.storage.catalogue.releases import current
from onestop_cli.clients import use_settings
from onestop_cli.ledger.page import show_ledger, write_ledger
from onestop_cli.ledger.times import measure_speed
from onestop_cli.problems import CannotContinue
from onestop_cli.ready import RunningSuite, read_running_suite
from onestop_cli.replay.bars import open_bars
from onestop_cli.replay.choice import RareKind, choose_needs
from onestop_cli.replay.families import Families, find_families
from onestop_cli.replay.finish_replay import close_books
from onestop_cli.replay.maps import choose_map
from onestop_cli.replay.other_city import brought_here
from onestop_cli.replay.play import End, Wishes, play_all
from onestop_cli.replay.rows import read_columns, read_needs
from onestop_cli.replay.run import Run
from onestop_cli.suite_options import ReadyFile

INTERRUPTED = 130  # what shells expect after Ctrl-C
WORDS = {End.STOOD_STILL: "stood still", End.INTERRUPTED: "was stopped"}


def replay(
    file: Annotated[Path, typer.Argument(help="What to replay: a city's export, as CSV or as a list in JSON.")],
    limit: Annotated[int | None, typer.Option(min=1, help="How many rows at most.")] = None,
    only: Annotated[
        list[RareKind] | None,
        typer.Option(help="Only rows that were handed on, or that repeat or are repeated. May be given twice."),
    ] = None,
    rate: Annotated[float | None, typer.Option(min=0.01, help="How many rows a second at most.")] = None,
    work: Annotated[
        bool, typer.Option("--work/--no-work", help="Play the agencies' staff and the residents, until all is closed.")
    ] = False,
    own_map: Annotated[
        Path | None, typer.Option("--map", help="A YAML file that says which column means what, for other exports.")
    ] = None,
    ready_file: ReadyFile = None,
    concurrency: Annotated[int, typer.Option(min=1, max=64, help="How many calls at once at most.")] = 4,
    timeout: Annotated[float, typer.Option(min=1, help="Give up after so many seconds without any progress.")] = 300,
    json_file: Annotated[Path | None, typer.Option("--json", help="Write the ledger here as JSON as well.")] = None,
) -> None:
    """Replay real requests through the running suite. Ends with a ledger counted from the system's own records."""
    console = Console()
    columns = choose_map(file, read_columns(file), own_map)
    suite = read_running_suite(ready_file)
    use_settings(suite.settings)
    told: dict[str, None] = {}  # a file is read several times, and what is odd about it is told once

    def say(note: str) -> None:
        if note not in told:
            console.print(note, highlight=False, soft_wrap=True, markup=False)
        told[note] = None

    chosen = choose_needs(lambda: read_needs(file, columns, say), columns, only or ())
    run = Run(
        id=secrets.token_hex(4),
        source=file.name,
        began_at=datetime.now(UTC),
        agencies=columns.agencies,
        declines=columns.done_by is None,
        families=find_families(islice(chosen(), limit)) if columns.parent and work else Families(),
    )
    begins = f"Replaying {file.name} as a {columns.name} export through the suite at {suite.url}, run {run.id}."
    console.print(begins, highlight=False, soft_wrap=True)
    wishes = Wishes(work, concurrency, rate, timeout)
    with open_bars(console, run, limit, work=work) as bars:
        needs = brought_here(islice(chosen(), limit), current().area)
        end = play_all(run, suite, needs, wishes, lambda: bars.show(run))
    if end is not End.FINISHED:
        console.print(f"The replay {WORDS[end]}. This is the ledger so far.", highlight=False)
    disagreements = tell_ledger(console, run, suite, json_file, end, worked=work)
    if end is End.STOOD_STILL:
        raise CannotContinue(f"Nothing moved for {timeout:.0f} seconds; the ledger above says what is missing.")
    if end is End.INTERRUPTED:
        raise typer.Exit(INTERRUPTED)
    if disagreements:
        raise CannotContinue("The ledger does not agree.", tuple(disagreements))


def tell_ledger(
    console: Console, run: Run, suite: RunningSuite, json_file: Path | None, end: End, *, worked: bool
) -> list[str]:
    """Close the books and show them; gives a sentence for each disagreement."""
    ended_at = datetime.now(UTC)
    complete = end is End.FINISHED
    try:
        books = close_books(run, suite, console, worked=worked, wait=complete)
    except (PynamoDBException, BotoCoreError, RefusedByAws, ClientError) as problem:
        raise CannotContinue(f"The system's records cannot be read: {problem}") from problem
    measures = measure_speed(run, books.records, ended_at)
    show_ledger(console, run, books.ledger, books.checks, measures)
    if json_file:
        write_ledger(json_file, run, books.ledger, books.checks, measures, complete=complete)
    return [check.sentence for check in books.checks if not check.agrees]
