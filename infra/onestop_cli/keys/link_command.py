"""`onestop keys links`: a new key of residents' links comes in, an old one is retired. No key is ever shown."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from botocore.exceptions import BotoCoreError, ClientError
from rich.console import Console
from rich.table import Table

from onestop.domain.errors import OnestopError
from onestop.domain.people.link_keys import BadKeys, bring_in, retire
from onestop.runtime.clock import now
from onestop_cli.keys.command import installation
from onestop_cli.keys.links import KNOWN_AFTER, keep_keys, make_key, read_kept
from onestop_cli.problems import CannotContinue
from onestop_cli.suite_options import ReadyFile, Region, Stack

links = typer.Typer(name="links", help="Keys of residents' links: which there are, a new one.", no_args_is_help=True)

MINUTES = int(KNOWN_AFTER.total_seconds() // 60)


@links.command("list")
def list_links(stack: Stack = None, region: Region = None, ready_file: ReadyFile = None) -> None:
    """Show which keys open links, and which of them makes the new ones."""
    with kept_keys(stack, region, ready_file) as (secrets_manager, where):
        keys = read_kept(secrets_manager, where).keys
    table = Table("key", "what it does")
    for number in sorted(keys.by_number):
        table.add_row(str(number), "makes new links" if number == keys.newest else "opens the links made with it")
    Console().print(table)


@links.command("new")
def bring_in_key(stack: Stack = None, region: Region = None, ready_file: ReadyFile = None) -> None:
    """Let a new key make the links from now on; the links that are out there still open."""
    with kept_keys(stack, region, ready_file) as (secrets_manager, where):
        keys = bring_in(read_kept(secrets_manager, where).keys, make_key())
        keep_keys(secrets_manager, where, keys)
    print_sentence(f"Key {keys.newest} has come in: within {MINUTES} minutes all new links are made with it.")


@links.command("retire")
def retire_key(
    number: Annotated[int, typer.Argument(help="The key, as `onestop keys links list` shows it.")],
    at_once: Annotated[
        bool,
        typer.Option("--at-once", help="Retire it even though new links still use it, because the key has leaked."),
    ] = False,
    stack: Stack = None,
    region: Region = None,
    ready_file: ReadyFile = None,
) -> None:
    """Let the links of a key open nothing any more; residents who follow one are told how to get a new one."""
    with kept_keys(stack, region, ready_file) as (secrets_manager, where):
        kept = read_kept(secrets_manager, where)
        keys = retire(kept.keys, number)
        if now() < kept.known() and not at_once:
            raise CannotContinue(
                f"The keys changed at {kept.since:%H:%M} UTC, so some links may be made with key {number} until "
                f"{kept.known():%H:%M:%S} UTC. Wait until then; or use --at-once if somebody else has this key."
            )
        keep_keys(secrets_manager, where, keys)
    print_sentence(f"Key {number} is retired: within {MINUTES} minutes its links open nothing any more.")


@contextmanager
def kept_keys(stack: str | None, region: str | None, ready_file: Path | None) -> Iterator[tuple[Any, str]]:
    """Where the link keys of an installation are kept, and the client to ask; what goes wrong is told in a sentence."""
    try:
        suite, outputs = installation(stack, region, ready_file)
        if "LinkKeys" not in outputs:
            raise CannotContinue("This installation has its link key in a parameter still: bring it up to date first.")
        yield suite.client("secretsmanager"), outputs["LinkKeys"]
    except (BotoCoreError, ClientError, BadKeys) as problem:
        raise CannotContinue(f"The link keys cannot be read or written: {problem}") from problem
    except OnestopError as problem:
        raise CannotContinue(str(problem)) from problem


def print_sentence(sentence: str) -> None:
    Console().print(sentence, highlight=False, soft_wrap=True)
