"""The results of a bench: one line each, with the baseline of the same run."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

HEADINGS = ("name", "figure", "baseline", "ratio", "goal", "within?")


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One figure. A time means nothing on another machine; its ratio to the baseline does, so a goal is a ratio.

    An exact figure, such as a number of modules, has no ratio: its goal is the figure itself.
    """

    name: str
    value: float
    unit: str
    baseline: float | None = None
    ratio: float | None = None
    goal: float | None = None

    @property
    def within(self) -> bool | None:
        """Returns whether the goal is met; None if there is no goal."""
        if self.goal is None:
            return None
        return (self.value if self.ratio is None else self.ratio) <= self.goal


def show(title: str, figures: Sequence[Figure]) -> str:
    """The figures of one bench as a plain table."""
    lines = [HEADINGS, *(cells(figure) for figure in figures)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEADINGS))]
    rows = ["  ".join(align(line[column], width, column) for column, width in enumerate(widths)) for line in lines]
    return "\n".join([f"\n{title}", *(row.rstrip() for row in rows)])


def align(cell: str, width: int, column: int) -> str:
    return cell.ljust(width) if column in (0, len(HEADINGS) - 1) else cell.rjust(width)


def cells(figure: Figure) -> tuple[str, ...]:
    within = {None: "", True: "yes", False: "NO"}[figure.within]
    return (
        figure.name,
        f"{number(figure.value)} {figure.unit}",
        "" if figure.baseline is None else f"{number(figure.baseline)} {figure.unit}",
        "" if figure.ratio is None else f"{figure.ratio:.2f}",
        "" if figure.goal is None else f"<= {figure.goal:g}",
        within,
    )


def number(value: float) -> str:
    return f"{value:.0f}" if value >= 100 or value == int(value) else f"{value:.1f}"


def write_json(path: Path, benches: dict[str, list[Figure]]) -> None:
    """Keeps the figures for a machine to read."""
    told = {name: [asdict(figure) | {"within": figure.within} for figure in found] for name, found in benches.items()}
    path.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
