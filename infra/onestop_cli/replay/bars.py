"""What a person sees while a replay runs: a bar for each stage, or plain lines without a terminal."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from onestop_cli.replay.run import Run

LINE_SECONDS = 10.0


@dataclass
class Bars:
    """The bars of one replay; ``stages`` are those shown, ``total`` how many rows there will be, if known."""

    console: Console
    progress: Progress
    bars: dict[str, TaskID]
    total: int | None
    lined_at: float = 0.0

    def show(self, run: Run, *, last: bool = False) -> None:
        """Bring what is shown up to date."""
        counted = count_stages(run)
        if self.console.is_terminal:
            for stage, bar in self.bars.items():
                whole = self.total if stage == "submitted" else len(run.accepted)
                whole = None if stage == "tasks ended" else whole  # the total is not known
                self.progress.update(bar, completed=counted[stage], total=whole)
        elif last or time.monotonic() - self.lined_at >= LINE_SECONDS:
            self.lined_at = time.monotonic()
            self.console.print(", ".join(f"{stage} {counted[stage]}" for stage in self.bars), highlight=False)


def count_stages(run: Run) -> dict[str, int]:
    """How far the run is, by stage; statuses are those last read from the system."""
    known, waiting = run.looked_at, run.statuses
    return {
        "submitted": run.submitted,
        "accepted": len(run.accepted),
        "routed": known - waiting["open"],
        "tasks ended": len(run.done) + len(run.declined),
        "resolved": known - waiting["open"] - waiting["triage"] - waiting["in_progress"],
        "surveys answered": len(run.answered),
        "closed": known - waiting.total(),
    }


@contextmanager
def open_bars(console: Console, run: Run, total: int | None, *, work: bool) -> Iterator[Bars]:
    """Show the bars while a replay runs; without the players only the stages that the system reaches by itself."""
    columns = (TextColumn("{task.description:<17}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    stages = list(count_stages(run)) if work else ["submitted", "accepted", "routed"]
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        bars = Bars(console, progress, {stage: progress.add_task(stage, total=None) for stage in stages}, total)
        yield bars
        bars.show(run, last=True)
