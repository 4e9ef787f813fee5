"""One number as a small picture that any page may show: its name on the left, the number on the right."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

HIGH, LETTER, PAD = 20, 7, 8
WIDE_LETTER = 12  # pixels of a Chinese character
BACK, FRONT = "#3d4a57", "#1a5fa8"  # the contrast of each with white is about 7 to 1


def number_of(code: str, told: Mapping[str, Any]) -> tuple[float, bool] | None:
    """The number of a figure over all its rows, and whether it is a percentage; None if it has no such number."""
    rows = told.get(code) or []
    if not rows:
        return None
    if code == "volumes":
        return float(rows[-1]["cases"]), False
    counted = {"promise_kept": "cases", "satisfaction": "answers"}.get(code)
    if counted is None:
        return None
    return sum(row["percent"] * row[counted] for row in rows) / sum(row[counted] for row in rows), True


def draw_badge(name: str, number: str) -> str:
    """The picture; its words are its title too, for screen readers."""
    left, right = wide(name), wide(number)
    both = left + right
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{both}" height="{HIGH}" role="img" '
        f'aria-label="{escape(f"{name}: {number}")}"><title>{escape(f"{name}: {number}")}</title>'
        f'<rect width="{both}" height="{HIGH}" rx="3" fill="{BACK}"/>'
        f'<path d="M{left} 0h{right - 3}a3 3 0 0 1 3 3v{HIGH - 6}a3 3 0 0 1-3 3H{left}z" fill="{FRONT}"/>'
        f'<g fill="#fff" font-family="sans-serif" font-size="12" text-anchor="middle">'
        f'<text x="{left / 2}" y="14">{escape(name)}</text>'
        f'<text x="{left + right / 2}" y="14">{escape(number)}</text></g></svg>\n'
    )


def wide(words: str) -> int:
    return 2 * PAD + sum(WIDE_LETTER if ord(letter) > 0x2E80 else LETTER for letter in words)
