"""The right article is found by people's own words, in any language, and mistyped."""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onestop.domain.answers.index import AnswerIndex, is_sure
from onestop.domain.answers.index_file import UnreadableIndex, read_index, write_index
from onestop.domain.understanding.classifier_file import read_classifier
from onestop_cli.answers.compile_index import OF_TEXT, OF_TITLE, ArticleText, index_of_release, make_index
from onestop_cli.answers.thesaurus import OURS, Thesaurus, read_thesaurus
from onestop_cli.answers.try_questions import counts_of, read_questions, try_questions
from onestop_cli.release.read_folder import read_learned

ROOT = Path(__file__).parents[4]
SAMPLE = ROOT / "infra" / "jurisdictions" / "port-ellery"
KEPT = ROOT / "tests" / "kept" / "questions.tsv"
SEOUL = ROOT.parent / "shared" / "data" / "text_classification" / "ko_seoul120_kb.csv"
MISTYPED = {
    "parking permti": "parking-permit",
    "brith certifcate copy": "birth-certificate",
    "recyling": "recycling",
    "librery hours": "library-hours",
    "pasaprote": "passport",
}


@pytest.fixture(scope="module")
def index(release: dict) -> AnswerIndex:  # type: ignore[type-arg]
    """The articles of the sample city, as a running suite reads them."""
    return read_index(write_index(index_of_release(release, SAMPLE, read_learned(SAMPLE))))  # type: ignore[arg-type]


def test_of_questions_in_peoples_own_words_nine_in_ten_find_their_article_in_the_first_three(
    index: AnswerIndex,
) -> None:
    learned = read_learned(SAMPLE)
    assert learned
    tried = try_questions(read_questions(KEPT, index.by_code), index, read_classifier(learned))
    counts = counts_of(tried)
    assert counts["of"] >= 200
    assert counts["first_three"] >= 0.95 * counts["of"]
    assert counts["sure_and_right"] >= 0.95 * counts["sure"]
    for language in ("en", "es", "zh-Hans"):
        spoken = counts_of([each for each in tried if each.language == language])
        assert spoken["first_three"] >= 0.9 * spoken["of"]


def test_a_question_finds_an_article_that_is_there_in_another_language_only() -> None:
    written = {
        "library": "Opening hours of the library",
        "dog": "A licence for your dog",
        "tax": "Pay your property tax",
    }
    articles = [ArticleText(code, {"en": title}, [(OF_TITLE, title)]) for code, title in written.items()]
    index = make_index(articles, read_thesaurus(OURS))
    assert index.find("¿a qué hora abre la biblioteca?")[0].code == "library"
    assert index.find("养狗要办证吗")[0].code == "dog"


@pytest.mark.parametrize("typed", sorted(MISTYPED))
def test_a_mistyped_question_finds_what_was_meant(index: AnswerIndex, typed: str) -> None:
    assert index.find(typed)[0].code == MISTYPED[typed]


def test_what_says_nothing_finds_nothing_and_is_never_sure(index: AnswerIndex) -> None:
    for said in ("", "   ", "!!!", "12345", "hello", "的", "xqzw vvvk"):
        assert not is_sure(index.find(said)), said


@given(st.text(max_size=600))
def test_any_text_can_be_asked(text: str) -> None:
    index = make_index(
        [ArticleText("a", {"en": "Bins"}, [(OF_TITLE, "Bins"), (OF_TEXT, "garbage 垃圾 basura")])], Thesaurus({})
    )
    assert len(index.find(text)) <= 1


def test_an_index_is_the_same_when_it_was_written_and_read_and_anything_else_is_refused(index: AnswerIndex) -> None:
    again = read_index(write_index(index))
    assert (again.terms, again.starts, again.points) == (index.terms, index.starts, index.points)
    for data in (b"", b"nothing", write_index(index)[:-40]):
        with pytest.raises(UnreadableIndex):
            read_index(data)


@pytest.mark.skipif(not SEOUL.exists(), reason="the knowledge base of Seoul's 120 is not on this machine")
def test_of_seouls_call_centre_the_first_hit_is_of_the_right_kind_as_often_as_other_searches_find_it() -> None:
    with SEOUL.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    held_out = {row["번호"]: int(hashlib.sha256(row["번호"].encode()).hexdigest(), 16) % 2 for row in rows}
    kinds = {row["번호"]: row["분류"] for row in rows}
    articles = [
        ArticleText(row["번호"], {"ko": row["제목"]}, [(OF_TITLE, row["제목"]), (OF_TEXT, row["내용"])])
        for row in rows
        if not held_out[row["번호"]]
    ]
    index = make_index(articles, Thesaurus({}))
    asked = [row for row in rows if held_out[row["번호"]]]
    found = [index.find(row["제목"]) for row in asked]
    right = sum(bool(hits) and kinds[hits[0].code] == row["분류"] for hits, row in zip(found, asked, strict=True))
    print(f"category of the first hit: {right} of {len(asked)} ({right / len(asked):.1%})")
    assert right >= 0.57 * len(asked)  # the largest kind alone is 40 %, TF-IDF over pairs of characters finds 60 %
