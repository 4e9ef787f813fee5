"""Runbooks at the desk: what to do about an alarm, one step away from it. They are the files of docs/runbooks, with
which the function is shipped, in English, shown as text: nothing in one becomes part of the page by itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from textwrap import dedent

from chalice.app import Response

from casework.pages.declare_page import page
from casework.pages.desk_request import DeskVisit
from casework.pages.frame import show
from casework.pages.operations.texts import TEXTS
from onestop.domain.errors import NotFound

FILES = Path(__file__).parents[2] / "runbooks"
HOME = "/desk/operations/runbooks"
FENCE = "```"
# inside a line: `code`, **strong**, and a link to another runbook
INLINE = re.compile(r"`([^`]+)`|\*\*([^*]+)\*\*|\[([^\]]+)\]\(([\w-]+)\.md\)")
POINT = re.compile(r"\s*(\d+\.|-) ")
RULE = re.compile(r"\|[-| :]+\|")


@dataclass(frozen=True, slots=True)
class LinePart:
    """A part of a line: as it is, `code`, `strong`, or a `link` to the runbook of that name."""

    text: str
    kind: str = ""
    to: str = ""


@dataclass(frozen=True, slots=True)
class RunbookBlock:
    """A `heading`, a `table` by its rows of cells, `code`, or other `text`, a line for each point or paragraph."""

    kind: str
    rows: tuple[tuple[tuple[LinePart, ...], ...], ...] = ()
    text: str = ""


@page("GET", f"{HOME}/{{name}}", "operate")
def show_runbook(visit: DeskVisit, name: str) -> Response:
    """One runbook."""
    text = runbooks().get(name)
    if text is None:
        raise NotFound("There is no such runbook.", "name")
    title, _, rest = text.partition("\n")
    return show(visit, "operations/runbook.html", plain(title), TEXTS, blocks=list(blocks_of(rest)), parts_of=parts_of)


@cache
def runbooks() -> Mapping[str, str]:
    """The runbooks by name, read when the first is asked for."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(FILES.glob("*.md"))}


def titles() -> list[tuple[str, str]]:
    """The names of the runbooks with what they are called."""
    return [(name, plain(text.partition("\n")[0])) for name, text in runbooks().items()]


def plain(heading: str) -> str:
    return heading.lstrip("# ")


def name_of(runbook: str | None) -> str:
    """The name of a runbook that an alarm speaks of; empty where the desk has none of that name."""
    name = (runbook or "").rpartition("/")[2].removesuffix(".md")
    return name if name in runbooks() else ""


def blocks_of(text: str) -> Iterator[RunbookBlock]:
    """The parts of a runbook, in order: lines of one kind are one part."""
    fenced = False
    kinds: list[tuple[str, str]] = []
    for line in text.splitlines():
        if line.strip().startswith(FENCE):
            fenced = not fenced
            kinds.append(("", ""))
        else:
            kinds.append(("code" if fenced else kind_of(line), line))
    for kind, group in groupby(kinds, key=lambda each: each[0]):
        lines = [line for _, line in group]
        if kind == "heading":
            yield from (RunbookBlock(kind, text=plain(line)) for line in lines)
        elif kind == "table":
            yield RunbookBlock(kind, rows=tuple(cells_of(line) for line in lines if not RULE.fullmatch(line)))
        elif kind == "code":
            yield RunbookBlock(kind, text=dedent("\n".join(lines)))
        elif kind:
            yield RunbookBlock(kind, text="\n".join(unwrapped(lines)))


def unwrapped(lines: Iterable[str]) -> list[str]:
    """Paragraphs and points of a list as one line each: where a file breaks its lines means nothing on a page."""
    whole: list[str] = []
    for line in lines:
        if whole and not POINT.match(line):
            whole[-1] += f" {line.strip()}"
        else:
            whole.append(line.rstrip())
    return whole


def kind_of(line: str) -> str:
    """What a line is part of; an empty one ends what came before."""
    if line.startswith("|"):
        return "table"
    return "heading" if line.startswith("#") else "text" if line.strip() else ""


def cells_of(line: str) -> tuple[tuple[LinePart, ...], ...]:
    return tuple(tuple(parts_of(cell.strip())) for cell in line.strip().strip("|").split("|"))


def parts_of(text: str) -> Iterator[LinePart]:
    """A text as a page shows it, part by part."""
    done = 0
    for found in INLINE.finditer(text):
        yield LinePart(text[done : found.start()])
        code, strong, link, to = found.groups()
        if code or strong:
            yield LinePart(code or strong, "code" if code else "strong")
        else:
            yield LinePart(link, "link" if to in runbooks() else "", to)
        done = found.end()
    yield LinePart(text[done:])
