"""The comparison with the log as a person reads it, and as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.table import Table
from rich.text import Text

from onestop_cli.ledger.check import NAMED, LedgerCheck
from onestop_cli.ledger.page import check_as_json, show_checks
from onestop_cli.private_file import write_private_file
from onestop_cli.problems import CannotContinue
from tests.permits.compare import (
    EXACT,
    Outcome,
    compare_deadlines,
    compare_ends,
    count_fits,
    ends_alike,
    tell_ending,
)
from tests.permits.late import (
    explain_late,
    explain_late_by_promise,
    group_late,
    is_late,
    is_late_by_promise,
    was_late,
)


@dataclass(frozen=True)
class Line:
    """One line of the comparison: the number of cases, and the unusual ones."""

    name: str
    count: int
    cases: tuple[str, ...] = ()


def compare_all(outcomes: Sequence[Outcome], zone: ZoneInfo) -> Iterator[Line]:
    """The lines of the comparison; what is indented is part of the line above."""
    conforming = [outcome for outcome in outcomes if outcome.course.conforms]
    others = tuple(outcome.application.id for outcome in outcomes if not outcome.course.conforms)
    yield Line("Cases", len(outcomes))
    yield Line("  that run as the plan has it", len(conforming))
    yield Line("  that do something ahead of its stage", len(others), others)
    fits = count_fits(outcome.course for outcome in outcomes)
    yield Line("Events of the log", fits.total())
    yield from (Line(f"  {fit}", count) for fit, count in fits.most_common())
    yield Line("End states as in the log", sum(map(ends_alike, outcomes)))
    endings = sorted({tell_ending(outcome) for outcome in outcomes})
    for ending in endings:
        yield Line(f"  {ending}", sum(tell_ending(outcome) == ending for outcome in outcomes))
    ends = compare_ends(outcomes)
    yield Line("Ended when the log says", ends[EXACT])
    yield from (Line(f"  not: {why}", count) for why, count in ends.most_common() if why != EXACT)
    deadlines = compare_deadlines(outcomes, zone)
    yield Line("Deadlines that we compute as in the log", deadlines[EXACT])
    yield from (Line(f"  not: {why}", count) for why, count in deadlines.most_common() if why != EXACT)
    yield Line("Late by the log", sum(was_late(outcome.application) for outcome in outcomes))
    yield Line("Late by our record, which was told the log's deadlines", sum(map(is_late, outcomes)))
    yield from list_late(outcomes, explain_late)
    yield Line("Late by the deadlines that we compute", sum(map(is_late_by_promise, outcomes)))
    yield from list_late(outcomes, explain_late_by_promise)


def list_late(outcomes: Sequence[Outcome], explain: Callable[[Outcome], str]) -> Iterator[Line]:
    """The cases that only one side counts as late, a line for each reason."""
    for why, cases in group_late(outcomes, explain).items():
        yield Line(f"  {why}", len(cases), tuple(cases))


def show_comparison(
    console: Console, lines: Sequence[Line], checks: Sequence[LedgerCheck], told: Sequence[str]
) -> None:
    """Print the comparison, what must agree, and how it went."""
    figures = Table(title="Compared with the log", title_justify="left", box=None, padding=(0, 2, 0, 0))
    figures.add_column("What")
    figures.add_column("Count", justify="right")
    figures.add_column("Cases")
    for line in lines:
        more = f" and {len(line.cases) - NAMED} more" if len(line.cases) > NAMED else ""
        figures.add_row(Text(line.name), str(line.count), Text(", ".join(line.cases[:NAMED]) + more, "dim"))
    console.print(figures)
    show_checks(console, checks)
    for sentence in told:
        console.print(Text(sentence, "dim"))


def write_comparison(path: Path, lines: Sequence[Line], checks: Sequence[LedgerCheck], told: Sequence[str]) -> None:
    """Write the same as JSON."""
    content = {
        "agrees": all(check.agrees for check in checks),
        "comparison": [{"name": line.name.strip(), "count": line.count, "cases": line.cases} for line in lines],
        "checks": list(map(check_as_json, checks)),
        "told": list(told),
    }
    try:
        write_private_file(path, json.dumps(content, indent=1, ensure_ascii=False))
    except OSError as problem:
        raise CannotContinue(f"The comparison could not be written to {path}: {problem.strerror}.") from problem
