"""Runbooks at the desk: what to do about an alarm, one step away from it. They are the files of docs/runbooks,
shipped with the function, in English, and shown as text: no markup in one reaches the page unescaped."""

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
    """A part of a line: plain, `code`, `strong`, or a `link` to the runbook of that name."""

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
    """Shows one runbook."""
    text = runbooks().get(name)
    if text is None:
        raise NotFound("There is no such runbook.", "name")
    title, _, rest = text.partition("\n")
    return show(visit, "operations/runbook.html", plain(title), TEXTS, blocks=list(blocks_of(rest)), parts_of=parts_of)


@cache
def runbooks() -> Mapping[str, str]:
    """Returns the runbooks by name, read when the first is asked for."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(FILES.glob("*.md"))}


def titles() -> list[tuple[str, str]]:
    """Returns the names of the runbooks with their titles."""
    return [(name, plain(text.partition("\n")[0])) for name, text in runbooks().items()]


def plain(heading: str) -> str:
    return heading.lstrip("# ")


def name_of(runbook: str | None) -> str:
    """Returns the name of the runbook that an alarm mentions; empty if the desk does not have it."""
    name = (runbook or "").rpartition("/")[2].removesuffix(".md")
    return name if name in runbooks() else ""


def blocks_of(text: str) -> Iterator[RunbookBlock]:
    """Yields the parts of a runbook, in order: lines of one kind are one part."""
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
    """Joins each paragraph and list item into one line, because line breaks in the file mean nothing on a page."""
    whole: list[str] = []
    for line in lines:
        if whole and not POINT.match(line):
            whole[-1] += f" {line.strip()}"
        else:
            whole.append(line.rstrip())
    return whole


def kind_of(line: str) -> str:
    """Returns the kind of block that a line belongs to; an empty line ends the block before it."""
    if line.startswith("|"):
        return "table"
    return "heading" if line.startswith("#") else "text" if line.strip() else ""


def cells_of(line: str) -> tuple[tuple[LinePart, ...], ...]:
    return tuple(tuple(parts_of(cell.strip())) for cell in line.strip().strip("|").split("|"))


def parts_of(text: str) -> Iterator[LinePart]:
    """Yields the parts of a text as a page shows them."""
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
