"""`onestop redact try` reads texts in the shapes in which others mark them, and tells what was found and what else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from onestop_cli.every_command import commands

TEXT = "My name is Ana Rivas, call 902-555-0142. The lamp is out."
NAME, PHONE = (11, 20), (27, 39)


def tried(folder: Path, *rows: Any, options: tuple[str, ...] = ("--json",)) -> Any:
    file = folder / "texts.jsonl"
    file.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows), encoding="utf-8")
    answer = CliRunner().invoke(commands, ["redact", "try", str(file), *options], catch_exceptions=True)
    return answer if answer.exit_code else json.loads(answer.output) if "--json" in options else answer.output


@pytest.mark.parametrize(
    "spans",
    [
        [[*NAME, "PERSON"], [*PHONE, "PHONE_NUMBER"]],
        [{"start": 11, "end": 20, "kind": "name"}, {"start": 27, "end": 39, "label": "Phone Number"}],
        [{"begin": 11, "end": 20, "type": "B-PER"}, {"offset": 27, "length": 12, "entity_type": "tel"}],
        [{"span": [11, 20], "label": "Person Name"}, {"span": [27, 39], "category": "phone"}],
        [{"text": "Ana Rivas", "kind": "nombre"}, {"value": "902-555-0142", "start": 3, "end": 9, "kind": "mobile"}],
    ],
)
def test_kinds_and_places_are_read_as_others_write_them(tmp_path: Path, spans: list[Any]) -> None:
    report = tried(tmp_path, {"text": TEXT, "spans": spans})
    assert {kind: (found["found"], found["of"]) for kind, found in report["recall_by_kind"].items()} == {
        "name": (1, 1),
        "phone": (1, 1),
    }
    assert report["over_redaction"]["percent"] == 0
    assert report["missed"] == []


def test_what_is_left_and_what_is_taken_needlessly_is_told_by_language(tmp_path: Path) -> None:
    left = {"text": "El farol. Firma Qwfp", "spans": [[16, 20, "name"]], "language": "Spanish"}
    needless = {"text": "我叫王小明。"}
    report = tried(tmp_path, left, "", needless)
    assert report["missed"] == [{"line": 1, "kind": "name", "text": "Qwfp", "partly": False}]
    assert report["needless"] == [{"line": 3, "kind": "name", "text": "王小明"}]
    assert report["by_language"]["es"]["recall"]["percent"] == 0
    assert report["by_language"]["zh-Hans"]["over_redaction"] | {"percent": 0} == {
        **{"of": 5, "taken_out": 3, "percent": 0},
        "by_kind": {"name": 3},
    }
    told = tried(tmp_path, left, options=())
    assert "line 1: name left: Qwfp" in told
    assert "es: 1 texts, 0 of 1 found: 0.0 %" in told


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("{", "Line 1 of"),
        ({"spans": []}, '"text"'),
        ({"text": TEXT, "spans": "name"}, '"spans"'),
        ({"text": TEXT, "spans": [[0, 400, "name"]]}, "within the text"),
        ({"text": TEXT, "spans": [[5, 5, "name"]]}, "within the text"),
        ({"text": TEXT, "spans": ["name"]}, "within the text"),
        ({"text": TEXT, "spans": [], "language": 5}, 'such as "en"'),
        ("[1]", "object"),
        ("[]", "No text is in"),
        ("", "a line each"),
        ("[" * 100_000, "JSON array"),
        ('{"text":' * 100_000, "Line 1 of"),
    ],
)
def test_a_line_that_is_wrong_is_named_with_what_would_be_right(tmp_path: Path, row: Any, said: str) -> None:
    refusal = tried(tmp_path, row).exception
    assert said in refusal.sentence + " ".join(refusal.details)
