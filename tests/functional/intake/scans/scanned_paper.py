"""What Textract would return for one of our forms that was printed, filled in by hand and scanned: the printed lines in
their places, the handwriting in the boxes, and each circle and square."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

from pypdf import PdfReader
from reportlab.pdfbase.pdfmetrics import stringWidth  # type: ignore[import-untyped]

from onestop.runtime.paper.paper_sheet import HEIGHT, WIDTH
from tests.functional.intake.scans.scanning import geometry, line_blocks

Rect = tuple[float, float, float, float]


def scan_of(pdf: bytes, filled: Mapping[str, str], *, ticks: bool = True) -> dict[str, Any]:
    """An answer of a job; without `ticks` that of the detection of text alone."""
    ids = (f"block-{number}" for number in count(1))
    blocks: list[dict[str, Any]] = []
    for number, page in enumerate(PdfReader(io.BytesIO(pdf)).pages, start=1):
        found: list[dict[str, Any]] = []
        for text, left, bottom, size in printed(page):
            found += a_line(text, left, bottom, size, ids)
        for name, value, rect in fields(page):
            if value is None:
                for at, line in enumerate(filled.get(name, "").splitlines()):
                    found += a_line(line, rect[0] + 4, rect[3] - 14 * (at + 1), 11, ids)
            elif ticks:
                ticked = filled.get(name, "") == value
                found.append(a_tick(rect, ticked=ticked, block=next(ids)))
        blocks += [each | {"Page": number} for each in found]
    return {"JobStatus": "SUCCEEDED", "Blocks": blocks}


def printed(page: Any) -> list[tuple[str, float, float, float]]:
    lines: list[tuple[str, float, float, float]] = []

    def visit(text: str, _: Any, matrix: Any, __: Any, size: float) -> None:
        if text.strip():
            lines.append((text.strip(), matrix[4], matrix[5], size))

    page.extract_text(visitor_text=visit)
    return lines


def fields(page: Any) -> Iterator[tuple[str, str | None, Rect]]:
    """Returns each field with its name, the meaning of a tick in it (None for a box to write in), and its place."""
    for one in page.get("/Annots", ()):
        field = one.get_object()
        named = field if "/T" in field else field["/Parent"].get_object()
        kind = field.get("/FT") or named.get("/FT")
        rect = tuple(map(float, field["/Rect"]))
        states = [each.lstrip("/") for each in field["/AP"]["/N"]] if kind == "/Btn" else []
        value = next((each.lower() for each in states if each != "Off"), None)
        yield str(named["/T"]), value, (rect[0], rect[1], rect[2], rect[3])


def a_line(text: str, left: float, bottom: float, size: float, ids: Iterator[str]) -> list[dict[str, Any]]:
    top, high = (HEIGHT - bottom - size) / HEIGHT, size / HEIGHT
    found = line_blocks(text, left / WIDTH, top, ids, 99.0)
    width = stringWidth(text, "Helvetica", size) / WIDTH
    at = left / WIDTH
    for block in found[1:]:
        own = stringWidth(block["Text"], "Helvetica", size) / WIDTH
        block["Geometry"] = geometry(at, top, own, high)
        at += own + stringWidth(" ", "Helvetica", size) / WIDTH
    found[0]["Geometry"] = geometry(left / WIDTH, top, max(width, at - left / WIDTH), high)
    return found


def a_tick(rect: Rect, *, ticked: bool, block: str) -> dict[str, Any]:
    left, bottom, right, top = rect
    return {
        "BlockType": "SELECTION_ELEMENT",
        "Id": block,
        "SelectionStatus": "SELECTED" if ticked else "NOT_SELECTED",
        "Confidence": 98.0,
        "Geometry": geometry(left / WIDTH, (HEIGHT - top) / HEIGHT, (right - left) / WIDTH, (top - bottom) / HEIGHT),
    }
