"""The process of a service as a map: its steps, the ways between them as wide as many cases take them and as dark as
long they take, and ways back drawn as such. SVG by hand: nothing else is needed to look at it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import log

from onestop.domain.insights.lessons import STEPS
from onestop.domain.translation import translate

WIDE, HIGH, BETWEEN, MARGIN = 190, 34, 70, 20
MIDDLE = 340
SHADES = ("#9aa7b4", "#e0a33e", "#cf6a1f", "#a11d1d")  # under an hour, a day, three days, and longer
HOURS = (1, 24, 72)


@dataclass(frozen=True, slots=True)
class Way:
    """From one step to the next: how often, of how many cases, and how long on average."""

    start: str
    end: str
    times: int
    cases: int
    hours: float


def order_of(ways: Sequence[Way]) -> list[str]:
    """Returns the steps from top to bottom: each where most cases reach it, a step without predecessors first."""
    order = [step for step in STEPS if any(step in (way.start, way.end) for way in ways)]
    return order + sorted({step for way in ways for step in (way.start, way.end)} - set(order))


def draw_map(ways: Sequence[Way], title: str, language: str = "en") -> str:
    """The map as SVG. Its title and description say in words what it shows to those who cannot see it."""
    steps = order_of(ways)
    top = {step: MARGIN + number * (HIGH + BETWEEN) for number, step in enumerate(steps)}
    most = max((way.times for way in ways), default=1)
    high = MARGIN * 2 + len(steps) * (HIGH + BETWEEN) - BETWEEN
    named = {step: translate(STEPS[step], language) if step in STEPS else step for step in steps}
    drawn = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {2 * MIDDLE} {high}" role="img" font-family="sans-serif"'
        f' font-size="12"><title>{escape(title)}</title>',
        f"<desc>{escape('; '.join(said(way, named) for way in ways))}</desc>",
        '<defs><marker id="end" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto" '
        'markerUnits="userSpaceOnUse"><path d="M0 0 8 4 0 8z" fill="#444"/></marker></defs>',
    ]
    drawn += [way_drawn(way, top, most) for way in ways]
    drawn += [
        f'<rect x="{MIDDLE - WIDE // 2}" y="{y}" width="{WIDE}" height="{HIGH}" rx="6" fill="#fff" stroke="#333"/>'
        f'<text x="{MIDDLE}" y="{y + 21}" text-anchor="middle">{escape(named[step])}</text>'
        for step, y in top.items()
    ]
    return "\n".join([*drawn, "</svg>\n"])


def said(way: Way, named: dict[str, str]) -> str:
    return f"{named[way.start]} → {named[way.end]}: {way.times} × {way.hours:.1f} h"


def way_drawn(way: Way, top: dict[str, int], most: int) -> str:
    """One way: straight down to the next step, else a bow; ways forward on the right, ways back on the left, dashed."""
    start, end = top[way.start], top[way.end]
    thick = 1 + 7 * log(1 + way.times) / log(1 + most)
    shade = SHADES[sum(way.hours >= hours for hours in HOURS)]
    back = end <= start
    if not back and end - start == HIGH + BETWEEN:
        path = f"M{MIDDLE} {start + HIGH} V{end - 3}"
        at = (MIDDLE + 8, (start + HIGH + end) // 2 + 4, "start")
    else:
        side = -1 if back else 1
        edge, far = MIDDLE + side * WIDE // 2, MIDDLE + side * (WIDE // 2 + 30 + abs(end - start) // 8)
        out, into = start + HIGH // 2, end + HIGH // 2
        path = f"M{edge} {out} C{far} {out} {far} {into} {edge + side * 3} {into}"
        at = ((edge + far * 3) // 4 + side * 4, (out + into) // 2 + (18 if back else 0), "end" if back else "start")
    dashed = ' stroke-dasharray="7 4"' if back else ""
    return (
        f'<path d="{path}" fill="none" stroke="{shade}" stroke-width="{thick:.1f}" marker-end="url(#end)"{dashed}/>'
        f'<text x="{at[0]}" y="{at[1]}" text-anchor="{at[2]}" font-size="10">{way.times} × {way.hours:.1f} h</text>'
    )
