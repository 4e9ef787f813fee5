"""`onestop people`: finds which records of a file are one person, and makes up people to try that with."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import Annotated, Any

import typer
from rich.console import Console

from onestop_cli.people.disposal.command import disposal
from onestop_cli.people.rights.command import erase, export, hold, restrict

people = typer.Typer(name="people", help="Find which records are one person.", no_args_is_help=True)


@people.callback()
def peoples() -> None:
    """Find which records are one person."""


for command in (export, hold, restrict, erase):
    people.command()(command)
people.add_typer(disposal)


@people.command("match")
def match_file(
    file: Annotated[Path, typer.Argument(help="A CSV of people; its columns are known by their names.")],
    truth: Annotated[
        str | None, typer.Option(help="The column that has the same value for the same person; it is not looked at.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object, for programs.")] = False,
    pairs: Annotated[
        Path | None, typer.Option(help="Write every pair to this CSV: its lines, verdict, and what speaks for it.")
    ] = None,
    show: Annotated[int, typer.Option(min=0, help="How many proposals to show with what speaks for them.")] = 5,
    encoding: Annotated[str | None, typer.Option(help="How the file is written, where that is not UTF-8.")] = None,
) -> None:
    """Find the records of one person in a file: what would be merged by rule, and what would be proposed to staff.

    With --truth: how often that is right, and how much of what is there was found. Nothing is changed or sent.
    """
    from onestop.domain.people.matching.find_matches import find_people
    from onestop_cli.people.comparers import COMPARERS
    from onestop_cli.people.figures import figures
    from onestop_cli.people.pairs import shown, write_pairs
    from onestop_cli.people.read_people import read_people
    from onestop_cli.problems import CannotContinue

    if pairs and pairs.exists() and pairs.samefile(file):
        raise CannotContinue(f"{pairs} is the file that is read: name another one for the pairs.")
    read = read_people(file, truth, encoding)
    found = find_people(read.records, COMPARERS)
    if pairs:
        write_pairs(pairs, found, read)
    report = {
        "file": str(file),
        "records": len(read.records),
        "columns": dict(read.columns),
        **figures(found, read.truth if truth else None),
        "shown": shown(found, read, show),
    }
    if as_json:
        typer.echo(json.dumps(report, ensure_ascii=False, indent=2))
    else:
        print_report(report, Console())


@people.command("generate")
def generate(
    count: Annotated[int, typer.Argument(min=1, max=1_000_000, help="How many people.")],
    seed: Annotated[int, typer.Option(help="The same seed makes the same people.")] = 1,
    into: Annotated[Path | None, typer.Option(help="The file to write. Without it: the terminal.")] = None,
) -> None:
    """Make up people who moved, wed, share telephones, are twins, or whose names were mistyped.

    One in two has more than one record; the column `person` says who is whom.
    """
    from onestop.runtime.spreadsheets import as_csv
    from onestop_cli.people.make_town import make_people
    from onestop_cli.people.misspell_people import COLUMNS, records_of
    from onestop_cli.problems import CannotContinue

    draw = Random(seed)
    rows = [row for person in make_people(count, draw) for row in records_of(person, draw)]
    draw.shuffle(rows)
    written = as_csv(COLUMNS, ({"record": f"r{number:06}", **row} for number, row in enumerate(rows, start=1)))
    if into is None:
        sys.stdout.write(written.replace("\r\n", "\n"))
        return
    try:
        into.write_text(written, encoding="utf-8", newline="")
    except OSError as problem:
        raise CannotContinue(f"{into} cannot be written: {problem.strerror}.") from problem


def print_report(report: Mapping[str, Any], console: Console) -> None:
    """The figures in lines, then some proposals with what speaks for them."""

    def say(words: str) -> None:
        console.print(words, highlight=False, soft_wrap=True, markup=False)

    say(f"{report['records']} records, {report['pairs_compared']} pairs compared")
    say("columns: " + ", ".join(f"{header} is {name}" for header, name in report["columns"].items()))
    merges, proposals = report["automatic_merges"], report["proposals"]
    if "true_pairs" in report:
        say(f"pairs that are one person: {report['true_pairs']}")
        say(f"automatic merges: {merges['pairs']} pairs, {said(merges)}")
        say(f"proposals, with these: {proposals['pairs']} pairs, {said(proposals)}")
        say(f"of them for staff: {proposals['for_staff']}, of which {proposals['for_staff_correct']} are right")
    else:
        say(f"automatic merges: {merges['pairs']} pairs")
        say(f"proposals, with these: {proposals['pairs']} pairs, of them for staff {proposals['for_staff']}")
    for each in report["shown"]:
        say(f"lines {each['lines'][0]} and {each['lines'][1]}, {each['bits']} bits: {'; '.join(each['evidence'])}")


def said(shares: Mapping[str, Any]) -> str:
    return f"precision {percent(shares['precision'])}, recall {percent(shares['recall'])}"


def percent(share: float | None) -> str:
    return "unknown" if share is None else f"{100 * share:.2f} %"
