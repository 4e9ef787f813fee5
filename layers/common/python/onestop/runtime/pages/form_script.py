"""The script of forms: one file for every form, which browsers keep for good, and the data that a page gives it.

A page with the script has `<form data-form method="post" novalidate>`, `{{ form_data|safe }}` and then the script. A
button with a name (another entry, back, save for later) sends whatever is typed; the one without, only valid answers.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from chalice.app import Response

from onestop.domain.forms.for_browser import form_for_browser
from onestop.domain.forms.form import Form, FormPage
from onestop.domain.forms.mistake_words import (
    ABOUT,
    CENTS,
    KINDS,
    MISSING,
    MISSING_TEXT,
    OTHERWISE,
    PHONE,
    TWO_WAYS,
    TYPES,
    WITHOUT_HINT,
    WRITTEN_SO,
    Say,
)
from onestop.runtime.pages.content_policy import US, allow
from onestop.runtime.pages.page_texts import FRAME

STATIC = Path(__file__).with_name("static")
FILES = ("form-libraries.js", "form.js", "form-page.js")
ESCAPED = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}  # none may end the element


@cache
def script() -> str:
    """Returns the libraries that check answers, with our own script."""
    return "\n".join((STATIC / name).read_text(encoding="utf-8") for name in FILES)


def form_data(form: Form, page: FormPage, answers: Mapping[str, Any], today: str, say: Say) -> str:
    """Returns the element with the data that a page gives the script: data, which is never run as code."""
    data = {
        "form": form_for_browser(form, say),
        "page": page.code,
        "answers": answers,
        "today": today,
        "words": {
            "missing": {kind: say(phrase) for kind, phrase in MISSING.items()},
            "kinds": {kind: say(phrase) for kind, phrase in KINDS.items()},
            "types": {kind: say(phrase) for kind, phrase in TYPES.items()},
            "missing_text": say(MISSING_TEXT),
            "written_so": say(WRITTEN_SO),
            "phone": say(PHONE),
            "without_hint": say(WITHOUT_HINT),
            "cents": say(CENTS),
            "two_ways": say(TWO_WAYS),
            "otherwise": say(OTHERWISE),
            "about": {name: say(phrase) for name, phrase in ABOUT.items()},
        },
        "problem": say(FRAME["problem"]),
        "error": say(FRAME["error"]),
    }
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(ESCAPED)
    return f'<script type="application/json" id="form-data">{written}</script>'


def allow_form_script(answer: Response) -> Response:
    """Lets a page load the script from us."""
    return allow(answer, script_src=US)
