"""`onestop people disposal`: what is kept of cases whose time is over, listed, approved by two people, and erased."""

from __future__ import annotations

import json
import secrets
from datetime import UTC, datetime
from getpass import getuser
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer
from rich.console import Console

from onestop_cli.people.rights.command import catalogue_of, do_with_aws, find_places
from onestop_cli.problems import CannotContinue
from onestop_cli.suite_options import ReadyFile, Region, Stack

disposal = typer.Typer(name="disposal", help="Dispose of what is kept longer than its schedule.", no_args_is_help=True)
ListArgument = Annotated[str, typer.Argument(help="The name of the list, as `list` said it.")]
COLUMNS = ("reference", "service", "kinds", "kept_until")


@disposal.command("list")
def list_due(
    id: Annotated[str | None, typer.Argument(help="A list that was made, to see again. Without: make one.")] = None,
    into: Annotated[
        Path | None, typer.Option(help="Write what is on the list to this CSV, for who approves it.")
    ] = None,
    stack: Stack = None,
    region: Region = None,
    ready_file: ReadyFile = None,
) -> None:
    """Make a list of the cases, and what is of them, whose time is over; nothing that is held or worked on."""
    from onestop_cli.people.disposal.lists import find_list, make_list, what_is_over
    from onestop_cli.people.disposal.records import read_records

    places, at = find_places(stack, region, ready_file), datetime.now(UTC)
    if id:
        said = do_with_aws(lambda: find_list(places, id or "")).said
    else:
        catalogue = catalogue_of(stack, region, ready_file)
        today = at.astimezone(ZoneInfo(catalogue.jurisdiction["time_zone"])).date()
        entries = what_is_over(do_with_aws(lambda: read_records(places)), catalogue, today)
        if not entries:
            Console().print("The time of nothing is over, or nobody says in the catalogue how long things are kept.")
            return
        id = f"{today}-{secrets.token_hex(3)}"
        said = do_with_aws(lambda: make_list(places, entries, id or "", at, getuser()))
    if into:
        write_list(into, said["entries"])
    else:
        for entry in said["entries"]:
            typer.echo("  ".join((entry["reference"], entry["kept_until"], ", ".join(entry["kinds"]))))
    typer.echo(f"List {id}: {len(said['entries'])} cases, {said['more']} more wait for the next. Hash {said['hash']}")


@disposal.command("approve")
def approve_list(
    id: ListArgument,
    by: Annotated[str, typer.Option(help="The name of who approves it; it is kept in the certificate.")],
    hash: Annotated[str, typer.Option(help="The hash of the list that they saw: its first 8 letters or more.")],
    stack: Stack = None,
    region: Region = None,
    ready_file: ReadyFile = None,
) -> None:
    """Approve a list, as one of two different people."""
    from onestop_cli.people.disposal.lists import APPROVERS, approve, find_list

    places, at = find_places(stack, region, ready_file), datetime.now(UTC)
    approved = do_with_aws(lambda: approve(places, find_list(places, id), by, getuser(), hash, at))
    Console().print(f"Approved by {', '.join(each['by'] for each in approved)}: {len(approved)} of {APPROVERS}.")


@disposal.command("run")
def run_list(
    id: ListArgument,
    into: Annotated[Path | None, typer.Option(help="Write the certificate to this file too.")] = None,
    stack: Stack = None,
    region: Region = None,
    ready_file: ReadyFile = None,
) -> None:
    """Erase what is on an approved list, and print a certificate. It cannot be undone; cut off, run it again."""
    from onestop_cli.people.disposal.dispose import carry_out
    from onestop_cli.people.disposal.lists import find_list

    places, at = find_places(stack, region, ready_file), datetime.now(UTC)
    catalogue = catalogue_of(stack, region, ready_file)
    certificate = do_with_aws(lambda: carry_out(places, find_list(places, id), catalogue, at, getuser()))
    written = json.dumps(certificate, ensure_ascii=False, indent=2)
    typer.echo(written)
    if into:
        write(into, written)


def write_list(into: Path, entries: list[dict[str, Any]]) -> None:
    from onestop.runtime.spreadsheets import as_csv

    write(into, as_csv(COLUMNS, ({**entry, "kinds": ", ".join(entry["kinds"])} for entry in entries)))


def write(into: Path, text: str) -> None:
    try:
        into.write_text(text, encoding="utf-8", newline="")
    except OSError as problem:
        raise CannotContinue(f"{into} cannot be written: {problem.strerror}.") from problem
