"""A city's own site leads to our form by one script: small, in its language, and safe whatever stands in its tag."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.functional.portal.test_search import ask, wire

# as much of a page as the script touches; it says what link it was given
PAGE = """
const [tag, language, answer] = JSON.parse(process.argv[1]);
let link, clicked, went = null;
const define = (name, value) => Object.defineProperty(globalThis, name, { value, configurable: true });
define("document", {
  currentScript: { src: "https://onestop.city.example/widget.js", dataset: tag, after: (made) => { link = made; } },
  documentElement: { lang: language },
  createElement: (kind) => ({ kind, style: {}, addEventListener: (name, act) => { clicked = act; } }),
});
const look = (yes, no) => (answer ? yes({ coords: answer }) : no());
define("navigator", { language: "", geolocation: { getCurrentPosition: look } });
define("location", { assign: (there) => { went = there; } });
(0, eval)(require("fs").readFileSync(0, "utf8"));
let stayed = false;
clicked({ preventDefault: () => { stayed = true; } });
console.log(JSON.stringify({ ...link, went, stayed }));
"""


def run(tag: dict[str, str], language: str = "", position: dict[str, float] | None = None) -> dict[str, Any]:
    """The link that a site gets which wrote this into its tag."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node.js is not installed, so the script cannot be run")
    given = json.dumps([tag, language, position])
    script = ask("/widget.js")["body"]
    ran = subprocess.run(
        [node, "-e", PAGE, given], input=script, capture_output=True, text=True, check=True, timeout=60
    )
    link: dict[str, Any] = json.loads(ran.stdout)
    return link


def asked(address: str) -> dict[str, str]:
    return {name: value for name, (value,) in parse_qs(urlsplit(address).query).items()}


@pytest.mark.usefixtures("aws")
def test_the_script_is_small_is_asked_for_anew_and_sets_no_markup_or_inline_style() -> None:
    answer = ask("/widget.js")
    assert answer["statusCode"] == 200
    assert answer["headers"]["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer["headers"]["Cache-Control"] == "public, max-age=60"
    assert answer["body"].isascii()
    assert wire(answer["body"]) <= 1400
    for unsafe in ("innerHTML", "outerHTML", "insertAdjacent", "document.write", "setAttribute", "cssText", "<style"):
        assert unsafe not in answer["body"]
    for elsewhere in ("http:", "https:", "fetch(", "XMLHttpRequest", "sendBeacon", "import("):
        assert elsewhere not in answer["body"]
    assert ask("/widget.js", headers={"If-None-Match": answer["headers"]["ETag"]})["statusCode"] == 304


@pytest.mark.usefixtures("aws")
@pytest.mark.parametrize(
    ("tag", "page", "spoken", "says"),
    [
        ({}, "", "en", "Report a problem"),
        ({"lang": "es"}, "en", "es", "Informar de un problema"),
        ({}, "es-MX", "es", "Informar de un problema"),
        ({"lang": "zh-CN"}, "en", "zh-Hans", "报告问题"),
        ({"lang": "constructor"}, "", "en", "Report a problem"),
    ],
)
def test_the_link_speaks_the_language_of_the_tag_else_of_the_page(
    tag: dict[str, str], page: str, spoken: str, says: str
) -> None:
    link = run({"service": "pothole", **tag}, page)
    assert (link["kind"], link["textContent"], link["lang"]) == ("a", says, spoken)
    assert urlsplit(link["href"])[:3] == ("https", "onestop.city.example", "/report")
    assert asked(link["href"]) == {"service": "pothole", "lang": spoken}
    assert (link["went"], link["stayed"]) == (None, False)


@pytest.mark.usefixtures("aws")
def test_whatever_stands_in_the_tag_stays_a_value_in_the_address_and_text_in_the_link() -> None:
    hostile = "\"><script>alert(1)</script>&service=other#x?../javascript:'"
    link = run({"service": hostile, "label": hostile, "lang": hostile})
    assert urlsplit(link["href"])[:3] == ("https", "onestop.city.example", "/report")
    assert urlsplit(link["href"]).fragment == ""
    assert asked(link["href"]) == {"service": hostile, "lang": "en"}
    assert link["textContent"] == hostile


@pytest.mark.usefixtures("aws")
def test_the_position_goes_along_only_where_the_site_asks_and_the_visitor_allows() -> None:
    here = {"latitude": 44.648764, "longitude": -63.575239}
    assert asked(run({"position": "ask"}, "", here)["went"]) == {"lang": "en", "lat": "44.64876", "long": "-63.57524"}
    assert asked(run({"position": "ask"}, "", None)["went"]) == {"lang": "en"}
    assert run({}, "", here)["went"] is None
