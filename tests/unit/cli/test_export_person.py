"""The files in which an operator gives somebody all that is kept about them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onestop_cli.people.rights.export_person import as_data, write_person
from onestop_cli.people.rights.traces import Traces
from onestop_cli.problems import CannotContinue

ANA = as_data(Traces(people={"a1": {"name": "Ana"}}), "2026-11-30T12:00:00+00:00")


def test_only_the_operator_can_read_what_is_kept_of_a_person_also_where_an_earlier_file_was_open_to_all(
    tmp_path: Path,
) -> None:
    into = tmp_path / "made" / "here"
    into.mkdir(parents=True)
    (into / "person.json").write_text("{}")
    (into / "person.json").chmod(0o644)
    write_person(into, ANA)
    assert [f"{path.name} {path.stat().st_mode & 0o777:o}" for path in sorted(into.iterdir())] == [
        "person.html 600",
        "person.json 600",
    ]
    assert json.loads((into / "person.json").read_text(encoding="utf-8"))["people"] == [{"id": "a1", "name": "Ana"}]


def test_a_place_that_cannot_be_written_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotContinue, match="cannot be written"):
        write_person(tmp_path / "file", ANA)
