"""The light view: small, without script and pictures, for whoever asks for it and for browsers that save data."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.functional.portal.test_search import KILOBYTE, ask, wire

SAVING = {"Save-Data": "on"}
MOST = 10 * KILOBYTE
PAGES = (("/", {}), ("/search", {"q": "bache"}), ("/search", {"q": "xyzzy"}), ("/around", {}), ("/track", {}))


@pytest.mark.usefixtures("aws")
@pytest.mark.parametrize("language", ["en", "zh-Hans", "es"])
@pytest.mark.parametrize(("path", "query"), PAGES)
def test_a_light_page_is_small_and_loads_nothing(path: str, query: dict[str, str], language: str) -> None:
    for asked in ({"headers": SAVING}, {"view": "light"}):
        answer = ask(path, lang=language, **query, **asked)
        assert answer["statusCode"] == 200
        assert wire(answer["body"]) <= MOST
        assert not re.findall(r"<script|<img|<svg|<link|data-map|data-find", answer["body"])
        assert "script-src" not in answer["headers"]["Content-Security-Policy"]


@pytest.mark.usefixtures("aws")
@pytest.mark.parametrize(
    ("asked", "light"),
    [
        ({}, False),
        ({"headers": SAVING}, True),
        ({"headers": {"Save-Data": "off"}}, False),
        ({"view": "light"}, True),
        ({"view": "full", "headers": SAVING}, False),
        ({"view": "other"}, False),
    ],
)
def test_the_address_chooses_before_the_browser_does(asked: dict[str, Any], light: bool) -> None:
    answer = ask("/", **asked)
    assert ("<script" not in answer["body"]) == light
    assert "Save-Data" in answer["headers"]["Vary"]


@pytest.mark.usefixtures("aws")
def test_who_chose_the_light_view_stays_in_it() -> None:
    body = ask("/", view="light", lang="es")["body"]
    ours = re.findall(r'href="(/[^"]*)"', body)
    assert [there for there in ours if "view=light" not in there] == ["/?view=full&amp;lang=es"]
    assert '<input type="hidden" name="view" value="light">' in body
    assert ask("/search", view="light", q="")["headers"]["Location"].count("view=light") == 1
