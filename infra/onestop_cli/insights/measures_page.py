"""A measure as a person reads it: what it means, its target, and its rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

from onestop_cli.insights.measures import Measure

FIRST = 20


def show_measure(measure: Measure, rows: Sequence[dict[str, Any]], console: Console) -> None:
    console.print(f"\n[bold]{measure.name.replace('_', ' ')}[/bold]: {measure.means}", highlight=False, soft_wrap=True)
    console.print(f"owner: {measure.owner}; target: {measure.target}", highlight=False, soft_wrap=True, markup=False)
    if not rows:
        console.print("no case yet", highlight=False)
        return
    show_rows(rows, console)


def show_rows(rows: Sequence[dict[str, Any]], console: Console) -> None:
    table = Table(box=None, pad_edge=False)
    for column, value in rows[0].items():
        table.add_column(column.replace("_", " "), justify="right" if isinstance(value, int | float) else "left")
    for row in rows[:FIRST]:
        table.add_row(*(cell(value) for value in row.values()))
    console.print(table, markup=False)
    if len(rows) > FIRST:
        console.print(f"... and {len(rows) - FIRST} more", highlight=False)


def cell(value: Any) -> str:
    if value is None:
        return ""
    return f"{value:,.1f}" if isinstance(value, float) else str(value)
