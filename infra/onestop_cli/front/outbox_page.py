"""The outbox as a page for people and as JSON for programs."""

from __future__ import annotations

import re
from dataclasses import asdict
from datetime import UTC, datetime
from math import ceil
from pathlib import Path
from typing import Any

# Jinja because it escapes whatever a message holds; the functions use it for the same reason.
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup, escape

from onestop_cli.front.outbox import SentMessage

PAGE_SIZE = 50
_LINK = re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,;:!?)\]。，；：！？）]")
_pages = Environment(loader=FileSystemLoader(Path(__file__).with_name("pages")), autoescape=True)


def cut_page(
    messages: list[SentMessage], asked: str | None, size: int = PAGE_SIZE
) -> tuple[list[SentMessage], int, int]:
    """Give the messages of the asked-for page, its number and how many pages there are; odd wishes get the nearest."""
    pages = max(1, ceil(len(messages) / size))
    number = int(asked) if asked and asked.isascii() and asked.isdigit() and len(asked) < 10 else 1
    page = min(max(1, number), pages)
    return messages[(page - 1) * size : page * size], page, pages


def link_addresses(text: str) -> Markup:
    """Escape a message and make the web addresses in it something to click on."""
    parts = []
    end = 0
    for found in _LINK.finditer(text):
        address = escape(found.group())
        parts += [escape(text[end : found.start()]), Markup('<a href="{0}">{0}</a>').format(address)]
        end = found.end()
    return Markup("").join([*parts, escape(text[end:])])


def show_message(message: SentMessage) -> dict[str, Any]:
    """Prepare one message for the page."""
    moment = datetime.fromtimestamp(message.sent_at, UTC)
    return asdict(message) | {
        "body": link_addresses(message.body),
        "time": moment.isoformat(timespec="seconds"),
        "time_text": f"{moment:%Y-%m-%d %H:%M:%S} UTC",
    }


def render_outbox(messages: list[SentMessage], asked: str | None) -> str:
    """Write the page that lists what was sent."""
    shown, page, pages = cut_page(messages, asked)
    return _pages.get_template("outbox.html").render(
        messages=[show_message(message) for message in shown], page=page, pages=pages, total=len(messages)
    )


def list_outbox(messages: list[SentMessage], asked: str | None) -> dict[str, Any]:
    """Say the same for programs."""
    shown, page, pages = cut_page(messages, asked)
    return {"total": len(messages), "page": page, "pages": pages, "messages": [asdict(message) for message in shown]}
