"""What the suite on one machine has sent: its outbox stands in for residents' mailboxes, and is erased with the
rest."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Callable, Iterator
from typing import Any

from onestop_cli.problems import CannotContinue

LIMIT = 30.0  # seconds


def forget_sent(url: str, speaks_of: Callable[[str], bool]) -> int:
    """Has each message forgotten that went to somebody or speaks of them. Returns how many."""
    ids = [each["id"] for each in sent(url) if speaks_of(f"{each['to']}\n{each['subject']}\n{each['body']}")]
    told = ask_letter_front(f"{url}/outbox/forgotten", json.dumps({"ids": ids}).encode())
    return int(told["forgotten"])


def sent(url: str) -> Iterator[dict[str, Any]]:
    """Every message, page by page."""
    page, pages = 1, 1
    while page <= pages:
        told = ask_letter_front(f"{url}/outbox.json?page={page}")
        yield from told["messages"]
        page, pages = page + 1, told["pages"]


def ask_letter_front(url: str, body: bytes | None = None) -> dict[str, Any]:
    headers = {"Content-Type": "application/json"}
    try:
        asked = urllib.request.Request(url, body, headers)  # noqa: S310
        with urllib.request.urlopen(asked, timeout=LIMIT) as answer:  # noqa: S310
            told: dict[str, Any] = json.load(answer)
            return told
    except (OSError, ValueError) as problem:
        raise CannotContinue(f"What was sent could not be forgotten; do it again: {problem}") from problem
