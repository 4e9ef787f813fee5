"""Whatever stands in a file of an article or of questions, it is read or refused in a sentence."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from onestop_cli.answers.read_article import read_article
from onestop_cli.answers.samples import read_written
from onestop_cli.answers.try_questions import read_questions
from onestop_cli.problems import CannotContinue

PIECES = st.sampled_from(
    [
        *("---\n", "# ", "\n\n", "<!-- es -->\n", "<b>", "((fee))", "((", "[a](javascript:x)", "- ", "1. ", "{"),
        *("| a | b |\n|---|---|\n", "agency: a\n", "- x\n", "words", "垃圾", "\r\n", "```\n", "![i](i.png)"),
        *("\x00", "> ", "* * *\n", "&#0;", "\t"),
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=6), max_size=25).map("".join)


@given(TEXTS)
@example("---\n- a\n---\n# T\n\nx\n")
@example("---\n---\n")
def test_any_text_is_an_article_or_has_faults_with_their_place(text: str) -> None:
    read, faults = read_article(text, "answers/a.md")
    assert read is None or faults or isinstance(read["languages"], dict)
    assert all(fault.wrong and fault.right for fault in faults)


@pytest.mark.parametrize("name", ["a.md", "a.csv"])
@given(text=TEXTS)
def test_articles_of_others_are_read_or_refused_in_a_sentence(name: str, text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / name
        file.write_text(text, encoding="utf-8")
        with suppress(CannotContinue):
            assert all(each.code for each in read_written(Path(folder) if name.endswith(".md") else file))


@given(text=TEXTS)
def test_questions_are_read_or_refused_in_a_sentence(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "q.tsv"
        file.write_text(text, encoding="utf-8")
        with suppress(CannotContinue):
            assert read_questions(file, {"a"})
