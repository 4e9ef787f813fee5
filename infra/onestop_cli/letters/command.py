"""`onestop letters`: letters as residents get them, who gets which and when, and what a text message costs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from onestop_cli.problems import CannotContinue
from onestop_cli.project import find_project
from onestop_cli.release.jurisdiction import read_jurisdiction

if TYPE_CHECKING:
    from onestop.domain.catalogue.catalogue import Catalogue

letters = typer.Typer(name="letters", help="See the letters to residents before they are sent.", no_args_is_help=True)
console = Console()
Folder = Annotated[Path | None, typer.Option("--jurisdiction", help="Its folder. Without it: Port Ellery.")]


@letters.command()
def check(folder: Folder = None) -> None:
    """Check all letters, and count the parts of their text messages: each part of one costs.

    Placeholders and languages are checked as `onestop load` does; lengths are those with examples filled in.
    """
    from onestop_cli.letters.examples import MOST_PARTS, measured
    from onestop_cli.letters.table import never_sent

    catalogue = catalogue_of(folder)
    languages = catalogue.jurisdiction["languages"]
    table = Table("letter", "routes", *languages)
    found: dict[str, list[str]] = {}
    long = 0
    for each in measured(catalogue):
        long += each.long
        said = f"{each.parts.parts} x {each.parts.encoding}"
        found.setdefault(each.letter, []).append(f"[yellow]{said}[/]" if each.long else said)
    for code, parts in found.items():
        table.add_row(code, " ".join(catalogue.letters[code].get("routes", ("email", "sms", "call"))), *parts)
    console.print(table)
    console.print(
        f"{len(found)} letters in {len(languages)} languages; {long} text messages of over {MOST_PARTS} parts"
    )
    if unsent := never_sent(catalogue):
        console.print(f"[yellow]Nothing sends these: {', '.join(unsent)}. See `onestop letters table`.[/]")


@letters.command("table")
def show_table(
    folder: Folder = None,
    markdown: Annotated[bool, typer.Option("--markdown", help="For a page, as docs/letters.md has it.")] = False,
) -> None:
    """Show who gets which letter, and when: what happened, on which condition, who is told, on which ways."""
    from onestop_cli.letters.table import HEAD, as_markdown, rows

    catalogue = catalogue_of(folder)
    if markdown:
        typer.echo(as_markdown(catalogue))
        return
    table = Table(*HEAD)
    for row in rows(catalogue):
        table.add_row(*row)
    console.print(table)


@letters.command()
def preview(
    letter: Annotated[str, typer.Argument(help="Its code, such as case-opened.")],
    language: Annotated[str, typer.Option(help="Such as es.")] = "en",
    folder: Folder = None,
    paper: Annotated[Path | None, typer.Option("--paper", help="Write it there as the print house gets it.")] = None,
) -> None:
    """Show a letter as a resident gets it, by e-mail, as a text message and on paper, with examples in it."""
    from onestop.domain.letters.sms_parts import cheaper, parts_of
    from onestop_cli.letters.examples import filled

    catalogue = catalogue_of(folder)
    check_there_is(letter, language, catalogue)
    if paper:
        from onestop_cli.letters.send_example import print_example

        pages = print_example(letter, language, catalogue, paper)
        console.print(f"{paper}: {pages} {'page' if pages == 1 else 'pages'}")
        return
    words = catalogue.letters[letter]
    sms = cheaper(filled(catalogue.say(words["sms"], language), language, catalogue))
    parts = parts_of(sms)
    console.rule(escape(filled(catalogue.say(words["email"]["subject"], language), language, catalogue)))
    console.print(escape(filled(catalogue.say(words["email"]["body"], language), language, catalogue)))
    console.rule(f"sms: {parts.parts} x {parts.encoding}")
    console.print(escape(sms))


@letters.command("test-send")
def send_test(
    letter: Annotated[str, typer.Argument(help="Its code, such as case-opened.")],
    to: Annotated[str, typer.Option(help="Your own e-mail address or number; +1 902 555 0123 is +19025550123.")],
    language: Annotated[str, typer.Option(help="Such as es.")] = "en",
    region: Annotated[
        str | None, typer.Option(help="Of your AWS account. Without it: the suite that runs here.")
    ] = None,
    ready_file: Annotated[
        Path | None, typer.Option(help="The ready file of the running suite, if not the last one started.")
    ] = None,
    folder: Folder = None,
) -> None:
    """Send a letter with examples in it to yourself, marked as a test. Nothing about it is kept."""
    from botocore.exceptions import BotoCoreError, ClientError

    from onestop_cli.clients import account_client, engine_client
    from onestop_cli.letters.send_example import is_address, send_example
    from onestop_cli.ready import read_running_suite

    catalogue = catalogue_of(folder)
    check_there_is(letter, language, catalogue)
    if not is_address(to):
        raise CannotContinue(f"{to!r} is no address. Right would be ana@city.example or +19025550123.")
    engine = "" if region else read_running_suite(ready_file).engine
    try:
        sent = send_example(
            letter, language, to, catalogue,
            lambda service: account_client(service, region) if region else engine_client(service, engine),
        )  # fmt: skip
    except (BotoCoreError, ClientError) as problem:
        raise CannotContinue(f"It could not be sent: {problem}") from problem
    console.print(f"Sent as {sent}.")


def check_there_is(letter: str, language: str, catalogue: Catalogue) -> None:
    """Raises CannotContinue for a letter or a language that this jurisdiction has not."""
    if letter not in catalogue.letters:
        raise CannotContinue(f"There is no letter {letter!r}. There are: {', '.join(sorted(catalogue.letters))}.")
    if language not in catalogue.jurisdiction["languages"]:
        raise CannotContinue(f"No {language!r} here, but {', '.join(catalogue.jurisdiction['languages'])}.")


def catalogue_of(folder: Path | None) -> Catalogue:
    """The catalogue of a folder; what is wrong with it ends the command."""
    from onestop.domain.catalogue.catalogue import Catalogue, version_of

    release = read_jurisdiction(folder or find_project().sample_jurisdiction)
    return Catalogue(version_of(release), release)
