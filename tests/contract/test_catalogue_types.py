"""The type checker knows of a catalogue what `onestop load` lets in: the same keys, needed or not, of the same kind."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, NotRequired, get_args, get_origin, get_type_hints, is_typeddict

import pytest

from onestop.domain.catalogue.agency import Agency
from onestop.domain.catalogue.jurisdiction import Jurisdiction
from onestop.domain.catalogue.letter import LetterWords
from onestop.domain.catalogue.release import GivenCalendar, Group, Release, Rule, UrgencyRule
from onestop.domain.catalogue.service import Service
from onestop.domain.catalogue.survey import Survey
from tests.contract.template import ROOT

SCHEMAS = ROOT / "infra" / "jurisdictions" / "schema"
# a part of the catalogue -> its schema, and where in it
PARTS: dict[Any, tuple[str, tuple[str, ...]]] = {
    Agency: ("agencies", ("items",)),
    Group: ("groups", ("items",)),
    Jurisdiction: ("jurisdiction", ()),
    LetterWords: ("letter", ()),
    Rule: ("routing", ("properties", "rules", "items")),
    UrgencyRule: ("routing", ("properties", "urgency", "items")),
    Service: ("service", ()),
    Survey: ("survey", ()),
}
TEXTS = Mapping[str, str]
PLAIN = {"string": str, "integer": int, "number": float, "boolean": bool}


def differences(kind: Any, schema: Mapping[str, Any], place: str) -> Iterator[str]:
    """What the type of a part does not say as its schema does."""
    if is_typeddict(kind):
        yield from differences_of_keys(kind, schema, place)
    elif get_origin(kind) is Sequence:
        if schema.get("type") != "array":
            yield f"{place} is no list"
        yield from differences(get_args(kind)[0], schema.get("items", {}), f"{place}[]")
    elif "enum" in schema and kind is not str:
        if not all(fits(value, kind) for value in schema["enum"]) or not words_of(kind) <= set(schema["enum"]):
            yield f"{place}: {kind} is not {schema['enum']}"
    elif "$ref" in schema:
        if kind != TEXTS:
            yield f"{place} is a text in every language"
    elif get_origin(kind) is Mapping:
        if schema.get("type") != "object" or "properties" in schema:
            yield f"{place} has keys of its own"
        yield from differences(get_args(kind)[1], schema.get("additionalProperties", {}), f"{place}.*")
    elif kind is not PLAIN.get(schema.get("type", "string")):
        yield f"{place}: {kind} is not {schema}"


def differences_of_keys(kind: Any, schema: Mapping[str, Any], place: str) -> Iterator[str]:
    hints = get_type_hints(kind, include_extras=True)
    needed = {key for key, hint in hints.items() if get_origin(hint) is not NotRequired}
    if needed != set(schema.get("required", ())):
        yield f"{place}: needed are {sorted(needed)}, not {sorted(schema.get('required', ()))}"
    for key in sorted(hints.keys() ^ schema["properties"].keys()):
        yield f"{place}.{key} is known to one of them only"
    for key in sorted(hints.keys() & schema["properties"].keys()):
        hint = hints[key]
        inner = get_args(hint)[0] if get_origin(hint) is NotRequired else hint
        yield from differences(inner, schema["properties"][key], f"{place}.{key}")


def words_of(kind: Any) -> set[Any]:
    """The words that a type names one by one."""
    return set(get_args(kind)) if get_origin(kind) is Literal else set().union(*map(words_of, get_args(kind)))


def fits(value: Any, kind: Any) -> bool:
    return value in words_of(kind) or (isinstance(value, int) and int in get_args(kind))


@pytest.mark.parametrize("kind", PARTS, ids=lambda kind: kind.__name__)
def test_the_type_of_a_part_says_what_its_schema_says(kind: Any) -> None:
    name, path = PARTS[kind]
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    for step in path:
        schema = schema[step]
    assert list(differences(kind, schema, kind.__name__)) == []


def test_a_release_has_the_parts_that_its_type_names(release: dict[str, Any]) -> None:
    # written when it is published
    as_published = {"published", "map_digests", "form_versions", "decision_versions", "answer_index"}
    assert set(get_type_hints(Release)) == {*release, *as_published}
    known = set(get_type_hints(GivenCalendar))
    for calendar in release["calendars"].values():
        assert calendar.keys() <= known
