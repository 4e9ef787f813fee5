"""A plan in the terminal: stages from top to bottom, the tasks of a stage side by side."""

from __future__ import annotations

from rich import box
from rich.align import Align
from rich.columns import Columns
from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.text import Text

from onestop.domain.plan_pictures.drawn_plan import Drawing, DrawnStage, DrawnTask

COLOURS = {"agency": "blue", "contractor": "yellow", "resident": "green", "machine": "magenta", "service": "cyan"}
DASHED = box.Box("┌┄┄┐\n┊ ┊┊\n├┄┄┤\n┊ ┊┊\n├┄┄┤\n├┄┄┤\n┊ ┊┊\n└┄┄┘\n")  # for what is optional
TASK_WIDTH = 38  # of the terminal's characters: two fit side by side into the usual 80


def draw_text(drawing: Drawing) -> RenderableType:
    """Draw a plan with lines and colours; whatever a colour means, a word says too."""
    head = Text.assemble((drawing.title, "bold"), "\n", (drawing.deadline, "dim"))
    parts: list[RenderableType] = [head, Text(), _middle(drawing.start)]
    for number, stage in enumerate(drawing.stages, 1):
        parts += [_middle("↓"), _draw_stage(number, stage)]
    return Group(*parts, _middle("↓"), _middle(drawing.end))


def _middle(words: str) -> RenderableType:
    return Align.center(Text(words, "dim"))


def _draw_stage(number: int, stage: DrawnStage) -> RenderableType:
    notes = " · ".join(words for words in (stage.rule, stage.note) if words)
    return Panel(
        Columns([_draw_task(task) for task in stage.tasks], width=TASK_WIDTH, padding=(0, 0)),
        title=Text(f"{number}  {stage.name}", "bold"),
        title_align="left",
        subtitle=Text(notes, "dim") if notes else None,
        subtitle_align="left",
        box=box.ROUNDED,
        padding=0,
    )


def _draw_task(task: DrawnTask) -> RenderableType:
    lines = [Text(task.name, "bold"), Text(task.who, COLOURS[task.doer]), Text(task.deadline)]
    lines += [Text(words, "italic") for words in task.conditions]
    if task.results:
        lines.append(Text(task.results, "dim"))
    if task.tags:
        lines.append(Text(" · ".join(task.tags), "reverse dim"))
    return Panel(
        Text("\n").join(lines),
        box=DASHED if task.optional else box.SQUARE,
        border_style=COLOURS[task.doer],
        width=TASK_WIDTH,
    )
