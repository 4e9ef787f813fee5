"""`python -m tests.permits LOG`: a permit office's log, played at its own times on a suite that is told the time."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from onestop_cli.clients import use_settings
from onestop_cli.problems import CannotContinue
from onestop_cli.ready import read_running_suite
from onestop_cli.replay.command import INTERRUPTED
from onestop_cli.replay.play import End
from tests.permits.log import is_permit_log, read_log
from tests.permits.replay import replay_log


def play(
    file: Annotated[Path, typer.Argument(help="A log of permit applications, as CSV or XES.")],
    limit: Annotated[int | None, typer.Option(min=1, help="How many applications at most.")] = None,
    ready_file: Annotated[
        Path | None, typer.Option(help="The ready file of the running suite, if not the last one started.")
    ] = None,
    concurrency: Annotated[int, typer.Option(min=1, max=64, help="How many calls at once at most.")] = 4,
    json_file: Annotated[Path | None, typer.Option("--json", help="Write the comparison here as JSON as well.")] = None,
) -> None:
    """Replay a log of permit applications, each at its own times, and compare what became of them with the log."""
    if not is_permit_log(file):
        raise CannotContinue(f"{file.name} is no log of permit applications.")
    suite, console = read_running_suite(ready_file), Console()
    use_settings(suite.settings)
    applications = list(islice(read_log(file), limit))
    console.print(f"Playing {file.name}, a log of {len(applications)} applications.", highlight=False, soft_wrap=True)
    end, disagreements = replay_log(console, applications, suite, concurrency, json_file)
    if end is End.INTERRUPTED:
        raise typer.Exit(INTERRUPTED)
    if disagreements:
        raise CannotContinue("The log and the suite do not agree.", tuple(disagreements))


def main() -> None:
    """Play a log; what is expected to go wrong is told in a sentence, with exit code 1."""
    try:
        typer.run(play)
    except CannotContinue as refusal:
        console = Console(stderr=True, highlight=False, soft_wrap=True)
        console.print(refusal.sentence, *refusal.details, sep="\n  ", markup=False)
        raise SystemExit(1) from None


if __name__ == "__main__":
    main()
