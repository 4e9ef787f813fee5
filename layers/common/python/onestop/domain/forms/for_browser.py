"""A form as the script of forms gets it: only what it needs to check answers and to say what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onestop.domain.forms.form import CrossRule, Field, Form, FormPage
from onestop.domain.forms.mistake_words import Say


def form_for_browser(form: Form, say: Say | None = None) -> dict[str, Any]:
    """Returns the form; with `say`, its own messages in one language."""
    return {
        "schema": form.schema,
        "pages": [_page(page, say) for page in form.pages],
        "rules": [_rule(rule, say) for rule in form.rules],
    }


def _page(page: FormPage, say: Say | None) -> dict[str, Any]:
    return _without_nothing(
        {"code": page.code, "when": page.when, "fields": [_field(field, say) for field in page.fields]}
    )


def _rule(rule: CrossRule, say: Say | None) -> dict[str, Any]:
    said = say(rule.say) if say else None
    given = {"code": rule.code, "holds": rule.holds, "at": rule.at, "when": rule.when, "say": said}
    return _without_nothing(given)


def _field(field: Field, say: Say | None) -> dict[str, Any]:
    return _without_nothing(
        {
            "path": field.path,
            "kind": field.kind,
            "required": field.required or None,
            "when": field.when,
            "compute": field.compute,
            "choices": [value for value, _ in field.choices] or None,
            "say": {kind: say(words) for kind, words in field.say.items()} if say and field.say else None,
            "example": field.example or None,
            "hinted": field.hint is not None or None,
            "whole": field.whole or None,
            "fields": [_field(inner, say) for inner in field.fields] if field.kind == "group" else None,
        }
    )


def _without_nothing(given: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in given.items() if value is not None}
