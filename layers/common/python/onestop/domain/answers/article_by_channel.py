"""One article for each channel, from the same words: a page, a text message, speech, a letter, a chat, a program.

HTML is made only here, from pieces that are escaped, so no author can write a script into a page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import TYPE_CHECKING

from onestop.domain.answers.article import Article, ArticleBlock, ArticleLine, Piece, is_outdated, language_told
from onestop.domain.answers.facts import say_fact
from onestop.domain.answers.gsm import as_message
from onestop.domain.translation import N_

if TYPE_CHECKING:
    from onestop.domain.catalogue.catalogue import Catalogue

ArticleFacts = Mapping[str, str]
AND_IF_NOT = N_("Did this answer your question? If not, just write back: a person reads it.")
TAGS = {"points": "ul", "steps": "ol"}


@dataclass(frozen=True, slots=True)
class ToldArticle:
    """An article in words. `version` names its content: the same on every channel, and kept with whoever got it."""

    code: str
    version: str
    language: str
    title: str
    short: str
    text: str  # for a chat
    letter: str  # the letter to somebody who asked: the question, the answer, and what to do if it did not help
    html: str  # for a page
    sms: str
    speech: str  # SSML
    translated: bool  # whether it is in the language that was wanted
    outdated: bool  # whether the translation is older than the original


def tell_article(article: Article, version: str, catalogue: Catalogue, wanted: str, now: datetime) -> ToldArticle:
    """Returns an article for a reader, with facts as they are now."""
    default = catalogue.jurisdiction["default_language"]
    language = language_told(article, wanted, default)
    words = article["languages"][language]
    facts = {name: say_fact(fact, catalogue, language, now) for name, fact in article["facts"].items()}
    short, blocks = say_line(words["short"], facts), words["blocks"]
    first: ArticleBlock = {"kind": "paragraph", "lines": [words["short"]]}
    text = "\n\n".join(text_of(block, facts) for block in (first, *blocks))
    return ToldArticle(
        code=article["code"],
        version=version,
        language=language,
        title=words["title"],
        short=short,
        text=text,
        letter=f"{words['title']}\n\n{text}\n\n{catalogue.say(AND_IF_NOT, language)}",
        html="".join(html_of(block, facts) for block in (first, *blocks)),
        sms=as_message(short),
        speech=speech_of([short, *(say_line(line, facts) for block in blocks for line in block["lines"])], language),
        translated=language == wanted,
        outdated=is_outdated(article, language, default),
    )


def say_line(line: ArticleLine, facts: ArticleFacts) -> str:
    """Returns a line as plain text."""
    return "".join(say_piece(piece, facts) for piece in line)


def say_piece(piece: Piece, facts: ArticleFacts) -> str:
    return facts[piece["fact"]] if "fact" in piece else piece["text"]


def text_of(block: ArticleBlock, facts: ArticleFacts) -> str:
    """Returns a block as plain text; a link to another site is followed by its address."""
    lines = ["".join(with_address(piece, facts) for piece in line) for line in block["lines"]]
    if block["kind"] == "points":
        return "\n".join(f"- {line}" for line in lines)
    if block["kind"] == "steps":
        return "\n".join(f"{number}. {line}" for number, line in enumerate(lines, 1))
    return "\n".join(lines)


def with_address(piece: Piece, facts: ArticleFacts) -> str:
    said, to = say_piece(piece, facts), piece.get("to", "")
    return f"{said} ({to})" if to.startswith("https:") else said


def html_of(block: ArticleBlock, facts: ArticleFacts) -> str:
    """Returns a block as HTML. The page's title is the first-level heading, so headings of articles are
    second-level."""
    lines = ["".join(html_of_piece(piece, facts) for piece in line) for line in block["lines"]]
    if tag := TAGS.get(block["kind"]):
        return f"<{tag}>{''.join(f'<li>{line}</li>' for line in lines)}</{tag}>"
    tag = "h2" if block["kind"] == "heading" else "p"
    return "".join(f"<{tag}>{line}</{tag}>" for line in lines)


def html_of_piece(piece: Piece, facts: ArticleFacts) -> str:
    said = escape(say_piece(piece, facts))
    if to := piece.get("to"):
        return f'<a href="{escape(to)}">{said}</a>'
    return f"<strong>{said}</strong>" if piece.get("bold") else said


def speech_of(lines: Iterable[str], language: str) -> str:
    """Returns what a voice says, as SSML: each line is a sentence, so that the voice pauses between them."""
    said = "".join(f"<s>{escape(line, quote=False)}</s>" for line in lines)
    return f'<speak xml:lang="{escape(language)}"><p>{said}</p></speak>'
