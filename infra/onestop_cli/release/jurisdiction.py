"""A jurisdiction's catalogue: read as a whole, its faults shown, and published into the tables of a suite."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onestop_cli.problems import CannotContinue

if TYPE_CHECKING:
    from onestop.domain.catalogue.release import Release
    from onestop_cli.release.faults import FileFault

FAULTS_SHOWN = 60
TABLE_WIDTH = 110  # columns of a terminal; four columns of sentences are not readable in fewer


def read_jurisdiction(folder: Path, *, learned: bool = True) -> Release:
    """Read and check a jurisdiction's folder; a wrong one is refused after all its faults were shown. A caller that
    trains a new classifier leaves out the one that was `learned` before."""
    from onestop_cli.release.read_folder import (  # late: the schemas are needed by no other command
        RefusedJurisdiction,
        read_release,
    )
    from onestop_cli.release.warnings import warnings_of

    if not (folder / "jurisdiction.yaml").is_file():
        raise CannotContinue(f"{folder} is not a jurisdiction: name the folder that holds jurisdiction.yaml.")
    try:
        notes: list[str] = []
        release = read_release(folder, notes, learned=learned)
        for warning in (*notes, *warnings_of(release)):
            Console(stderr=True).print(warning, style="yellow", highlight=False, soft_wrap=True, markup=False)
        return release
    except RefusedJurisdiction as refused:
        raise refusal(folder, refused.faults) from None


def check_examples(folder: Path, release: Release) -> None:
    """Refuse a jurisdiction whose examples are not good enough to learn from. They are not part of a release, so they
    are checked only when one is loaded."""
    from onestop_cli.release.faults import RefusedJurisdiction
    from onestop_cli.train.examples import read_examples

    try:
        read_examples(folder, tuple(release["jurisdiction"]["languages"]))
    except RefusedJurisdiction as refused:
        raise refusal(folder, refused.faults) from None


def refusal(folder: Path, faults: Sequence[FileFault]) -> CannotContinue:
    """Prints the faults of a jurisdiction; returns the error that stops the command."""
    rows = [(fault.file, fault.path, fault.wrong, fault.right) for fault in faults]
    show_faults(Console(stderr=True), rows)
    count = "one fault" if len(rows) == 1 else f"{len(rows)} faults"
    return CannotContinue(f"{folder} has {count}: nothing was loaded.")


def show_faults(console: Console, rows: list[tuple[str, str, str, str]]) -> None:
    """Show what is wrong in which file and place, and what would be right."""
    if console.width < TABLE_WIDTH:
        show_faults_as_lines(console, rows[:FAULTS_SHOWN])
    else:
        show_faults_as_table(console, rows[:FAULTS_SHOWN])
    if len(rows) > FAULTS_SHOWN:
        console.print(f"and {len(rows) - FAULTS_SHOWN} more")


def show_faults_as_lines(console: Console, rows: list[tuple[str, str, str, str]]) -> None:
    """Each fault below the file and place where it is."""
    for file, place, wrong, right in rows:
        console.print(Text(f"{file}: {place}" if place else file, style="bold", overflow="fold"))
        console.print(Padding(Text(f"wrong: {wrong}", overflow="fold"), (0, 0, 0, 2)))
        console.print(Padding(Text(f"right: {right}", overflow="fold"), (0, 0, 0, 2)))


def show_faults_as_table(console: Console, rows: list[tuple[str, str, str, str]]) -> None:
    table = Table("File", "Place", "What is wrong", "What would be right")
    for row in rows:
        table.add_row(*(Text(cell, overflow="fold") for cell in row))
    console.print(table)


def publish_jurisdiction(release: Release, folder: Path) -> str:
    """Make a checked release the one in force, with what was learned for it; this process must have the tables'
    settings. Gives its version."""
    from onestop.storage.catalogue.releases import publish  # late: it reads the settings of this process
    from onestop_cli.release.read_folder import read_learned

    learned = read_learned(folder) if "classifier" in release else None
    return publish(release, learned, index_answers(release, folder, learned))


def index_answers(release: Release, folder: Path, learned: bytes | None) -> bytes | None:
    """Return the search index of a release's articles; None if it has none."""
    if not release.get("answers"):
        return None
    from onestop.domain.answers.index_file import write_index  # late: a jurisdiction may do without articles
    from onestop_cli.answers.compile_index import index_of_release

    return write_index(index_of_release(release, folder, learned))
