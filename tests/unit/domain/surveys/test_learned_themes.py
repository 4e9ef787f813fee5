"""Themes learned from examples: told with the words that decided, none where nothing is likely, better than lists."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onestop.domain.surveys.learned_themes import THRESHOLD, decide_by_lists, decide_themes, deciding_words
from onestop.domain.surveys.themes import THEMES, count_themes
from onestop.domain.understanding.classifier import Classifier
from onestop.domain.understanding.classifier_file import read_classifier, write_classifier
from onestop_cli.every_command import commands
from onestop_cli.release.examples import LEARNED_THEMES
from onestop_cli.surveys.learned import decide_for
from onestop_cli.surveys.train_themes import hash_of_theme_examples, learn_themes, read_theme_examples
from onestop_cli.surveys.try_themes import exactly_right, read_texts
from tests.fixtures import SAMPLE

LANGUAGES = ("en", "zh-Hans", "es")
SORTED = Path(__file__).parents[3] / "kept" / "theme_texts.tsv"


@pytest.fixture(scope="module")
def learned() -> Classifier:
    return read_classifier((SAMPLE / LEARNED_THEMES).read_bytes())


def test_what_is_learned_from_examples_tells_themes_with_the_words_that_decided() -> None:
    pytest.importorskip("sklearn")
    some = read_theme_examples(SAMPLE, LANGUAGES)[::4]
    classifier, right = learn_themes(some, {"examples": "some"})
    assert right > 0.25  # of texts that were held out; by chance it would be one in nine
    classifier = read_classifier(write_classifier(classifier))
    decided = decide_themes("They were rude to my mother, and the fee is too high. 谢谢！", classifier)
    assert decided.keys() == {"treatment", "cost", "thanks"}
    assert "rude" in decided["treatment"]
    assert "fee" in decided["cost"]
    told = {word for words in decided.values() for word in words}
    assert told <= classifier.readable  # words of the examples alone


def test_under_the_threshold_a_text_has_no_theme(learned: Classifier) -> None:
    text = "The crew was rude. The lamp on Oak Street works again."
    assert decide_themes(text, learned).keys() == {"treatment"}
    bold, timid = (replace(learned, about={**learned.about, THRESHOLD: least}) for least in (0.0, 1.01))
    assert decide_themes(text, bold).keys() >= {"treatment"}
    assert not decide_themes(text, timid)
    assert not decide_themes("", learned)
    assert not decide_themes("...", bold)


def test_what_is_shipped_was_learned_from_the_examples_and_tells_more_than_the_lists(learned: Classifier) -> None:
    assert learned.about["examples"] == hash_of_theme_examples(SAMPLE), "onestop surveys themes train"
    texts = list(read_texts(SORTED))
    assert len(texts) == 60
    by_lists = exactly_right(texts, decide_by_lists)
    assert exactly_right(texts, decide_for(SAMPLE)) >= max(36, by_lists)
    assert {theme for text in texts for theme in text.themes} == THEMES.keys()


def test_where_nothing_was_learned_the_lists_decide_and_a_wrong_file_is_refused(tmp_path: Path) -> None:
    assert decide_for(tmp_path) is decide_by_lists
    assert decide_by_lists("too slow") == {"time": ()}
    (tmp_path / LEARNED_THEMES).write_bytes(b"something else")
    file = tmp_path / "texts.tsv"
    file.write_text("time\tslow\n", encoding="utf-8")
    refused = CliRunner().invoke(commands, ["surveys", "themes", "try", str(file), "--jurisdiction", str(tmp_path)])
    assert refused.exit_code != 0
    file.write_text("tempo\tslow\n", encoding="utf-8")
    refused = CliRunner().invoke(commands, ["surveys", "themes", "try", str(file)])
    assert "line 1: there is no theme 'tempo'" in " ".join(f"{refused.output} {refused.exception}".split())


def test_only_words_of_many_answers_are_told(learned: Classifier) -> None:
    said = [("pothole", "The man was rude")] * 10 + [("noise", "He was arrogant")] * 9

    def decide(text: str) -> dict[str, tuple[str, ...]]:
        return decide_themes(text, learned)

    words = deciding_words(said, decide, 10)["treatment"]
    assert "rude" in words
    assert "arrogant" not in words
    assert count_themes(said[:10], decide)[0] == {"theme": "treatment", "service": None, "answers": 10}
