"""HTML mail as readable text: its lines, its lists, where its links lead, and what it quotes.

nh3 (the Rust library ammonia) first reduces the HTML to a few harmless tags, whatever is wrong with it; then these
become lines. Quoted lines begin with ">" as in plain text, so one rule finds quotes in both.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

import nh3

LONGEST = 400_000  # characters of HTML; the rest is in the original
DEEPEST = 200  # nested tags: more is an attack on the parsers
LINES = frozenset(("address", "article", "aside", "dd", "div", "dl", "dt", "figure", "footer", "form", "header", "li"))
LINES |= {"main", "ol", "p", "section", "table", "tr", "ul"}
APART = frozenset(("blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "p", "pre", "table"))
TAGS = LINES | APART | {"a", "br", "img", "td", "th"}
PIECE = re.compile(r"<(p|div|span|table|center|font|b|strong|body|style|meta|ul|ol|h[1-6])(?:\s[^<>]*)?>")
UNSEEN = frozenset(("head", "noscript", "script", "style", "svg", "template", "title"))
# What programs put around a quote or its introduction. Gmail, Proton and Zoho put it around the quote and the answers
# between its lines too: there the <blockquote> alone tells what is quoted.
QUOTES = re.compile(r"yahoo_quoted|moz-cite-prefix|gmail_attr")


def is_hypertext(text: str) -> bool:
    """Tells whether a text under another name is HTML: a page, or a piece that begins with a tag and closes it."""
    start = text[:LONGEST].lstrip().lower()
    found = PIECE.match(start)
    return start.startswith(("<html", "<!doctype html")) or bool(found and f"</{found[1]}>" in start)


def as_text(html: str) -> str:
    """The HTML as plain text."""
    shallow = html[:LONGEST]
    if shallow.count("<") > DEEPEST and depth_of(shallow) > DEEPEST:
        return re.sub(r"<[^<>]*>", " ", shallow)
    safe = nh3.clean(
        shallow,
        tags=set(TAGS),
        clean_content_tags=set(UNSEEN),
        attributes={"a": {"href"}, "img": {"alt"}, "div": {"class"}, "blockquote": {"class"}},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )
    writer = Writer()
    writer.feed(safe)
    writer.close()
    return writer.text()


def depth_of(html: str) -> int:
    """The greatest depth of nested tags, roughly: void elements and missing end tags count too."""
    depth = deepest = 0
    for end, name in re.findall(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)", html):
        if name.lower() in ("br", "img", "hr", "meta", "link", "input", "p", "li", "td", "tr", "th", "font", "o"):
            continue
        depth = max(0, depth - 1) if end else depth + 1
        deepest = max(deepest, depth)
    return deepest


class Writer(HTMLParser):
    """Writes clean HTML as lines. (The standard library's parser can only be used as a class.)"""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self.line = ""
        self.quoted: list[bool] = []  # for each open div or blockquote: is it a quote?
        self.link = ""
        self.link_text = ""
        self.verbatim = 0

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attributes}
        if tag in APART:
            self.end_line(apart=True)
        elif tag in LINES:
            self.end_line()
        if tag in ("div", "blockquote"):
            self.quoted.append(tag == "blockquote" or bool(QUOTES.search(said.get("class", ""))))
        elif tag == "br":
            self.end_line(always=True)
        elif tag == "li":
            self.line = "- "
        elif tag in ("td", "th") and self.line.strip():
            self.line += "  "
        elif tag == "img":
            self.handle_data(f" {said['alt']} " if said.get("alt") else "")
        elif tag == "a":
            self.link, self.link_text = said.get("href", ""), ""
        elif tag == "pre":
            self.verbatim += 1

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            shown, address = self.link_text.strip(), self.link.removeprefix("mailto:").removeprefix("tel:")
            if shown and address and address.rstrip("/").partition("//")[2] not in shown and address not in shown:
                self.line += f" <{address}>"
            self.link = ""
        if tag in APART:
            self.end_line(apart=True)
        elif tag in LINES:
            self.end_line()
        if tag in ("div", "blockquote") and self.quoted:
            self.quoted.pop()
        self.verbatim -= tag == "pre" and self.verbatim > 0

    def handle_data(self, data: str) -> None:
        if self.verbatim:
            first, *rest = data.split("\n")
            self.line += first
            for line in rest:
                self.end_line(always=True)
                self.line = line
            return
        self.link_text += data
        text = re.sub(r"\s+", " ", data)
        self.line += text.lstrip(" ") if not self.line or self.line.endswith(" ") else text

    def end_line(self, *, always: bool = False, apart: bool = False) -> None:
        line, quote = self.line.rstrip(), "> " * sum(self.quoted)
        if line.strip(" -") or always:
            self.lines.append((quote + line).rstrip())
        if apart and self.lines and self.lines[-1].strip("> "):
            self.lines.append(quote.rstrip())
        self.line = ""

    def text(self) -> str:
        self.end_line()
        return re.sub(r"\n{3,}", "\n\n", "\n".join(self.lines)).replace("\xa0", " ").strip()
