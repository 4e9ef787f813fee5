"""Expressions mean in Lambda what they mean in a browser."""

from __future__ import annotations

import pytest

from onestop.contracts.forms.checking import Checker
from onestop.domain.forms.schemas import modern_schema


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
