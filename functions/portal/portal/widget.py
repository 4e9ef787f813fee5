"""The script that a city's own site includes to lead to our form: one link in the language of that site."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from chalice.app import Chalice, Response

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.translation import N_
from onestop.runtime.web import Caller, current_request, route
from onestop.storage.catalogue.releases import current
from portal.around.caching import keep_a_minute

SCRIPT = Path(__file__).with_name("static") / "widget.js"
LABEL = N_("Report a problem")
PLACE = "const words = {};"
# the address never changes, so it is asked for again each minute; any site may load it, also one that isolates itself
HEADERS = {"Content-Type": "text/javascript; charset=utf-8", "Cross-Origin-Resource-Policy": "cross-origin"}


def add_widget(app: Chalice) -> None:
    """Declares the script."""

    @route(app, "GET", "/widget.js", Caller.PUBLIC)
    def send_widget() -> Response:
        """The script, with its words in each language of the jurisdiction."""
        return keep_a_minute(current_request(app), Response(body=widget_text(current()), headers={**HEADERS}))


def widget_text(catalogue: Catalogue) -> str:
    """The script with its words, the default language first. JSON in ASCII is right in whatever encoding a site
    uses."""
    jurisdiction = catalogue.jurisdiction
    languages = dict.fromkeys((jurisdiction["default_language"], *jurisdiction["languages"]))
    words = {language: catalogue.say(LABEL, language) for language in languages}
    return script().replace(PLACE, f"const words = {json.dumps(words)};", 1)


@cache
def script() -> str:
    return SCRIPT.read_text(encoding="utf-8")
