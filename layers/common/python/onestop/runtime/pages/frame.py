"""The frame of every page: its words, its style, its headers.

A page is complete in itself: its style is inline and allowed by its hash, so that it requests nothing else and runs no
script. Jinja2, chosen because it escapes whatever a page shows, is loaded by the first page and not by the JSON routes
of the same function.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

from chalice.app import Request, Response

from onestop.domain.catalogue.catalogue import Catalogue, Sayable
from onestop.domain.languages import direction_of, name_of_language, say_series
from onestop.domain.translation import Phrase, Plural, translate, translate_count
from onestop.runtime.pages.content_policy import CONTENT_POLICY, US, allow
from onestop.runtime.pages.large_view import large_view, script_address
from onestop.runtime.pages.light_view import is_light, view_asked
from onestop.runtime.pages.page_style import TEMPLATES, style, style_hash
from onestop.runtime.pages.page_texts import FRAME, LARGE, SHIPPED
from onestop.runtime.read_request import query
from onestop.runtime.settings import setting

if TYPE_CHECKING:
    from jinja2 import Environment

SIX_DIGITS = re.compile(r"(\.\d{3})\d+")
POLICY = (
    "default-src 'none'; style-src '{style}'; img-src data:; "  # the icon is part of the page
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)


@dataclass(frozen=True, slots=True)
class Visit:
    """A request for a page: the language to answer in, and the catalogue (None if it cannot be read)."""

    request: Request
    language: str
    catalogue: Catalogue | None

    @property
    def offer(self) -> Catalogue:
        """Returns the catalogue, for pages that cannot be shown without it."""
        if self.catalogue is None:
            raise RuntimeError("a view runs only when the catalogue could be read")
        return self.catalogue

    def in_language(self, theirs: str) -> Visit:
        """Returns the visit in the language that was asked for, or else in theirs: that of the case that they look
        at."""
        return replace(self, language=self.offer.language(query(self.request, "lang"), theirs))

    def say(self, said: Sayable) -> str:
        """Returns words in the visitor's language; the jurisdiction's own words are empty while the catalogue cannot be
        read."""
        if self.catalogue:
            return self.catalogue.say(said, self.language)
        return translate(said, self.language) if isinstance(said, str) else ""

    def say_count(self, plural: Plural, count: int, **filled: object) -> str:
        """Returns a sentence about a number of things, in the visitor's language."""
        if self.catalogue:
            return self.catalogue.say_count(plural, count, self.language, **filled)
        return translate_count(plural, count, self.language, None, **filled)

    def say_all(self, texts: Mapping[str, Phrase]) -> dict[str, str]:
        """Returns a table of texts in the visitor's language."""
        return {name: self.say(text) for name, text in texts.items()}


def show(
    visit: Visit,
    folder: Path,
    template: str,
    title: str,
    path: str,
    texts: Mapping[str, Phrase],
    status: int = 200,
    *,
    kept: Mapping[str, str] | None = None,
    errors: list[tuple[str, str]] | None = None,
    **values: Any,
) -> Response:
    """Fills a template of a function's folder.

    `path` and `kept` (its query) are the address of this page in another language; `errors` are (field, words).
    """
    catalogue, language = visit.catalogue, visit.language
    framed = visit.say_all(FRAME)  # around the page, whatever names the page's own words have
    words = framed | visit.say_all(texts)
    city = catalogue.say(catalogue.jurisdiction["name"], language) if catalogue else "Onestop"
    spoken = catalogue.jurisdiction["languages"] if catalogue else list(SHIPPED)
    view, large = view_asked(visit.request), large_view(visit.request)
    html = (
        environment(folder)
        .get_template(template)
        .render(
            t=words,
            frame=framed,
            language=language,
            direction=direction_of(language),
            title=f"{words['error'] if errors else ''}{title} – {city}",
            heading=title,
            path=path.partition("?")[0] if path.startswith("/answers/") else f"/{path.split('/')[1]}",
            city=city,
            phone=catalogue.jurisdiction.get("phone") if catalogue else None,
            languages=[(code, name_of_language(code), address(path, code, **(kept or {}), **view)) for code in spoken],
            errors=errors or [],
            address=lambda to, **query: address(to, language, **{**view, **query}),
            light=is_light(visit.request),
            view=view.get("view", ""),
            style=style(large=bool(large)),
            large={**visit.say_all(LARGE), "view": large, "script": script_address()} if large else None,
            say=visit.say,
            **values,
        )
    )
    return Response(body=html, status_code=status, headers=page_headers(language, large=bool(large)))


def address(path: str, language: str, **query: str) -> str:
    """Returns the address of a page in a language. On AWS without its own domain the suite is below a stage's path.
    Empty parameters are left out."""
    base = urlsplit(setting("PUBLIC_URL")).path.rstrip("/")
    asked = urlencode({name: value for name, value in {**query, "lang": language}.items() if value})
    return f"{base}{path}?{asked}" if asked else f"{base}{path}"


def absolute(here: str) -> str:
    """Returns an address, as `address` gives it, in absolute form, for use outside our pages."""
    scheme, _, rest = setting("PUBLIC_URL").partition("://")
    return f"{scheme}://{rest.partition('/')[0]}{here}"


def go_to(path: str, language: str, **query: str) -> Response:
    """Redirects the browser after a form, so that reloading does not send it again."""
    return Response(body="", status_code=303, headers={"Location": address(path, language, **query)})


def page_headers(language: str, *, large: bool = False) -> dict[str, str | list[str]]:
    return {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Language": language,
        "Vary": "Accept-Language, Save-Data",
        CONTENT_POLICY: POLICY.format(style=style_hash(large=large)),
        "Cross-Origin-Opener-Policy": "same-origin",
    }


def let_pictures_in(answer: Response, origin: str) -> Response:
    """Lets a page load pictures: our address for each redirects to this origin, and no other origin is allowed."""
    return allow(answer, img_src=f"{US} {origin}")


@cache
def environment(folder: Path) -> Environment:
    """Returns the templates of a function, on top of the shared ones."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context

    templates = Environment(
        loader=FileSystemLoader([folder, TEMPLATES]),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters |= {"instant": instant, "series": pass_context(series)}
    return templates


def instant(at: datetime | str) -> str:
    """Returns a moment for `<time datetime>`: HTML takes three digits of a second, and we keep six."""
    return SIX_DIGITS.sub(r"\1", at if isinstance(at, str) else at.isoformat())


def series(page: Mapping[str, Any], items: Iterable[str]) -> str:
    """Returns a list of things as the language of the page separates them."""
    return say_series(items, page["language"])
