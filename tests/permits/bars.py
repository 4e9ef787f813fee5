"""What a person sees while a log is replayed: bars, or plain lines without a terminal."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from onestop_cli.replay.bars import LINE_SECONDS
from tests.permits.play import Part, Played


@contextmanager
def show_progress(console: Console, parts: Sequence[Part], played: Played) -> Iterator[Callable[[], None]]:
    """Show how many tasks are done and how many cases have come to their end; gives what brings it up to date."""
    columns = (TextColumn("{task.description:<17}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    lined_at = time.monotonic()
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        tasks = progress.add_task("tasks done", total=sum(len(part.course.steps) for part in parts))
        cases = progress.add_task("cases at their end", total=len(parts))

        def tell() -> None:
            console.print(f"tasks done {played.steps}, cases at their end {played.ended}", highlight=False)

        def show() -> None:
            nonlocal lined_at
            progress.update(tasks, completed=played.steps)
            progress.update(cases, completed=played.ended)
            if not console.is_terminal and time.monotonic() - lined_at >= LINE_SECONDS:
                lined_at = time.monotonic()
                tell()

        yield show
        if not console.is_terminal:
            tell()
