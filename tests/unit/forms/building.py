"""A small form with everything that can be conditional."""

from __future__ import annotations

from typing import Any

from onestop.domain.forms.form import Form, read_form

TODAY = "2026-11-28"
MARKET = {"===": [{"var": "kind"}, "market"]}


A_TENTH = {"round": [{"*": [{"total": [{"var": "stalls"}, "price"]}, 0.1]}, 2]}


def choices(*values: str) -> list[dict[str, Any]]:
    return [{"value": value, "name": words(value)} for value in values]


def words(english: str) -> dict[str, str]:
    return {"en": english, "es": f"{english} (es)", "zh-Hans": f"{english} (zh)"}


def a_field(at: str, kind: str, **more: Any) -> dict[str, Any]:
    return {"at": at, "kind": kind, "label": words(at), **more}


def event_data() -> dict[str, Any]:
    return {
        "code": "event",
        "title": words("Street event"),
        "schema": {
            "type": "object",
            "additionalProperties": False,
            "required": ["kind", "day", "stalls"],
            "properties": {
                "kind": {"enum": ["party", "market"]},
                "day": {"type": "string", "format": "date"},
                "account": {"type": "string", "format": "iban"},
                "guests": {"type": "integer", "minimum": 1, "maximum": 5000},
                "where": {
                    "type": "object",
                    "required": ["street"],
                    "properties": {"street": {"type": "string", "minLength": 1}, "closed": {"type": "boolean"}},
                },
                "stalls": {
                    "type": "array",
                    "minItems": 1,
                    "items": {
                        "type": "object",
                        "required": ["sells"],
                        "properties": {
                            "sells": {"enum": ["food", "books"]},
                            "licence": {"type": "string", "pattern": "^F[0-9]{4}$"},
                            "price": {"type": "number", "multipleOf": 0.01},
                        },
                    },
                },
                "fee": {"type": "number"},
            },
        },
        "pages": [
            {
                "code": "event",
                "title": words("The event"),
                "fields": [
                    a_field("kind", "choice", choices=choices("party", "market")),
                    a_field("day", "date"),
                    a_field("guests", "number", whole=True, required=True, when={"===": [{"var": "kind"}, "party"]}),
                    a_field("account", "text", example="GB82 WEST 1234 5698 7654 32"),
                    a_field("where.street", "text"),
                    a_field("where.closed", "yesno"),
                ],
            },
            {
                "code": "market",
                "title": words("The market"),
                "when": MARKET,
                "fields": [
                    a_field(
                        "stalls",
                        "group",
                        entry=words("Stall"),
                        fields=[
                            a_field("sells", "choice", choices=choices("food", "books")),
                            a_field(
                                "licence",
                                "text",
                                required=True,
                                example="F1234",
                                when={"===": [{"var": "item.sells"}, "food"]},
                            ),
                            a_field("price", "money"),
                        ],
                    ),
                    a_field("fee", "money", compute=A_TENTH),
                ],
            },
        ],
        "rules": [
            {
                "code": "notice",
                "at": "day",
                "holds": {">=": [{"days_between": [{"var": "today"}, {"var": "day"}]}, 14]},
                "when": {"!!": {"var": "day"}},
                "say": words("Choose a day at least two weeks from today."),
            }
        ],
    }


def event_form() -> Form:
    return read_form(event_data())
