"""What a contract cannot express by itself: rules between two of its fields, and which list of this installation the
values of a field come from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onestop_cli.openapi.open311.forms import Schema

EMPTY: Schema = {"enum": ["", None]}


def given(name: str, **schema: Any) -> Schema:
    """A field that must be there and not be empty."""
    return {"required": [name], "properties": {name: {"type": "string", **schema}}}


TOPICS = ("district", "service_code", "reference")
# contract -> rules in addition to its fields
TOGETHER: dict[str, Schema] = {
    "CaseBody": {
        "anyOf": [
            given("service_code", minLength=1),
            {
                "required": ["description"],
                "properties": {  # without a service there are no questions to answer
                    "description": {"type": "string", "pattern": r"\S"},
                    "answers": {"anyOf": [{"type": "object", "additionalProperties": EMPTY}, EMPTY]},
                },
            },
        ]
    },
    "PlaceBody": {
        "anyOf": [
            {"required": ["lat", "long"], "properties": {"lat": {"type": "number"}, "long": {"type": "number"}}},
            {"properties": {"lat": EMPTY, "long": EMPTY}},
        ]
    },
    "CodeAskBody": {
        "oneOf": [
            given("email", minLength=1) | {"not": given("phone", minLength=1)},
            given("phone", minLength=1) | {"not": given("email", minLength=1)},
        ]
    },
    "SubscriptionBody": {
        "anyOf": [
            {"required": ["lat", "long"], "properties": {"lat": {"type": "number"}, "long": {"type": "number"}}},
            {"properties": {"lat": EMPTY, "long": EMPTY}, "anyOf": [given(name, minLength=1) for name in TOPICS]},
        ]
    },
    "HistoryLine": {"additionalProperties": True},
    "WaitBody": {"anyOf": [given("until", minLength=1), given("case", minLength=1)]},
}
TOGETHER["EntryBody"] = TOGETHER["CaseBody"]

# (contract, field) -> the list of this installation that its values come from
VALUES_FROM: Mapping[tuple[str, str], str] = {
    **{(name, "service_code"): "services" for name in ("CaseBody", "EntryBody")},
    **{(name, "answers"): "answers" for name in ("CaseBody", "EntryBody")},
    ("CodeAskBody", "phone"): "phones",
    ("PreferencesBody", "language"): "spoken languages",
    ("PreferencesBody", "channel"): "own channels",
    ("LetterPreferences", "quiet"): "quiet hours",
    ("LetterPreferences", "time_zone"): "time zones",
    ("SubscriptionBody", "lat"): "latitudes",
    ("SubscriptionBody", "long"): "longitudes",
    ("SubscriptionBody", "district"): "districts or none",
    ("SubscriptionBody", "service_code"): "public services or none",
    ("SubscriptionBody", "reference"): "other cases",
    ("FeedbackBody", "agency"): "agencies or none",
    ("CompletionBody", "service_code"): "decided services",
    ("CompletionBody", "results"): "results",
    ("ResidentTaskBody", "results"): "resident results",
    ("TransferBody", "agency"): "other agencies",
    ("SplitBody", "agencies"): "splits",
    ("WaitBody", "until"): "coming moments",
    ("WaitBody", "case"): "other cases",
    ("ExtensionBody", "due_at"): "coming moments",
    ("MergeBody", "into"): "other cases",
    ("LinkBody", "reference"): "other cases",
    ("AnswerBody", "answers"): "survey answers",
    ("BulkBody", "action"): "acts",
    **{
        (name, "secret"): "secrets"
        for name in ("MessageBody", "ResidentReasonBody", "ResidentTaskBody", "AnswerBody", "AttachmentBody")
    },
}
