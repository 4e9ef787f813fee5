"""The ledger as a person reads it, and as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from onestop_cli.ledger.check import LedgerCheck
from onestop_cli.ledger.counts import Ledger
from onestop_cli.private_file import write_private_file
from onestop_cli.problems import CannotContinue
from onestop_cli.replay.run import Run


def list_stages(ledger: Ledger) -> Iterator[tuple[str, int]]:
    """The lines of the ledger in the order of a case's life; what is indented is part of the line above."""
    yield "Rows read", ledger.read
    yield "Submitted", ledger.submitted
    yield "Accepted", ledger.accepted
    yield "Refused", sum(ledger.refused.values())
    yield from ((f"  {reason}", count) for reason, count in ledger.refused.items())
    if ledger.unanswered:
        yield "Unanswered", ledger.unanswered
    yield "Opened", ledger.opened
    yield "Routed", ledger.routed + ledger.triaged
    yield "  to a service", ledger.routed
    yield "  to triage first", ledger.triaged
    yield "Tasks opened", ledger.tasks_opened
    yield "  completed", ledger.tasks_completed
    yield "  declined", ledger.tasks_declined
    if ledger.tasks_cancelled:
        yield "  cancelled", ledger.tasks_cancelled
    if ledger.linked:
        yield "  done by a case of its own", ledger.linked
    if ledger.transfers_planned or ledger.transferred:
        yield "Transfers planned", ledger.transfers_planned
        yield "  made", ledger.transferred
        yield "  of these to the next agency, as the right one had it", ledger.transfers_evaded
    if ledger.merges_planned or ledger.merged:
        yield "Merges planned", ledger.merges_planned
        yield "  made", ledger.merged
        yield from ((f"  not possible: {reason}", count) for reason, count in ledger.unmergeable.items())
        yield "  residents told how the other case ended", ledger.followers_told
    yield "Resolved", ledger.resolved
    yield "Notified", sum(ledger.notified.values())
    yield from ((f"  {letter}", count) for letter, count in ledger.notified.items())
    yield "Left the house", sum(ledger.left.values())
    yield from ((f"  {channel}", count) for channel, count in ledger.left.items())
    yield "Surveyed", ledger.surveyed
    yield "Answered", ledger.answered
    yield "Closed", ledger.closed


def show_ledger(
    console: Console, run: Run, ledger: Ledger, checks: list[LedgerCheck], measures: dict[str, Any]
) -> None:
    """Print the figures, the comparisons, and how quick it was."""
    figures = Table(title=f"Ledger of run {run.id}", title_justify="left", box=None, padding=(0, 2, 0, 0))
    figures.add_column("Stage")
    figures.add_column("Count", justify="right")
    for stage, count in list_stages(ledger):
        figures.add_row(Text(stage), str(count))
    console.print(figures)
    show_checks(console, checks)
    console.print(tell_speed(measures), highlight=False)
    for trouble, count in run.troubles.most_common():
        console.print(Text(f"{count} times: {trouble}", "dim"))


def show_checks(console: Console, checks: Sequence[LedgerCheck]) -> None:
    """Print the comparisons, each with what it came to."""
    compared = Table(title="What must agree", title_justify="left", box=None, padding=(0, 2, 0, 0))
    compared.add_column("What")
    for side in ("left", "right"):
        compared.add_column(side.capitalize())
        compared.add_column("", justify="right")
    compared.add_column("")
    for check in checks:
        verdict = Text("agrees", "green") if check.agrees else Text("DISAGREES", "bold red")
        left, right = check.counts
        compared.add_row(check.name, check.left, str(left), check.right, str(right), verdict)
    console.print(compared)


def tell_speed(measures: dict[str, Any]) -> str:
    """Returns how quick it was, in a sentence."""
    routed, closed = measures["seconds_to_routed"], measures["seconds_to_closed"]
    parts = [f"{measures['seconds']} s, {measures['calls']} calls ({measures['calls_per_second']}/s)"]
    parts += [f"routed after {routed['median']} s (95 %: {routed['p95']} s)"] if routed else []
    parts += [f"closed after {closed['median']} s (95 %: {closed['p95']} s)"] if closed else []
    return "; ".join(parts) + "."


def write_ledger(
    path: Path, run: Run, ledger: Ledger, checks: list[LedgerCheck], measures: dict[str, Any], *, complete: bool
) -> None:
    """Write the same as JSON."""
    told = {
        "run": run.id,
        "file": run.source,
        "began_at": run.began_at.isoformat(),
        "complete": complete,
        "agrees": all(check.agrees for check in checks),
        "ledger": asdict(ledger),
        "checks": list(map(check_as_json, checks)),
        "measures": measures,
        "troubles": dict(run.troubles),
    }
    try:
        write_private_file(path, json.dumps(told, indent=1, ensure_ascii=False))
    except OSError as problem:
        raise CannotContinue(f"The ledger could not be written to {path}: {problem.strerror}.") from problem


def check_as_json(check: LedgerCheck) -> dict[str, Any]:
    return {
        **{"name": check.name, "left": check.left, "left_count": check.counts[0]},
        **{"right": check.right, "right_count": check.counts[1], "agrees": check.agrees},
        "cases": list(check.cases),
    }
