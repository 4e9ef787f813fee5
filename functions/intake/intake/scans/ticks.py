"""Tick boxes in the lines of a page: `[x] A shop`, `[ ] An office`. Amazon Textract reports the place and state of each
(a block SELECTION_ELEMENT), and leaves them out of the lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from intake.scans.blocks import Box, ScanLine, ScanPage, Tick

FARTHEST = 0.08  # of the page's width, from a box to the words that belong to it
SURE = 50.0  # of 100: below it the state of the box is left open


def with_ticks(page: ScanPage) -> Sequence[ScanLine]:
    """The lines of a page with each box before the words that it is next to."""
    if not page.ticks:
        return page.lines
    beside: dict[int, list[Tick]] = {}
    for tick in page.ticks:
        if tick.sure >= SURE and (at := line_of(tick.box, page.lines)) is not None:
            beside.setdefault(at, []).append(tick)
    return [marked(line, beside[at], page) if at in beside else line for at, line in enumerate(page.lines)]


def line_of(box: Box, lines: Sequence[ScanLine]) -> int | None:
    """The line that a box belongs to: the one on its row that contains it, or the nearest one after it."""
    best: tuple[float, int] | None = None
    for at, line in enumerate(lines):
        if line.box is None or not is_on_row(box, line.box) or line.box.right < box.right:
            continue
        gap = max(0.0, line.box.left - box.right)
        if gap <= FARTHEST and (best is None or gap < best[0]):
            best = (gap, at)
    return best[1] if best else None


def is_on_row(box: Box, other: Box) -> bool:
    """Tells whether the middle of one box is within the height of the other."""
    middles = (box.top + box.height / 2, other.top + other.height / 2)
    return other.top <= middles[0] <= other.bottom or box.top <= middles[1] <= box.bottom


def marked(line: ScanLine, ticks: Iterable[Tick], page: ScanPage) -> ScanLine:
    """A line with its boxes: the first one before all of it, and each further one on a separate line before the words
    after it."""
    words = words_of(line, page)
    texts: list[str] = []
    found = sorted(ticks, key=lambda tick: tick.box.left)
    if not words:
        return replace(line, text=f"{mark_of(found[0])} {line.text}")
    before = " ".join(word.text for word in words if word.box and word.box.left < found[0].box.left)
    for tick, following in zip(found, [*found[1:], None], strict=True):
        until = following.box.left if following else float("inf")
        own = (word.text for word in words if word.box and tick.box.left <= word.box.left < until)
        texts.append(f"{mark_of(tick)} {' '.join(own)}".strip())
    return replace(line, text="\n".join(filter(None, (before, *texts))))


def words_of(line: ScanLine, page: ScanPage) -> list[ScanLine]:
    """The words of a line, from left to right."""
    around = line.box
    if around is None:
        return []
    inside = (
        word
        for word in page.placed
        if word.box
        and is_on_row(word.box, around)
        and around.left - 0.002 <= word.box.left
        and word.box.right <= around.right + 0.002
    )
    found = sorted(inside, key=lambda word: word.box.left if word.box else 0.0)
    return found if " ".join(word.text for word in found) == line.text else []


def mark_of(tick: Tick) -> str:
    return "[x]" if tick.ticked else "[ ]"
