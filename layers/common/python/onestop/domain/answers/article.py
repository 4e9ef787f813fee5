"""An article: the answer to one question, in several languages, as `onestop load` read it from its file.

Its text is kept as *pieces*: words, bold words, links, and names of facts, which are filled in when somebody reads it.
For the type checker (see `catalogue.jurisdiction`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Literal, NotRequired, TypedDict

Piece = Mapping[str, str]  # {"text"} with "bold" or "to" (a link), or {"fact"}
ArticleLine = Sequence[Piece]


class ArticleBlock(TypedDict):
    """A paragraph or heading has one line, a list one for each of its points."""

    kind: Literal["paragraph", "heading", "points", "steps"]
    lines: Sequence[ArticleLine]


class ArticleWords(TypedDict):
    """An article in one language. The short answer is its first paragraph: text messages and voice say only that."""

    title: str
    written: NotRequired[str]  # the day on which these words were last brought up to date
    short: ArticleLine
    blocks: Sequence[ArticleBlock]


class Article(TypedDict):
    """An article in all its languages, with the facts that it names as they are when it is published."""

    code: str
    agency: str
    review: str  # the day by which its owner reviews it again
    services: NotRequired[Sequence[str]]
    allow_automatic: NotRequired[bool]  # whether it may be sent although no person has read the question
    also: NotRequired[Mapping[str, Sequence[str]]]  # language -> other ways to ask
    languages: Mapping[str, ArticleWords]
    facts: Mapping[str, Mapping[str, Any]]


def language_told(article: Article, wanted: str, default: str) -> str:
    """Returns the language in which somebody gets an article: the one they want, else the jurisdiction's own."""
    return language_among(article["languages"], wanted, default)


def language_among(known: Collection[str], wanted: str, default: str) -> str:
    """Returns the same if only the languages are known; any language if the article has neither of the two."""
    return wanted if wanted in known else default if default in known else next(iter(known))


def is_outdated(article: Article, language: str, default: str) -> bool:
    """Says whether a translation is older than the original."""
    known = article["languages"]
    if language == default or default not in known or language not in known:
        return False
    return known[language].get("written", "") < known[default].get("written", "")


def lines_of(words: ArticleWords) -> Iterator[ArticleLine]:
    """Yields every line of an article in one language."""
    yield words["short"]
    for block in words["blocks"]:
        yield from block["lines"]


def pieces_of(article: Article) -> Iterator[Piece]:
    """Yields every piece of an article, in all its languages."""
    for words in article["languages"].values():
        for line in lines_of(words):
            yield from line
