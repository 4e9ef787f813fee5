"""A letter as HTML in addition to its plain text, made from the same words: paragraphs, lists, and links that can be
pressed.

Nothing is loaded from elsewhere, and nothing reports that it was opened: no picture, no script, no third-party fonts.
The style is given at each element, as mail programs need it; only what changes on a dark screen is in the head.
"""

from __future__ import annotations

import re
from html import escape

MOST_BYTES = 12 * 1024  # bytes; a longer letter goes as plain text alone, because some programs cut it
LINK = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)。，；：！？）]")
ITEM = "- "
TAPPED = re.compile(r"(.+): (https?://\S+[?&]score=\S+)")  # an answer to a survey that can be tapped
THUMB = "display:inline-block;min-width:24px;padding:10px 12px;color:#0b4fa8;border:1px solid #0b4fa8;border-radius:4px"
FONT = "font-family:Arial,'Noto Sans SC','Microsoft YaHei',sans-serif;font-size:16px;line-height:1.5"
COLOURS = "background-color:#ffffff;color:#1b1b1b"
DARK = (
    "@media (prefers-color-scheme:dark){"
    "body,table,td{background-color:#1b1b1b!important;color:#f0f0f0!important}a{color:#8ab8ff!important}}"
)


def as_html(subject: str, body: str, language: str) -> str | None:
    """The whole page; None for a letter that is too long for one."""
    parts = "".join(part_of(part) for part in re.split(r"\n{2,}", body.strip("\n")) if part.strip())
    lang = f' lang="{escape(language)}"' if language else ""
    page = (
        f'<!DOCTYPE html>\n<html{lang}>\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n<meta name="supported-color-schemes" content="light dark">\n'
        f"<title>{escape(subject)}</title>\n<style>{DARK}</style>\n</head>\n"
        f'<body style="margin:0;padding:0;{COLOURS}">\n'
        '<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr>'
        f'<td style="padding:24px 16px;{COLOURS}">\n'
        f'<div dir="auto" style="max-width:600px;overflow-wrap:anywhere;{FONT}">\n'
        f"{parts}</div>\n</td></tr></table>\n</body>\n</html>\n"
    )
    return page if len(page.encode()) <= MOST_BYTES else None


def part_of(text: str) -> str:
    """A paragraph; lines that begin with a hyphen become a list."""
    made, lines, items = "", list[str](), list[str]()
    for line in text.split("\n"):
        if line.startswith(ITEM):
            items.append(line.removeprefix(ITEM))
            continue
        if items:
            made, lines, items = made + paragraph(lines) + bullets(items), [], []
        lines.append(line)
    return made + paragraph(lines) + bullets(items)


def paragraph(lines: list[str]) -> str:
    return f'<p style="margin:0 0 16px">{"<br>".join(map(with_links, lines))}</p>\n' if lines else ""


def bullets(items: list[str]) -> str:
    if all(map(TAPPED.fullmatch, items)):
        return "".join(map(thumb, items))
    said = "".join(f'<li style="margin:0 0 4px">{with_links(each)}</li>' for each in items)
    return f'<ul style="margin:0 0 16px;padding:0 0 0 24px">{said}</ul>\n' if items else ""


def thumb(item: str) -> str:
    """A survey answer as a button. It shows the words instead of the address, which is in the plain text and in the
    link below that leads to the same page."""
    words, _, address = item.rpartition(": ")
    return f'<p style="margin:0 0 8px"><a href="{escape(address)}" style="{THUMB}">{escape(words)}</a></p>\n'


def with_links(line: str) -> str:
    """A line with its addresses as links whose text is the address that they lead to."""
    made, end = "", 0
    for found in LINK.finditer(line):
        address = escape(found[0])
        made += f'{escape(line[end : found.start()])}<a href="{address}" style="color:#0b4fa8">{address}</a>'
        end = found.end()
    return made + escape(line[end:])
