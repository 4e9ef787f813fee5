"""Markdown read into pieces. What we say on every channel has paragraphs, headings, lists, bold words and links; all
else (pictures, tables, HTML) could be neither spoken nor sent as a text message, and is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from onestop.domain.answers.article import ArticleBlock, ArticleLine, ArticleWords

FACT = re.compile(r"\(\(([a-z0-9]+(?:-[a-z0-9]+)*)\)\)")
PASSED = frozenset({"list_item_open", "list_item_close", "paragraph_close", "heading_close"})
LISTS = {"bullet_list_open": "points", "ordered_list_open": "steps"}
TAKEN = "paragraphs, headings, lists, **bold words** and [links](address)"
Wrong = tuple[int, str, str]  # the line, what is wrong, what would be right


@cache
def reader() -> MarkdownIt:
    """CommonMark without pictures; a long address that begins with a scheme other than those of pages is no link."""
    return MarkdownIt("commonmark", {"html": False}).disable("image")


def read_words(text: str, first_line: int, wrong: list[Wrong]) -> ArticleWords | None:
    """Reads an article in one language: its title is the first heading, the short answer the first paragraph below.
    Anything else is noted as a fault, with its line."""
    title, blocks = "", list[ArticleBlock]()
    for kind, line, lines in blocks_of(reader().parse(text), first_line, wrong):
        if kind == "heading" and not title:
            title = "".join(piece.get("text", "") for piece in lines[0]) if lines else ""
        elif lines:
            blocks.append({"kind": kind, "lines": lines})
        if len(blocks) == 1 and blocks[0]["kind"] != "paragraph":
            wrong.append((line, "the short answer is missing", "one paragraph below the title"))
            return None
    if not title or not blocks:
        wrong.append((first_line, "a title and an answer are missing", "# Question, an empty line, and the answer"))
        return None
    return {"title": title, "short": blocks[0]["lines"][0], "blocks": blocks[1:]}


def blocks_of(
    tokens: Sequence[Token], first_line: int, wrong: list[Wrong]
) -> Iterator[tuple[Any, int, list[ArticleLine]]]:
    """The blocks of a text, each with its line; lists within lists are one list."""
    lines: list[ArticleLine] = []
    inside: list[str] = []
    at, heading = first_line, False
    for token in tokens:
        at = first_line + token.map[0] if token.map else at
        if token.type in LISTS:
            inside.append(LISTS[token.type])
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            kind = inside.pop()
            if not inside:
                yield kind, at, lines
                lines = []
        elif token.type == "inline":
            line = line_of(token.children or [], at, wrong)
            if inside:
                lines.append(line)
            else:
                yield "heading" if heading else "paragraph", at, [line]
        elif token.type in ("heading_open", "paragraph_open"):
            heading = token.type == "heading_open"
        elif token.type not in PASSED:
            wrong.append((at, f"this cannot be said on every channel: {token.type.removesuffix('_open')}", TAKEN))


def line_of(tokens: Sequence[Token], at: int, wrong: list[Wrong]) -> ArticleLine:
    """The pieces of a line."""
    pieces: list[dict[str, str]] = []
    marks: dict[str, str] = {}
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            pieces.append({"text": " "})
        elif token.type == "text":
            pieces += pieces_of_text(token.content, marks)
        elif token.type == "strong_open":
            marks["bold"] = "yes"
        elif token.type == "strong_close":
            marks.pop("bold", None)
        elif token.type == "link_open":
            marks["to"] = str(token.attrGet("href") or "")
        elif token.type == "link_close":
            marks.pop("to", None)
        elif token.type not in ("em_open", "em_close"):
            wrong.append((at, f"this cannot be said on every channel: {token.type.removesuffix('_open')}", TAKEN))
    return pieces


def pieces_of_text(text: str, marks: dict[str, str]) -> Iterator[dict[str, str]]:
    """Words, and the facts that are named among them."""
    for number, part in enumerate(FACT.split(text)):
        if number % 2:
            yield {"fact": part, **marks}
        elif part:
            yield {"text": part, **marks}
