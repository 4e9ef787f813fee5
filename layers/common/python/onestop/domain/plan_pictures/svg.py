"""A plan as one SVG picture: readable from a telephone to a poster, and as words for those who do not see it.

At most two tasks are next to each other, so that letters stay large when the picture is scaled down.
"""

from __future__ import annotations

from html import escape

from onestop.domain.plan_pictures.drawn_plan import Drawing, DrawnStage, DrawnTask
from onestop.domain.plan_pictures.wrap_words import measure_words, wrap_words

WIDTH, MARGIN, PAD, GAP, ARROW = 620, 12, 14, 14, 40
INNER = WIDTH - 2 * MARGIN - 2 * PAD  # between the edges of a stage
CARD_TOP, CARD_PAD, STRIPE = 14, 14, 6
# class of a line -> size of its letters, height of the line
LINES = {"name": (18, 24), "who": (16, 22), "due": (16, 22), "if": (16, 22), "more": (15, 21), "tag": (14, 26)}
BOLD = {"title", "heading", "name", "who", "tag"}
STYLE = """
  text { font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "PingFang SC", "Hiragino Sans GB",
    "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif; fill: #1f2933 }
  .page { fill: #fff } .title { font-size: 26px; font-weight: 700 } .sub { font-size: 16px; fill: #52606d }
  .stage { fill: #f2f5f8; stroke: #d5dde5 } .dot { fill: #243b53 }
  .number { font-size: 15px; font-weight: 700; fill: #fff }
  .heading { font-size: 20px; font-weight: 700 } .rule { font-size: 16px; fill: #52606d }
  .card { fill: #fff; stroke: #b8c4cf } .optional { stroke-dasharray: 5 4; stroke: #7b8794 }
  .name { font-size: 18px; font-weight: 600 } .who, .due, .if { font-size: 16px } .who { font-weight: 600 }
  .if { font-style: italic } .if:lang(zh-Hans) { font-style: normal } .more { font-size: 15px; fill: #52606d }
  .tag { font-size: 14px; font-weight: 600; fill: #3e4c59 } .chip { fill: #e4e9ee }
  .end { fill: #fff; stroke: #7b8794 } .ends { font-size: 16px; fill: #3e4c59 }
  .arrow { stroke: #7b8794; stroke-width: 2; fill: none }
  .agency { fill: #1d5fa8 } .contractor { fill: #9a5b00 } .resident { fill: #1b7a3d }
  .machine { fill: #7a3ea8 } .service { fill: #0b7285 }
"""


def draw_svg(drawing: Drawing) -> str:
    """Draws a plan as a whole SVG file."""
    parts, y = [], MARGIN
    for kind, words, size, height in (("title", drawing.title, 26, 34), ("sub", drawing.deadline, 16, 26)):
        for line in wrap_words(words, WIDTH - 2 * MARGIN, size, bold=kind in BOLD):
            parts.append(_text(kind, MARGIN, y + size, line))
            y += height
    parts.append(_end(y := y + 10, drawing.start))
    y += 40
    for number, stage in enumerate(drawing.stages, 1):
        parts.append(_arrow(y))
        drawn, height = _stage(y + ARROW, number, stage)
        parts.append(drawn)
        y += ARROW + height
    parts += [_arrow(y), _end(y + ARROW, drawing.end)]
    height = y + ARROW + 40 + MARGIN
    body = "\n".join(parts)
    return f"""<svg xmlns="http://www.w3.org/2000/svg" xml:lang="{escape(drawing.language)}" role="img"
  aria-labelledby="plan-title plan-words" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}"
  style="max-width: 100%; height: auto">
<title id="plan-title">{escape(drawing.title)}</title>
<desc id="plan-words">{escape(say_in_words(drawing))}</desc>
<style>{STYLE}</style>
<rect class="page" width="{WIDTH}" height="{height}"/>
{body}
</svg>
"""


def say_in_words(drawing: Drawing) -> str:
    """Returns a plan as words, a line for each stage and task: for those who do not see the picture."""
    lines = [drawing.deadline]
    for number, stage in enumerate(drawing.stages, 1):
        lines.append(" · ".join(filter(None, (f"{number}. {stage.name}", stage.rule, stage.note))))
        for task in stage.tasks:
            told = (task.name, task.who, task.deadline, *task.conditions, task.results, *task.tags)
            lines.append("- " + " · ".join(filter(None, told)))
    return "\n".join(lines)


def _stage(top: int, number: int, stage: DrawnStage) -> tuple[str, int]:
    left, y = MARGIN + PAD, top + 16
    parts = [
        f'<circle class="dot" cx="{left + 14}" cy="{y + 14}" r="14"/>',
        _text("number", left + 14, y + 19, str(number), "middle"),
    ]
    for line in wrap_words(stage.name, INNER - 40, 20, bold=True):
        parts.append(_text("heading", left + 40, y + 21, line))
        y += 26
    for line in wrap_words(" · ".join(filter(None, (stage.rule, stage.note))), INNER - 40, 16):
        parts.append(_text("rule", left + 40, y + 17, line))
        y += 22
    y += 10
    width = INNER if len(stage.tasks) == 1 else (INNER - GAP) // 2
    for place in range(0, len(stage.tasks), 2):
        row = [(task, _lines(task, width)) for task in stage.tasks[place : place + 2]]
        height = max(2 * CARD_TOP + sum(LINES[kind][1] for kind, _ in lines) for _, lines in row)
        parts += [
            _card(left + column * (width + GAP), y, width, height, task, lines)
            for column, (task, lines) in enumerate(row)
        ]
        y += height + GAP
    y += PAD - GAP
    frame = f'<rect class="stage" x="{MARGIN}" y="{top}" width="{WIDTH - 2 * MARGIN}" height="{y - top}" rx="12"/>'
    return "\n".join([frame, *parts]), y - top


def _lines(task: DrawnTask, width: int) -> list[tuple[str, str]]:
    blocks = [("name", task.name), ("who", task.who), ("due", task.deadline)]
    blocks += [("if", words) for words in task.conditions]
    blocks += [("more", task.results), ("tag", " · ".join(task.tags))]
    room = width - STRIPE - 2 * CARD_PAD
    return [
        (kind, line) for kind, words in blocks for line in wrap_words(words, room, LINES[kind][0], bold=kind in BOLD)
    ]


def _card(x: int, y: int, width: int, height: int, task: DrawnTask, lines: list[tuple[str, str]]) -> str:
    optional = " optional" if task.optional else ""
    parts = [
        f'<rect class="card{optional}" x="{x}" y="{y}" width="{width}" height="{height}" rx="8"/>',
        f'<rect class="{task.doer}" x="{x}" y="{y}" width="{STRIPE}" height="{height}" rx="3"/>',
    ]
    left, line_top = x + STRIPE + CARD_PAD, y + CARD_TOP
    for kind, line in lines:
        size, height_of_line = LINES[kind]
        if kind == "tag":
            wide = round(measure_words(line, size, bold=True)) + 16
            parts.append(f'<rect class="chip" x="{left}" y="{line_top + 4}" width="{wide}" height="22" rx="11"/>')
        colour = f"who {task.doer}" if kind == "who" else kind
        indent, drop = (8, 6) if kind == "tag" else (0, 0)
        parts.append(_text(colour, left + indent, line_top + size + drop, line))
        line_top += height_of_line
    return "\n".join(parts)


def _end(top: int, words: str) -> str:
    width = round(measure_words(words, 16)) + 48
    pill = f'<rect class="end" x="{(WIDTH - width) / 2:g}" y="{top}" width="{width}" height="40" rx="20"/>'
    return pill + _text("ends", WIDTH // 2, top + 26, words, "middle")


def _arrow(top: int) -> str:
    middle, tip = WIDTH // 2, top + ARROW - 4
    return f'<path class="arrow" d="M{middle} {top + 4}V{tip}m-6-7l6 7l6-7"/>'


def _text(kind: str, x: float, y: float, words: str, anchor: str = "") -> str:
    where = f' text-anchor="{anchor}"' if anchor else ""
    return f'<text class="{kind}" x="{x:g}" y="{y:g}"{where}>{escape(words)}</text>'
