"""Answers at random for a schema: mostly such as people would give, then changed near the border of what is valid. The
same seed gives the same answers."""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Mapping
from random import Random
from typing import Any

from onestop.domain.forms.resolve_references import merged

Json = Any
ODD = ("", " ", "a", "A-1", "0", "-1", "12345", "año", "名", "😀", "x\ny", "\u2028", "\ufeff", "1,5", "true", "ſ", "٣")
TEXTS = (
    *ODD,
    "Elm Street",
    "Ana Ruiz",
    "name@example.org",
    "a@b",
    "2026-11-28",
    "2026-02-30",
    "0000-01-01",
    "23:59",
    "24:00",
)
ACCOUNTS = (
    "GB82WEST1234569876543213",
    "DE89370400440532013000",
    "ES9121000418450200051332",
    "XX82WEST12345698765432",
    "BE68539007547034",
    "GB82 WEST 1234 5698 7654 32",
    "gb82west12345698765432",
    "DE89370400440532013001",
    "GB82",
    "ſ",
)
NUMBERS = (0, 1, -1, 2, 0.5, 0.1, 1.005, 49, 50, 199, 200, 201, 1000, 10**6, 3000000, 123456789.25, -0.01)
STRANGE = (None, True, False, 0, 1, 1.5, "", "x", [], {}, [None], {"a": 1}, ["x", "x"])
DEEPEST = 7


def answers_for(schema: Mapping[str, Json], random: Random) -> Json:
    """Answers that fit the schema more or less, changed in up to three places."""
    answers = fitting(schema, schema, random, 0)
    for _ in range(random.choice((0, 0, 1, 1, 1, 2, 3))):
        answers = changed(answers, random)
    return answers


def fitting(given: Json, root: Mapping[str, Json], random: Random, depth: int) -> Json:
    schema = merged(given, root)
    if "const" in schema and random.random() < 0.9:
        return schema["const"]
    if schema.get("enum") and random.random() < 0.95:
        return random.choice(schema["enum"])
    kinds = schema.get("type") or ("object" if "properties" in schema else "array" if "items" in schema else "string")
    kind = random.choice(kinds) if isinstance(kinds, list) else kinds
    makers: Mapping[str, Callable[[], Json]] = {
        "object": lambda: an_object(schema, root, random, depth),
        "array": lambda: a_list(schema, root, random, depth),
        "string": lambda: a_text(schema, random),
        "integer": lambda: int(a_number(schema, random)),
        "number": lambda: a_number(schema, random),
        "boolean": lambda: random.random() < 0.5,
        "null": lambda: None,
    }
    return makers[kind]()


def an_object(schema: Mapping[str, Json], root: Mapping[str, Json], random: Random, depth: int) -> Json:
    if depth > DEEPEST:
        return {}
    needed = schema.get("required", ())
    return {
        name: fitting(inner, root, random, depth + 1)
        for name, inner in schema.get("properties", {}).items()
        if random.random() < (0.97 if name in needed else 0.6)
    }


def a_list(schema: Mapping[str, Json], root: Mapping[str, Json], random: Random, depth: int) -> Json:
    least, most = schema.get("minItems", 0), schema.get("maxItems", 3)
    size = random.choice((least, least + 1, most, random.randint(0, 2)))
    return [
        fitting(schema.get("items", {}), root, random, depth + 1) for _ in range(min(size, 4) if depth < DEEPEST else 0)
    ]


def a_number(schema: Mapping[str, Json], random: Random) -> Json:
    bounds = [schema[name] for name in ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum") if name in schema]
    near = [bound + step for bound in bounds for step in (-1, 0, 1, 0.5)]
    return random.choice([*near, *near, *NUMBERS])


def a_text(schema: Mapping[str, Json], random: Random) -> str:
    if schema.get("format") == "iban":
        return random.choice(ACCOUNTS)
    by_format = {"date": "2027-06-05", "email": "name@example.org", "uuid": "123e4567-e89b-12d3-a456-426614174000"}
    if schema.get("format") in by_format and random.random() < 0.8:
        return by_format[schema["format"]]
    if "pattern" in schema and random.random() < 0.85:
        return from_pattern(schema["pattern"], random)
    text = random.choice(TEXTS)
    for bound in (schema.get("minLength"), schema.get("maxLength")):
        if bound is not None and random.random() < 0.2:
            return (text or "x")[:1] * max(0, min(bound, 3000) + random.choice((-1, 0, 1)))
    return text


def from_pattern(pattern: str, random: Random) -> str:
    """Returns a text that a pattern may match: its parts, repeated and chosen at random, without lookarounds."""
    try:
        parsed = re._parser.parse(re.sub(r"\\u\{10FFFF\}", r"\\U0010FFFF", pattern))  # type: ignore[attr-defined]
    except re.error:
        return random.choice(TEXTS)
    return "".join(_write(part, random) for part in parsed)


def _write(part: tuple[Any, Any], random: Random) -> str:
    name, value = str(part[0]), part[1]
    if name == "LITERAL":
        return chr(value)
    if name in ("NOT_LITERAL", "ANY"):
        return random.choice("aZ5 ")
    if name == "IN":
        return _one_of(value, random)
    if name == "BRANCH":
        return "".join(_write(each, random) for each in random.choice(value[1]))
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        least, most, inner = value
        times = random.choice((least, least, min(int(most), least + 3), min(int(most), least + 1)))
        return "".join(_write(each, random) for _ in range(times) for each in inner)
    if name in ("SUBPATTERN", "ATOMIC_GROUP"):
        inner = value[-1] if name == "SUBPATTERN" else value
        return "".join(_write(each, random) for each in inner)
    return ""


def _one_of(parts: list[tuple[Any, Any]], random: Random) -> str:
    if str(parts[0][0]) == "NEGATE":
        return random.choice("aZ59 .é")
    name, value = random.choice(parts)
    if str(name) == "RANGE":
        return chr(random.randint(value[0], min(value[1], value[0] + 60)))
    return chr(value) if str(name) == "LITERAL" else random.choice(string.ascii_letters)


def changed(answers: Json, random: Random) -> Json:
    """The answers with one thing changed: gone, of another kind, a little more or less, twice, or unknown."""
    if isinstance(answers, dict) and answers and random.random() < 0.9:
        name = random.choice(sorted(answers))
        kind = random.random()
        if kind < 0.15:
            return {each: value for each, value in answers.items() if each != name}
        if kind < 0.22:
            return answers | {random.choice(("unknown", "view:x", "a/b~c", "0")): random.choice(STRANGE)}
        return answers | {name: changed(answers[name], random)}
    if isinstance(answers, list) and answers and random.random() < 0.8:
        at = random.randrange(len(answers))
        kind = random.random()
        if kind < 0.2:
            return [*answers, answers[at]]
        if kind < 0.3:
            return [*answers[:at], *answers[at + 1 :]]
        return [*answers[:at], changed(answers[at], random), *answers[at + 1 :]]
    if isinstance(answers, bool) or random.random() < 0.25:
        return random.choice(STRANGE)
    if isinstance(answers, int | float):
        return answers + random.choice((-1, 1, 0.5, 0.01, 0.001, 1e9))
    if isinstance(answers, str):
        return random.choice((answers[:-1], answers + random.choice(ODD), f" {answers}", answers.upper(), answers * 2))
    return random.choice(STRANGE)
