"""`onestop letters` shows each letter as it is sent and what its text message costs."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from pypdf import PdfReader
from typer.testing import CliRunner

from onestop.domain.catalogue.catalogue import Catalogue
from onestop_cli.letters.command import letters
from onestop_cli.letters.send_example import is_address, send_example
from onestop_cli.project import find_project
from onestop_cli.release.checks import check_letters

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


def test_who_gets_what_when_is_shown_as_the_page_of_letters_has_it() -> None:
    said = RUN.invoke(letters, ["table", "--markdown"])
    assert said.exit_code == 0, said.output
    page = (find_project().root / "docs" / "letters.md").read_text(encoding="utf-8")
    assert said.output.strip() in page, "run: onestop letters table --markdown, and put it into docs/letters.md"
    assert "| case.closed | they never answered | the resident | `case-no-answer` | legal |" in page


@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_a_letter_is_previewed_on_paper(language: str, tmp_path: Path) -> None:
    into = tmp_path / "letter.pdf"
    asked = ["preview", "decision-refused", "--language", language, "--paper", str(into)]
    assert "1 page" in RUN.invoke(letters, asked, env={"COLUMNS": "400"}).output
    words = PdfReader(into).pages[0].extract_text()
    assert "Ana Rivas" in words
    assert "((" not in words


def test_a_test_letter_is_marked_and_goes_to_who_asked_alone(release: dict[str, Any]) -> None:
    asked: list[tuple[str, dict[str, Any]]] = []

    def client(service: str) -> Any:
        def note(**given: Any) -> dict[str, str]:
            asked.append((service, given))
            return {"MessageId": "one"}

        return SimpleNamespace(send_email=note, publish=note)

    catalogue = Catalogue("test", release)
    for to in ("me@city.example", "+19025550123"):
        assert is_address(to)
        assert send_example("case-resolved", "es", to, catalogue, client) == "one"
    (by_mail, mail), (by_text, text) = asked
    assert (by_mail, mail["Destination"], by_text, text["PhoneNumber"]) == (
        "ses",
        {"ToAddresses": ["me@city.example"]},
        "sns",
        "+19025550123",
    )
    assert mail["Message"]["Subject"]["Data"].startswith("[TEST] ")
    assert text["Message"].startswith("[TEST] ")
    assert "está terminado" in mail["Message"]["Body"]["Text"]["Data"]
    refused = RUN.invoke(letters, ["test-send", "case-resolved", "--to", "nobody"])
    assert "is no address" in str(refused.exception)


def test_a_letter_with_a_placeholder_of_another_one_or_without_its_link_is_a_fault() -> None:
    words = {"code": "case-resolved", "email": {"subject": {"en": "Done"}, "body": {"en": "((question)) ((link))"}}}
    found = [fault.wrong for fault in check_letters({"letters/case-resolved.yaml": words | {"sms": {"en": "Done"}}})]
    assert found == [
        "there is no placeholder ((question)) here",
        "the link is missing, without which nobody can go on",
    ]
