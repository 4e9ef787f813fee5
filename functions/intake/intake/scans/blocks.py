"""Amazon Textract's answer, parsed: pages with their lines and words, and the pairs of a form.

Amazon Textract developer guide, "Text Detection and Document Analysis Response Objects": Blocks of type PAGE, LINE,
WORD, SELECTION_ELEMENT and KEY_VALUE_SET with Geometry, Confidence and Relationships; one answer for a page, or a list
of answers with many pages. Anything missing or absurd in them is skipped: a scan is never lost because of it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

MOST_BLOCKS = 200_000  # a thousand full pages


@dataclass(frozen=True, slots=True)
class Box:
    """Where something is on its page, as fractions of the page's width and height."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.top + self.height


@dataclass(frozen=True, slots=True)
class ScanLine:
    """A line of text; `box` is None if its position is not given."""

    text: str
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Tick:
    """A tick box: where it is, whether it is ticked, and how sure Textract is of that."""

    box: Box
    ticked: bool
    sure: float


@dataclass(slots=True)
class ScanPage:
    """The lines of a page in Textract's order, and each word with Textract's confidence, from 0 to 100; `placed` are
    the words with their positions, `ticks` the tick boxes: both come only from an analysis of forms."""

    lines: list[ScanLine] = field(default_factory=list)
    words: list[tuple[str, float]] = field(default_factory=list)
    placed: list[ScanLine] = field(default_factory=list)
    ticks: list[Tick] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Read:
    """All that an answer contains."""

    pages: tuple[ScanPage, ...]
    pairs: tuple[tuple[str, str], ...] = ()


def read_answer(sent: Any) -> Read:
    """Parses an answer of Textract, or a list of them; bytes and text are read as JSON. Never raises."""
    pages: dict[int, ScanPage] = {}
    blocks: dict[str, Mapping[str, Any]] = {}
    for number, answer in enumerate(answers_in(sent), start=1):
        at_once = "JobStatus" not in answer  # separate pages, each the first of its answer
        for block in listed(answer, "Blocks")[:MOST_BLOCKS]:
            if isinstance(block.get("Id"), str):
                blocks[block["Id"]] = block
            told = block.get("Page")
            page = number if at_once and number > 1 else told if isinstance(told, int) else number
            place(block, pages.setdefault(page, ScanPage()))
    kept = tuple(page for _, page in sorted(pages.items()) if page.lines or page.words)
    return Read(kept, tuple(pairs_of(blocks)))


def answers_in(sent: Any) -> Iterator[Mapping[str, Any]]:
    """The answers inside what was sent, whatever they are wrapped in."""
    if isinstance(sent, str | bytes):
        try:
            sent = json.loads(sent)
        except (ValueError, RecursionError):
            return
    if isinstance(sent, Mapping):
        if "Blocks" in sent:
            yield sent
        else:
            for inner in sent.values():
                yield from answers_in(inner if isinstance(inner, list) else None)
    elif isinstance(sent, list):
        for inner in sent:
            if isinstance(inner, Mapping):
                yield from answers_in(inner)


def place(block: Mapping[str, Any], page: ScanPage) -> None:
    """Adds a block to its page."""
    text = text_of(block)
    if block.get("BlockType") == "SELECTION_ELEMENT" and (box := box_of(block)):
        ticked = block.get("SelectionStatus") == "SELECTED"
        page.ticks.append(Tick(box, ticked, sureness(block.get("Confidence"))))
    if not text:
        return
    if block.get("BlockType") == "LINE":
        page.lines.append(ScanLine(text, box_of(block)))
    elif block.get("BlockType") == "WORD":
        page.words.append((text, sureness(block.get("Confidence"))))
        page.placed.append(ScanLine(text, box_of(block)))


def pairs_of(blocks: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """The entries of a form: the words of each key with those of its value."""
    for block in blocks.values():
        if block.get("BlockType") == "KEY_VALUE_SET" and is_key(block):
            values = [words_of(blocks.get(each, {}), blocks) for each in related(block, "VALUE")]
            key, value = words_of(block, blocks), " ".join(filter(None, values))
            if key and value:
                yield key, value


def words_of(block: Mapping[str, Any], blocks: Mapping[str, Mapping[str, Any]]) -> str:
    return " ".join(filter(None, (text_of(blocks.get(each, {})) for each in related(block, "CHILD"))))


def related(block: Mapping[str, Any], kind: str) -> Iterator[str]:
    for relation in listed(block, "Relationships"):
        ids = relation.get("Ids")
        if relation.get("Type") == kind and isinstance(ids, list):
            yield from (each for each in ids if isinstance(each, str))


def is_key(block: Mapping[str, Any]) -> bool:
    """Tells whether a block is the key of a pair; what should be a list may be anything."""
    kinds = block.get("EntityTypes")
    return isinstance(kinds, list | tuple | set) and "KEY" in kinds


def listed(value: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    found = value.get(name)
    return [each for each in found if isinstance(each, Mapping)] if isinstance(found, list) else []


def text_of(block: Mapping[str, Any]) -> str:
    text = block.get("Text")
    return " ".join(text.split()) if isinstance(text, str) else ""


def box_of(block: Mapping[str, Any]) -> Box | None:
    geometry = block.get("Geometry")
    box = geometry.get("BoundingBox") if isinstance(geometry, Mapping) else None
    if not isinstance(box, Mapping):
        return None
    sides = [box.get(name) for name in ("Left", "Top", "Width", "Height")]
    if not all(isinstance(side, int | float) and math.isfinite(side) and abs(side) < 1000 for side in sides):
        return None
    return Box(*(float(side) for side in sides if side is not None))


def sureness(value: Any) -> float:
    """A confidence from 0 to 100; an invalid one counts as 0."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    return min(max(float(value), 0.0), 100.0) if is_number else 0.0
