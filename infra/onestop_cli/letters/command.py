"""`onestop letters check` and `preview`: letters as residents get them, and what a text message costs."""

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


@letters.command()
def preview(
    letter: Annotated[str, typer.Argument(help="Its code, such as case-opened.")],
    language: Annotated[str, typer.Option(help="Such as es.")] = "en",
    folder: Folder = None,
) -> None:
    """Show a letter as a resident gets it, by e-mail and as a text message, with examples in it."""
    from onestop.domain.people.sms_parts import cheaper, parts_of
    from onestop_cli.letters.examples import filled

    catalogue = catalogue_of(folder)
    if letter not in catalogue.letters:
        raise CannotContinue(f"There is no letter {letter!r}. There are: {', '.join(sorted(catalogue.letters))}.")
    if language not in catalogue.jurisdiction["languages"]:
        raise CannotContinue(f"No {language!r} here, but {', '.join(catalogue.jurisdiction['languages'])}.")
    words = catalogue.letters[letter]
    sms = cheaper(filled(catalogue.say(words["sms"], language), language, catalogue))
    parts = parts_of(sms)
    console.rule(escape(filled(catalogue.say(words["email"]["subject"], language), language, catalogue)))
    console.print(escape(filled(catalogue.say(words["email"]["body"], language), language, catalogue)))
    console.rule(f"sms: {parts.parts} x {parts.encoding}")
    console.print(escape(sms))


def catalogue_of(folder: Path | None) -> Catalogue:
    """The catalogue of a folder; what is wrong with it ends the command."""
    from onestop.domain.catalogue.catalogue import Catalogue, version_of

    release = read_jurisdiction(folder or find_project().sample_jurisdiction)
    return Catalogue(version_of(release), release)
