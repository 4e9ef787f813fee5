"""The questions of a service as a form: the smallest one, with one page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from onestop.domain.catalogue.catalogue import Texts
from onestop.domain.catalogue.results import TEXT_LENGTH
from onestop.domain.forms.form import Form, read_form

if TYPE_CHECKING:
    from onestop.domain.catalogue.service import GivenField, Service

MOST_CHOSEN = 50
LARGEST = 1e15


def form_of_questions(service: Service, title: Texts) -> Form:
    """Makes a form of the questions of a service; `title` heads its page."""
    questions = service.get("questions", ())
    return read_form(
        {
            "code": service["code"],
            "title": service["name"],
            "schema": {
                "type": "object",
                "properties": {question["code"]: schema_of(question) for question in questions},
                "required": [question["code"] for question in questions if question.get("required")],
                "additionalProperties": False,
            },
            "pages": [{"code": "questions", "title": title, "fields": [field_of(question) for question in questions]}],
        }
    )


def schema_of(question: GivenField) -> dict[str, Any]:
    """Returns the schema of valid answers."""
    codes = [choice["code"] for choice in question.get("choices", ())]
    schemas: Mapping[str, dict[str, Any]] = {
        "text": {"type": "string", "maxLength": TEXT_LENGTH},
        "number": {"type": "number", "exclusiveMinimum": -LARGEST, "exclusiveMaximum": LARGEST},
        "yesno": {"type": "boolean"},
        "date": {"type": "string", "format": "date"},
        "choice": {"enum": codes},
        "choices": {"type": "array", "items": {"enum": codes}, "maxItems": MOST_CHOSEN},
    }
    return schemas[question["kind"]]


def field_of(question: GivenField) -> dict[str, Any]:
    """Returns the field that asks it."""
    return {
        "at": question["code"],
        "kind": question["kind"],
        "label": question["name"],
        "required": question.get("required", False),
        "choices": [{"value": choice["code"], "name": choice["name"]} for choice in question.get("choices", ())],
    }
