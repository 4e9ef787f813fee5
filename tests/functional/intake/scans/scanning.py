"""Writes answers of Amazon Textract for tests: pages of lines and words in their places on paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import Any

LINE_HEIGHT = 0.014
LEADING = 0.02
CHARACTER = 0.009  # the width of a letter on the page

Placed = tuple[str, float, float]  # text, left, top


def column(lines: Sequence[str], *, left: float = 0.1, top: float = 0.1) -> list[Placed]:
    """Lines under one another; an empty one leaves a space."""
    return [(text, left, top + number * LEADING) for number, text in enumerate(lines) if text]


def an_answer(
    *pages: Sequence[Placed],
    confidence: float | Sequence[float] = 99.0,
    form: Mapping[str, str] | None = None,
    job: bool = False,
) -> dict[str, Any]:
    """One answer: DetectDocumentText for a page, AnalyzeDocument with a `form`, or a job's with all pages."""
    ids = (f"block-{number}" for number in count(1))
    blocks: list[dict[str, Any]] = []
    for number, page in enumerate(pages, start=1):
        page_block: dict[str, Any] = {
            "BlockType": "PAGE",
            "Id": next(ids),
            "Geometry": geometry(0, 0, 1, 1),
            "Relationships": [{"Type": "CHILD", "Ids": []}],
        }
        blocks.append(page_block)
        for text, left, top in page:
            line, *words = line_blocks(text, left, top, ids, confidence)
            page_block["Relationships"][0]["Ids"].append(line["Id"])
            blocks += [line, *words]
        if job or number > 1:
            for block in blocks:
                block.setdefault("Page", number)
    for key, value in (form or {}).items():
        blocks += pair_blocks(key, value, ids)
    answer: dict[str, Any] = {"DocumentMetadata": {"Pages": len(pages)}, "Blocks": blocks}
    return answer | ({"JobStatus": "SUCCEEDED"} if job else {"DetectDocumentTextModelVersion": "1.0"})


def line_blocks(
    text: str, left: float, top: float, ids: Iterator[str], confidence: float | Sequence[float]
) -> list[dict[str, Any]]:
    words, at = [], left
    for number, word in enumerate(text.split()):
        sure = confidence[number % len(confidence)] if isinstance(confidence, Sequence) else confidence
        width = len(word) * CHARACTER
        words.append(
            {
                "BlockType": "WORD",
                "Id": next(ids),
                "Text": word,
                "TextType": "PRINTED",
                "Confidence": sure,
                "Geometry": geometry(at, top, width, LINE_HEIGHT),
            }
        )
        at += width + CHARACTER
    line = {
        "BlockType": "LINE",
        "Id": next(ids),
        "Text": text,
        "Confidence": words[0]["Confidence"] if words else 0.0,
        "Geometry": geometry(left, top, max(at - left - CHARACTER, 0), LINE_HEIGHT),
        "Relationships": [{"Type": "CHILD", "Ids": [word["Id"] for word in words]}],
    }
    return [line, *words]


def pair_blocks(key: str, value: str, ids: Iterator[str]) -> list[dict[str, Any]]:
    """A key and its value, as AnalyzeDocument finds them in a form."""
    words = {side: line_blocks(text, 0.1, 0.9, ids, 99.0)[1:] for side, text in (("KEY", key), ("VALUE", value))}
    children = {side: [{"Type": "CHILD", "Ids": [word["Id"] for word in found]}] for side, found in words.items()}
    answer = {
        "BlockType": "KEY_VALUE_SET",
        "Id": next(ids),
        "EntityTypes": ["VALUE"],
        "Relationships": children["VALUE"],
    }
    asked = {
        "BlockType": "KEY_VALUE_SET",
        "Id": next(ids),
        "EntityTypes": ["KEY"],
        "Relationships": [*children["KEY"], {"Type": "VALUE", "Ids": [answer["Id"]]}],
    }
    return [*words["KEY"], *words["VALUE"], asked, answer]


def geometry(left: float, top: float, width: float, height: float) -> dict[str, Any]:
    corners = ((left, top), (left + width, top), (left + width, top + height), (left, top + height))
    return {
        "BoundingBox": {"Left": left, "Top": top, "Width": width, "Height": height},
        "Polygon": [{"X": x, "Y": y} for x, y in corners],
    }
