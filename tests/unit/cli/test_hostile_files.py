"""A file that no person wrote is refused in a sentence by whatever reads it: nested without end, or with endless
numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from onestop_cli.problems import CannotContinue
from onestop_cli.release.files import read_document
from onestop_cli.replay.rows import read_rows
from onestop_cli.route.past_needs import read_past
from onestop_cli.surveys.try_themes import read_texts

DEEP = "[" * 100_000 + "]" * 100_000
LONG = "9" * 5_000


@pytest.mark.parametrize(
    ("name", "text", "wrong"),
    [
        ("water.geojson", DEEP, "nested too deeply"),
        ("water.geojson", f'{{"type": {LONG}}}', "too many digits"),
        ("facts.yaml", f"fees: {DEEP}", "nested too deeply"),
        ("facts.yaml", "- " * 100_000, "nested too deeply"),
        ("facts.yaml", f"fees: {LONG}", "too many digits"),
    ],
)
def test_a_file_of_a_jurisdiction_is_named_with_what_is_wrong(tmp_path: Path, name: str, text: str, wrong: str) -> None:
    (tmp_path / name).write_text(text)
    document, [fault] = read_document(tmp_path / name, name)
    assert (document, fault.file) == (None, name)
    assert wrong in fault.wrong
    assert fault.right


READERS: dict[str, Callable[[Path], Iterator[Any] | list[Any]]] = {
    "export.json": read_rows,
    "past.jsonl": read_past,
    "texts.txt": read_texts,
}


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("content", [DEEP.encode(), b"\x80", None], ids=["deep", "no text", "no file"])
def test_a_file_for_a_trial_is_named_with_what_is_wrong(tmp_path: Path, name: str, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(CannotContinue) as refused:
        list(READERS[name](tmp_path / name))
    assert name in refused.value.sentence


def test_a_sentence_with_another_sign_for_the_end_of_a_line_is_one_line_of_json(tmp_path: Path) -> None:
    (tmp_path / "past.jsonl").write_text('{"text": "rats\u2028in the yard"}\n', encoding="utf-8")
    [(number, need)] = read_past(tmp_path / "past.jsonl")
    assert (number, need.text) == (1, "rats\u2028in the yard")
