"""Looks closely at a page: with axe, and how wide it is. A page is loaded once, and then looked at in every way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Response

from tests.browser.city import City
from tests.browser.conftest import NARROW, WIDE
from tests.browser.places import PLACES, Go, spoken
from tests.depth import some

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ALL_RULES = {"type": "tag", "values": TAGS}
COLOURS = {"type": "rule", "values": ["color-contrast"]}  # all that the dark scheme changes
RUN = """
([runOnly, colours]) => axe.run({
  runOnly, resultTypes: ["violations"],
  ...(colours ? {} : {rules: {"color-contrast": {enabled: false}, "link-in-text-block": {enabled: false}}}),
}).then(found => Object.fromEntries(found.violations.map(rule => [rule.id, rule.nodes.map(node => node.html)])))
"""

OWN_CHECKS = Path(__file__).with_name("own_checks.js").read_text(encoding="utf-8")

_axe = Axe()

Look = Callable[[str, str], "Seen"]


@dataclass(frozen=True, slots=True)
class Seen:
    """A page as it was seen: what axe found wrong by width, and with dark colours; how wide it was by width; and its
    HTML as it came, before a script touched it."""

    title: str
    language: str | None
    barriers: dict[int, dict[str, Any]]
    dark_barriers: dict[str, Any]
    widest: dict[int, int]
    html: str


def violations(page: Page, rules: dict[str, Any] = ALL_RULES, colours: bool = True) -> dict[str, Any]:
    """Returns the faults that axe finds, by rule, with the elements concerned; colours only if requested."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(_axe.axe_script)
    found: dict[str, Any] = page.evaluate(RUN, [rules, colours])
    return found


def own_violations(page: Page) -> dict[str, Any]:
    """Returns the failures of WCAG 2.2 that axe cannot see, by rule, with the elements concerned."""
    found: dict[str, Any] = page.evaluate(OWN_CHECKS)
    return found


def widest(page: Page) -> int:
    """Returns the width of the page, with everything that sticks out of it."""
    return int(page.evaluate("Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)"))


def resize(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})


def looker(page: Page, city: City, places: Mapping[str, Go] = PLACES, wide: int = WIDE) -> Look:
    """Looks at places in this window, each in each language once, however many ask about it. In its main language axe
    sees a page wide as well, and its colours, the light ones where it is narrow and the dark ones where it is wide:
    what differs between languages is which words there are and how long they are, and that shows where it is narrow.
    Colours are the same in all languages, and half of what axe costs. What changes where it is wide or dark comes from
    one sheet for all pages: outside CI it is looked at in a quarter of them."""

    main = {place: languages[0] for place, languages in spoken(places).items()}
    closely = some(list(places))
    came: list[Response] = []
    page.on("response", lambda answer: came.append(answer) if is_page(answer, page) else None)

    @cache
    def look(place: str, language: str) -> Seen:
        closer = language == main[place] and place in closely
        begin_anew(page, wide)
        came.clear()
        places[place](page, city, language)
        html = came[-1].text()
        barriers, widths = {}, {}
        for width in (wide, NARROW):
            resize(page, width)
            widths[width] = widest(page)
            if width == NARROW or closer:
                barriers[width] = violations(page, colours=width == NARROW and language == main[place])
        barriers[NARROW] |= own_violations(page)
        dark = {}
        if closer:
            resize(page, wide)
            page.emulate_media(color_scheme="dark")
            dark = violations(page, COLOURS)
        return Seen(page.title(), page.get_attribute("html", "lang"), barriers, dark, widths, html)

    return look


def is_page(answer: Response, page: Page) -> bool:
    """Returns whether an answer is the page itself, rather than a part of it or a redirect."""
    asked = answer.request
    return asked.is_navigation_request() and asked.frame == page.main_frame and not 300 <= answer.status < 400


def begin_anew(page: Page, width: int) -> None:
    """A window as somebody opens it who was never here: nothing of the page before it is left."""
    resize(page, width)
    page.emulate_media(color_scheme="light")
    page.set_extra_http_headers({})
    page.context.clear_cookies()
    if page.url.startswith("http"):
        page.evaluate("localStorage.clear()")
