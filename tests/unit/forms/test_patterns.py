"""Expressions mean in Lambda what they mean in a browser."""

from __future__ import annotations

from typing import Any

import pytest

from onestop.contracts.forms.check_answers import Checker
from onestop.domain.errors import NotValid
from onestop.domain.forms.schemas import modern_schema
from onestop_cli.forms.agreement import LabelledCase, judge_cases


def fits(pattern: str, text: str) -> bool:
    return Checker(modern_schema({"pattern": pattern})).fits(text)


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        (r"^\d+$", "12", True),
        (r"^\d+$", "١٢", False),  # digits of other scripts are none to ECMAScript
        (r"^\w+$", "año", False),
        (r"^\s$", "\ufeff", True),
        (r"^\s$", "\u0085", False),
        (r"^.$", "\u2028", False),
        (r"^.$", "😀", True),
        (r"^a\-b\'c$", "a-b'c", True),  # backslashes that are not needed
        (r"^[\w-.]+$", "a-b.c", True),
        (r"^[a[&&b]+$", "[&b", True),  # a class in a class to Rust
        (r"^[^\s\d]+$", "ab", True),
        (r"^[^\s\d]+$", "a1", False),
        (r"^(?!.*\s{2,})[^<>]+$", "a  b", False),
        (r"^\u0041\x42\cA$", "AB\x01", True),
        (r"\bcat\b", "écaté", True),  # an edge stands beside a letter that is none to ECMAScript
        (r"^a{,2}$", "a{,2}", True),
        (r"^a$", "a\n", False),
        ("^[^]$", "\n", True),
        (r"^\p{L}+$", "Núñez李", True),
        (r"^\p{Lu}\u{e9}$", "aé", False),
    ],
)
def test_a_pattern_is_read_as_a_browser_reads_it(pattern: str, text: str, expected: bool) -> None:
    assert fits(pattern, text) is expected


def test_old_drafts_keep_their_meaning() -> None:
    old = {
        "$schema": "http://json-schema.org/draft-04/schema#",
        "id": "http://example.org/x",
        "definitions": {"word": {"type": "string"}},
        "properties": {
            "more": {"minimum": 1, "exclusiveMinimum": True},
            "ref": {"$ref": "#/definitions/word", "maxLength": 1},  # beside a reference nothing counts
            "pair": {"items": [{"type": "string"}], "additionalItems": False},
        },
        "dependencies": {"more": ["ref"]},
    }
    checker = Checker(modern_schema(old))
    assert checker.fits({"more": 2, "ref": "long", "pair": ["a"]})
    wrong = checker.mistakes({"more": 1, "pair": ["a", "b"]})
    assert [(each.place, each.kind) for each in wrong] == [
        ("more", "exclusiveMinimum"),
        ("pair.1", "items"),
        ("ref", "required"),
    ]


@pytest.mark.parametrize(
    ("format", "text", "expected"),
    [
        ("email", "name@example.org", True),
        ("email", "name@example", False),
        ("email", "a..b@example.org", False),
        ("date", "2028-02-29", True),
        ("date", "2026-02-29", False),
        ("date", "2026-2-1", False),
        ("date-time", "2026-11-28T19:00:00Z", True),
        ("date-time", "2026-11-28", False),
        ("iban", "GB82 WEST 1234 5698 7654 32", True),
        ("iban", "GB82 WEST 1234 5698 7654 33", False),
        ("uri", "https://example.org/a%20b", True),
        ("uri", "https://example.org/a%b", False),
        ("hostname", "a" * 64, False),
        ("never-heard-of", "anything", True),
    ],
)
def test_a_format_is_exact_and_one_that_nobody_knows_says_nothing(format: str, text: str, expected: bool) -> None:
    assert Checker(modern_schema({"format": format})).fits(text) is expected


@pytest.mark.parametrize(
    ("given", "right", "wrong"),
    [
        ({"$ref": "#/$defs/a%22b", "$defs": {'a"b': {"type": "number"}}}, 1, "x"),
        ({"$ref": "#/definitions//b", "definitions": {"": {"b": {"type": "number"}}}}, 1, "x"),
        ({"items": [{"type": "number"}, {"$ref": "#/items/0"}]}, [1, 2], [1, "x"]),
        ({"items": [{}], "additionalItems": {"type": "number"}, "not": {"$ref": "#/additionalItems"}}, ["a", 1], 5),
        ({"dependencies": {"a": {"required": ["b"]}}, "allOf": [{"$ref": "#/dependencies/a"}]}, {"b": 1}, {}),
        ({"$schema": "http://json-schema.org/draft-04/schema#", "allOf": [{"$ref": "#n"}],
          "definitions": {"n": {"id": "#n", "type": "number"}}}, 1, "x"),
        ({"$schema": "http://json-schema.org/draft-04/schema#", "id": "http://example.org/tree",
          "definitions": {"node": {"id": "http://example.org/node", "type": "number"}},
          "items": {"$ref": "node"}}, [1], ["x"]),
        ({"$id": "http://example.org/a", "$ref": "b", "$defs": {
            "b": {"$id": "b", "$ref": "#/$defs/c", "$defs": {"c": {"type": "number"}}}}}, 1, "x"),
        ({"type": ["number", "array"], "items": {"$recursiveRef": "#"}}, [1, [2]], [1, ["x"]]),
    ],
)  # fmt: skip
def test_references_lead_where_they_led_before_the_schema_was_written_in_our_dialect(
    given: Any, right: Any, wrong: Any
) -> None:
    cases = [LabelledCase("a case", "it", data, valid) for data, valid in ((right, True), (wrong, False))]
    assert judge_cases({"it": given}, cases).differences == []


@pytest.mark.parametrize("schema", [1, {"properties": []}, {"pattern": "("}, {"type": "objekt"}, {"items": 1}])
def test_what_is_no_schema_is_refused_in_words(schema: Any) -> None:
    with pytest.raises(NotValid) as refusal:
        Checker(modern_schema(schema))
    (fault,) = refusal.value.faults
    assert fault.message.startswith("this is no JSON Schema")
    assert fault.expected == "a schema of draft 4 to 2020-12"
