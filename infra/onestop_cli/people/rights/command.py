"""`onestop people export`, `hold` and `erase`: what a person has a right to, done by an operator."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from getpass import getuser
from pathlib import Path
from typing import Annotated, Any

import typer
from botocore.exceptions import BotoCoreError, ClientError
from rich.console import Console

from onestop_cli.deploy.stack import read_outputs
from onestop_cli.people.rights.dead_letter_traces import resting_in
from onestop_cli.people.rights.find_person import FEWEST_DIGITS, digits_of
from onestop_cli.people.rights.keyed_hashes import hashes_by, identity_key_of
from onestop_cli.people.rights.places import Places, places_of
from onestop_cli.people.rights.traces import Traces, find_traces
from onestop_cli.problems import CannotContinue
from onestop_cli.redrive.command import find_installation
from onestop_cli.suite_options import ReadyFile, Region, Stack

AddressArgument = Annotated[str, typer.Argument(help="An e-mail address or telephone number of the person.")]
NameOption = Annotated[str | None, typer.Option(help="Their name, where others of a home have the same address.")]


def export(
    address: AddressArgument,
    into: Annotated[Path, typer.Option(help="The folder to write person.json and person.html into.")],
    name: NameOption = None,
    stack: Stack = None,
    region: Region = None,
    ready_file: ReadyFile = None,
) -> None:
    """Write all that is kept of a person: once for machines, once to read."""
    from onestop_cli.people.rights.export_person import as_data, write_person

    traces = do_with_aws(lambda: found(find_places(stack, region, ready_file), address, name))
    data = as_data(traces, datetime.now(UTC).isoformat(timespec="seconds"))
    write_person(into, data)
    Console().print(f"{len(traces.cases)} cases, {len(traces.rows)} rows, {len(traces.objects)} files: {into}")


def hold(
    address: AddressArgument,
    because: Annotated[str, typer.Option(help="Why nothing may be erased, such as the court and its file number.")],
    until: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="The last day of the hold.")],
    name: NameOption = None,
    stack: Stack = None,
    region: Region = None,
    ready_file: ReadyFile = None,
) -> None:
    """Keep that nothing of a person is erased before a day."""
    from onestop_cli.people.rights.erase_person import set_hold

    today = datetime.now(UTC).date()
    if until.date() < today:
        raise CannotContinue(f"A hold until {until:%Y-%m-%d} is over already: give a day from {today} on.")
    if not because.strip():
        raise CannotContinue("A hold needs a reason: say with --because which court, and its file number.")
    places = find_places(stack, region, ready_file)
    traces = do_with_aws(lambda: found(places, address, name))
    count = do_with_aws(lambda: set_hold(places, traces, because, f"{until:%Y-%m-%d}", getuser()))
    Console().print(f"Held until {until:%Y-%m-%d}: {count} records of this person.")


def restrict(
    address: AddressArgument,
    lift: Annotated[bool, typer.Option("--lift", help="Their data may be used again.")] = False,
    name: NameOption = None,
    stack: Stack = None,
    region: Region = None,
    ready_file: ReadyFile = None,
) -> None:
    """Keep what is kept of a person, but use it for nothing that they did not ask for and no law demands."""
    from onestop_cli.people.rights.restrict_use import restrict as keep_restriction

    places, at = find_places(stack, region, ready_file), datetime.now(UTC)
    traces = do_with_aws(lambda: found(places, address, name))
    count = do_with_aws(lambda: keep_restriction(places, traces, None if lift else at))
    Console().print(f"{'Lifted' if lift else 'Restricted'}: {count} records of this person.")


def erase(
    address: AddressArgument,
    name: NameOption = None,
    yes: Annotated[
        bool, typer.Option("--yes", help="Erase. Without this option, only print what would be erased.")
    ] = False,
    stack: Stack = None,
    region: Region = None,
    ready_file: ReadyFile = None,
) -> None:
    """Erase all that is kept of a person, and print a certificate of it. It cannot be undone."""
    from onestop_cli.people.rights.erase_person import erase as erase_all
    from onestop_cli.people.rights.erase_person import standing_against
    from onestop_cli.people.rights.export_person import by_kind
    from onestop_cli.people.rights.sent import forget_sent
    from onestop_cli.people.rights.traces import speaks_of
    from onestop_cli.ready import read_running_suite

    places, at = find_places(stack, region, ready_file), datetime.now(UTC)
    traces = do_with_aws(lambda: found(places, address, name))
    if against := standing_against(traces, at):
        raise CannotContinue("Nothing was erased, for something stands against it.", tuple(against))
    if not yes:
        said = ", ".join(f"{count} rows of {table}" for table, count in sorted(by_kind(traces).items()))
        Console().print(f"{len(traces.cases)} cases, {said}, {len(traces.objects)} files. With --yes they are erased.")
        return
    sent = 0 if stack else forget_sent(read_running_suite(ready_file).url, lambda text: speaks_of(traces, text))
    erased = do_with_aws(lambda: erase_all(places, traces, address, name))
    certificate = {
        "erased_at": at.isoformat(timespec="seconds"),
        "cases": len(traces.cases),
        "rows": erased.rows,
        "files": erased.objects,
        "dead_letters": erased.dead_letters,
        "sent_here": sent,
        "remaining": erased.remaining,
        "left": list(erased.left),
    }
    typer.echo(json.dumps(certificate, ensure_ascii=False, indent=2))
    if erased.remaining:
        raise CannotContinue(f"{erased.remaining} rows or files are still there: something wrote meanwhile. Try again.")


def found(places: Places, address: str, name: str | None) -> Traces:
    whole = re.fullmatch(r"[^@\s]+@[^@\s]+", address.strip()) or len(digits_of(address)) >= FEWEST_DIGITS
    if not whole:
        right = f"Give a whole e-mail address, or a telephone number of at least {FEWEST_DIGITS} digits."
        raise CannotContinue(f"{address} is neither. {right}")
    traces = find_traces(places, address, name)
    if not traces.rows and not traces.objects and not traces.dead_letters:
        raise CannotContinue("Nothing is kept under this address or number.")
    return traces


def find_places(stack: str | None, region: str | None, ready_file: Path | None) -> Places:
    installation = find_installation(stack, region, ready_file)
    outputs = do_with_aws(lambda: read_outputs(installation.client("cloudformation"), installation.stack))
    resting = do_with_aws(
        lambda: resting_in(installation.client("cloudformation"), installation.client("sqs"), installation.stack)
    )
    clients = installation.client("cloudformation"), installation.client("secretsmanager")
    key = do_with_aws(lambda: identity_key_of(*clients, installation.stack))
    return places_of(outputs, installation.client, resting, hashes_by(key, catalogue_of(stack, region, ready_file)))


def catalogue_of(stack: str | None, region: str | None, ready_file: Path | None) -> Any:
    """The catalogue in force of an installation."""
    from onestop.storage.catalogue.releases import current
    from onestop_cli.clients import use_settings
    from onestop_cli.ready import read_running_suite
    from onestop_cli.release.load import stack_settings

    use_settings(stack_settings(stack, region) if stack else read_running_suite(ready_file).settings)
    return do_with_aws(current)


def do_with_aws(do: Callable[[], Any]) -> Any:
    """Does something with AWS; what goes wrong is told in a sentence."""
    try:
        return do()
    except (BotoCoreError, ClientError) as problem:
        raise CannotContinue(f"The installation cannot be read or written: {problem}") from problem
