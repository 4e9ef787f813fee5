"""Comparing a file of a jurisdiction with its JSON Schema, and saying in plain sentences where it differs.

jsonschema, because it reports every difference at once, with its place. Most files are right, and
that jsonschema-rs finds out ten times as fast; whoever starts the suite waits for all of them.
"""

from __future__ import annotations

import json
import marshal
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import jsonschema_rs
from jsonschema import Draft202012Validator, ValidationError
from jsonschema.validators import extend
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from onestop_cli.release.faults import FileFault, name_choices, show_value, write_path

SCHEMAS = Path(__file__).parents[2] / "jurisdictions" / "schema"
KINDS = {
    "object": "a block of fields",
    "array": "a list",
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "null": "nothing",
}
WITHOUT_REFERENCES = 2  # marshal in this form writes what is alike alike, five times quicker than JSON
SHARED = ("text", "form")  # schemas of which others use parts
PYTHON_KINDS = {dict: "object", list: "array", str: "string", bool: "boolean", int: "number", float: "number"}
Error = Any  # a ValidationError whose fields jsonschema types as perhaps unset; in a reported one they are set
SchemaDifference = tuple[
    tuple[str | int, ...], str, str
]  # where below the error's own place, what is wrong, what is right


def compare_with_schema(file: str, document: Any, schema: str, languages: frozenset[str]) -> list[FileFault]:
    """List where a file differs from its schema; texts must be there in each of `languages` (empty: not checked)."""
    written = marshal.dumps(document, WITHOUT_REFERENCES)
    return [FileFault(file, *found) for found in _differences(written, schema, languages)]


@lru_cache(maxsize=512)  # two compared folders, or one that is read repeatedly, share most of their files
def _differences(written: bytes, schema: str, languages: frozenset[str]) -> tuple[tuple[str, str, str], ...]:
    document = json.loads(json.dumps(marshal.loads(written)))  # noqa: S302  (ours; a tuple is a list to a schema)
    if is_surely_right(document, schema, languages):
        return ()
    return tuple(
        (write_path((*error.absolute_path, *below)), wrong, right)
        for error in validator_of(schema, languages).iter_errors(document)
        for below, wrong, right in DIFFERENCES.get(str(error.validator), _describe_other)(error)
    )


def is_surely_right(document: Any, schema: str, languages: frozenset[str]) -> bool:
    """Whether there is surely no difference: where it is not told, the differences are looked for."""
    try:
        return bool(_quick_validator_of(schema, languages).is_valid(document))
    except ValueError:  # such as a number without an end
        return False


@lru_cache(maxsize=32)
def _quick_validator_of(schema: str, languages: frozenset[str]) -> Any:
    class EveryLanguage:
        def __init__(self, _parent: Any, wanted: bool, _path: Any) -> None:
            self.wanted = wanted

        def validate(self, text: Any) -> None:
            if _wrong_languages(self.wanted, text, languages):
                raise ValueError("not in every language")

    registry = jsonschema_rs.Registry([(f"{name}.schema.json", load_schema(name)) for name in SHARED])
    return jsonschema_rs.Draft202012Validator(
        load_schema(schema), registry=registry, keywords={"everyLanguage": EveryLanguage}, offline=True
    )


def _wrong_languages(wanted: bool, text: Any, languages: frozenset[str]) -> frozenset[str]:
    """Returns the languages that a text lacks, and those that nobody needs."""
    return languages.symmetric_difference(text) if wanted and isinstance(text, dict) and languages else frozenset()


def load_schema(name: str) -> dict[str, Any]:
    """Load the schema of one kind of file, such as `service`."""
    schema: dict[str, Any] = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    return schema


@lru_cache(maxsize=32)  # a jurisdiction has a dozen kinds of files, and many files of a kind
def validator_of(schema: str, languages: frozenset[str]) -> Any:
    registry: Any = Registry().with_resources(_shared_schema(name) for name in SHARED)
    return _validator_for(languages)(load_schema(schema), registry=registry)


def _shared_schema(name: str) -> tuple[str, Any]:
    schema = load_schema(name)
    del schema["$schema"]  # or jsonschema would judge it by the plain draft, which does not know our own keyword
    return f"{name}.schema.json", DRAFT202012.create_resource(schema)


def _validator_for(languages: frozenset[str]) -> Any:
    # A keyword of our own: which languages a text needs depends on the jurisdiction, so no schema can say it.
    def check_languages(_validator: Any, wanted: bool, text: Any, _schema: Any) -> Iterator[ValidationError]:
        for language in sorted(_wrong_languages(wanted, text, languages)):
            yield ValidationError("", path=(language,), validator_value=languages, instance=text)

    return extend(Draft202012Validator, {"everyLanguage": check_languages})  # type: ignore[no-untyped-call]


def _meaning(schema: Any) -> str:
    return str(schema.get("description", "see the schema")) if isinstance(schema, dict) else "see the schema"


def _describe_missing(error: Error) -> Iterator[SchemaDifference]:
    name = next(name for name in error.validator_value if error.message.startswith(repr(name)))
    yield (name,), "it is missing", _meaning(error.schema.get("properties", {}).get(name, {}))


def _describe_unknown(error: Error) -> Iterator[SchemaDifference]:
    known = error.schema.get("properties", {})
    for name in error.instance.keys() - known.keys():
        yield (name,), f"there is no field {show_value(name)} here", name_choices(name, known)


def _describe_type(error: Error) -> Iterator[SchemaDifference]:
    found = "nothing" if error.instance is None else KINDS[PYTHON_KINDS.get(type(error.instance), "string")]
    yield (), f"it is {found}", f"{KINDS[error.validator_value]}. {_meaning(error.schema)}"


def _describe_choice(error: Error) -> Iterator[SchemaDifference]:
    yield (), f"{show_value(error.instance)} is not a choice here", name_choices(error.instance, error.validator_value)


def _describe_form(error: Error) -> Iterator[SchemaDifference]:
    wrong = f"{show_value(error.instance)} does not have the right form" if error.instance.strip() else "it is empty"
    yield (), wrong, _meaning(error.schema)


def _describe_language(error: Error) -> Iterator[SchemaDifference]:
    language = error.path[-1]
    if language in error.instance:
        wrong = f"{show_value(language)} is not a language of this jurisdiction"
        yield (), wrong, name_choices(language, error.validator_value)
    else:
        yield (), "this language is missing", f"the same text in each of: {', '.join(sorted(error.validator_value))}"


def _describe_limit(words: str) -> Callable[[Error], Iterator[SchemaDifference]]:
    def describe(error: Error) -> Iterator[SchemaDifference]:
        size = error.instance if isinstance(error.instance, int | float) else len(error.instance)
        yield (), words.format(size=size), f"{_bound(error)}{_meaning(error.schema)}"

    return describe


def _bound(error: Error) -> str:
    return f"{'at least' if str(error.validator).startswith('min') else 'at most'} {error.validator_value}. "


def _describe_repeat(_error: Error) -> Iterator[SchemaDifference]:
    yield (), "the same entry is there twice", "each entry once"


def _describe_neither(error: Error) -> Iterator[SchemaDifference]:
    names = [name for choice in error.validator_value for name in choice.get("required", ())]
    yield (), "it says nothing to do", f"at least one of: {', '.join(names)}"


def _describe_other(error: Error) -> Iterator[SchemaDifference]:
    yield (), error.message, _meaning(error.schema)


DIFFERENCES: dict[str, Callable[[Error], Iterator[SchemaDifference]]] = {
    "required": _describe_missing,
    "additionalProperties": _describe_unknown,
    "type": _describe_type,
    "enum": _describe_choice,
    "pattern": _describe_form,
    "everyLanguage": _describe_language,
    "minItems": _describe_limit("it has only {size} entries"),
    "maxItems": _describe_limit("it has {size} entries"),
    "minProperties": _describe_limit("it has only {size} fields"),
    "maxLength": _describe_limit("it is {size} characters long"),
    "minimum": _describe_limit("{size} is too little"),
    "maximum": _describe_limit("{size} is too much"),
    "uniqueItems": _describe_repeat,
    "anyOf": _describe_neither,
}
