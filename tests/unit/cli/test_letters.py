"""`onestop letters` shows each letter as it is sent and what its text message costs."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from onestop_cli.letters.command import letters

RUN = CliRunner()


def test_every_letter_is_checked_in_every_language() -> None:
    said = RUN.invoke(letters, ["check"], env={"COLUMNS": "160"})
    assert said.exit_code == 0, said.output
    assert "case-resolved" in said.output
    assert "GSM-7" in said.output
    assert "UCS-2" in said.output
    assert "in 3 languages" in said.output


@pytest.mark.parametrize(
    ("language", "words"), [("en", "is done"), ("es", "está terminada"), ("zh-Hans", "您的诉求已办结")]
)
def test_a_letter_is_previewed_with_examples_in_it(language: str, words: str) -> None:
    said = RUN.invoke(letters, ["preview", "case-resolved", "--language", language], env={"COLUMNS": "200"})
    assert said.exit_code == 0, said.output
    assert words in said.output
    assert "((" not in said.output
    assert "7KQ2-M4TX-9BWD-D" in said.output


@pytest.mark.parametrize(
    ("asked", "words"),
    [(["nothing"], "There is no letter 'nothing'"), (["case-resolved", "--language", "tlh"], "No 'tlh' here")],
)
def test_what_is_not_there_is_said(asked: list[str], words: str) -> None:
    assert words in str(RUN.invoke(letters, ["preview", *asked]).exception)
