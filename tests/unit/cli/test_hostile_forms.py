"""What others wrote may have any shape: no command about forms ends in a stack trace, or stops at one bad case."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from onestop_cli.forms.agreement import LabelledCase, judge_cases, read_cases
from onestop_cli.forms.import_form import import_file
from onestop_cli.problems import CannotContinue


@pytest.mark.parametrize(
    "line",
    [
        *(b'"word"', b"5", b"null", b"[]", b"{}", b"{", b'{"schema_sha": "a", "data": "\xe9", "expected_valid": true}'),
        b'{"schema_sha": "a", "data": 1, "expected_valid": "false"}',
        b'{"schema_sha": "a", "data": ' + b"[" * 100_000,
    ],
    ids=range(9),
)
def test_a_line_that_is_no_case_is_named_with_what_would_be_right(tmp_path: Path, line: bytes) -> None:
    cases = tmp_path / "cases.jsonl"
    cases.write_bytes(line + b"\n")
    with pytest.raises(CannotContinue, match="cannot be read"):
        list(read_cases(cases))


def test_a_case_may_hold_what_ends_a_line_elsewhere_and_begin_with_the_mark_of_utf_8(tmp_path: Path) -> None:
    cases, said = tmp_path / "cases.jsonl", "one\u2028two\u0085three"
    line = json.dumps({"schema_sha": "a", "data": said, "expected_valid": True}, ensure_ascii=False)
    cases.write_text(f"{line}\r\n{line}", encoding="utf-8-sig", newline="")
    assert [case.data for case in read_cases(cases)] == [said, said]


def nested(depth: int) -> list[Any]:
    """A list in a list in a list, deeper than any program raises the limit of calls to."""
    lists: list[Any] = []
    for _ in range(depth):
        lists = [lists]
    return lists


@pytest.mark.parametrize(
    ("schema", "data", "why"),
    [
        ({"pattern": "^a"}, "\ud800", "half a character"),
        ({"type": "array"}, nested(100_000), "nested too deeply"),
        ({"list": [1], "$ref": f"#/list/{'9' * 5000}"}, 1, ""),
        ({"$ref": "#/$defs/a", "$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"$ref": "#/$defs/a"}}}, 1, ""),
    ],
    ids=["half a character", "deep", "a long number", "references in a circle"],
)
def test_what_cannot_be_judged_is_a_difference_and_stops_nothing(schema: dict[str, Any], data: Any, why: str) -> None:
    verdict = judge_cases(
        {"a": schema, "b": {}}, [LabelledCase("hostile", "a", data, True), LabelledCase("usual", "b", 1, True)]
    )
    assert verdict.of == 2
    assert [(each.case, why in each.why) for each in verdict.differences] == ([("hostile", True)] if why else [])


@pytest.mark.parametrize(
    "given",
    [
        '{"components": "abc"}',
        '{"components": null}',
        '{"components": [{"type": "textfield"}]}',
        '{"properties":' * 50_000,
    ],
    ids=range(4),
)
def test_what_is_shaped_otherwise_is_not_taken_over_and_is_told_in_a_sentence(tmp_path: Path, given: str) -> None:
    file = tmp_path / "theirs.json"
    file.write_text(given)
    with pytest.raises(CannotContinue, match=r"theirs\.json (is not built as|cannot be)"):
        import_file(file, "en")


def test_choices_without_names_are_taken_over_and_a_limit_that_is_no_number_is_told(tmp_path: Path) -> None:
    file = tmp_path / "theirs.json"
    choice = {"type": "radio", "key": "a", "values": ["x"]}
    file.write_text(json.dumps({"components": [choice, {"type": "textfield", "key": "b", "validate": {"max": "x"}}]}))
    form, left = import_file(file, "en")
    assert form["schema"]["properties"]["a"]["enum"] == ["x"]
    assert left == ["b: its max is no number, and is left out"]
