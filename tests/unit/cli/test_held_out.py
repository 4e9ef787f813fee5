"""The goal of understanding, on sentences that somebody wrote who has not read the examples."""

from __future__ import annotations

from pathlib import Path

import pytest

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.understanding.classifier_file import read_classifier
from onestop_cli.release.reading import read_learned
from onestop_cli.route.lines import read_lines
from onestop_cli.route.trying import OutcomeCounts, Tried, by_language, try_lines
from onestop_cli.train.examples import read_examples

ROOT = Path(__file__).parents[3]
SAMPLE = ROOT / "infra" / "jurisdictions" / "port-ellery"
HELD_OUT = ROOT / "tests" / "kept" / "held_out_sentences.tsv"


@pytest.fixture(scope="module")
def tried(catalogue: Catalogue) -> list[Tried]:
    learned = read_learned(SAMPLE)
    assert learned is not None
    return try_lines(read_lines(HELD_OUT, catalogue.services), catalogue, read_classifier(learned))


def share(count: int, of: int) -> float:
    return 100 * count / of


def test_most_are_right_at_once_few_are_wrong_and_the_right_one_is_nearly_always_among_the_first(
    tried: list[Tried],
) -> None:
    counts = OutcomeCounts.of_tried(tried)
    assert counts.of >= 500
    assert share(counts.right, counts.of) >= 85
    assert share(counts.wrong, counts.of) <= 3
    assert share(counts.first_three, counts.of) >= 95


def test_no_language_is_understood_much_worse_than_another(tried: list[Tried]) -> None:
    shares = [share(counts.right, counts.of) for counts in by_language(tried).values()]
    assert len(shares) == 3
    assert max(shares) - min(shares) <= 5


def test_none_of_them_is_learned_from() -> None:
    learned = {" ".join(each.text.casefold().split()) for each in read_examples(SAMPLE, ("en", "es", "zh-Hans"))}
    lines = HELD_OUT.read_text(encoding="utf-8").splitlines()
    kept = {" ".join(line.partition("\t")[2].casefold().split()) for line in lines}
    assert kept & learned == set()
