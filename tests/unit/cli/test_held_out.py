"""The goal of understanding, on sentences that somebody wrote who has not read the examples."""

from __future__ import annotations

from pathlib import Path

import pytest

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.understanding.classifier_file import read_classifier
from onestop_cli.release.read_folder import read_learned
from onestop_cli.route.lines import read_lines
from onestop_cli.route.try_sentences import OutcomeCounts, TriedSentence, by_language, try_lines
from onestop_cli.train.examples import read_examples

ROOT = Path(__file__).parents[3]
SAMPLE = ROOT / "infra" / "jurisdictions" / "port-ellery"
KEPT = ROOT / "tests" / "kept"
FILES = {"held_out_sentences.tsv": 500, "held_out_later.tsv": 150}  # file -> the fewest sentences that it has


@pytest.fixture(scope="module")
def tried(catalogue: Catalogue) -> dict[str, list[TriedSentence]]:
    learned = read_learned(SAMPLE)
    assert learned is not None
    classifier = read_classifier(learned)
    return {name: try_lines(read_lines(KEPT / name, catalogue.services), catalogue, classifier) for name in FILES}


def share(count: int, of: int) -> float:
    return 100 * count / of


@pytest.mark.parametrize("name", sorted(FILES))
def test_most_are_right_at_once_few_are_wrong_and_the_right_one_is_nearly_always_among_the_first(
    tried: dict[str, list[TriedSentence]], name: str
) -> None:
    counts = OutcomeCounts.of_tried(tried[name])
    assert counts.of >= FILES[name]
    assert share(counts.right, counts.of) >= 85
    assert share(counts.wrong, counts.of) <= 3
    assert share(counts.first_three, counts.of) >= 95


def test_no_language_is_understood_much_worse_than_another(tried: dict[str, list[TriedSentence]]) -> None:
    together = [each for name in FILES for each in tried[name]]
    shares = [share(counts.right, counts.of) for counts in by_language(together).values()]
    assert len(shares) == 3
    assert max(shares) - min(shares) <= 5


def test_none_of_them_is_learned_from() -> None:
    learned = {" ".join(each.text.casefold().split()) for each in read_examples(SAMPLE, ("en", "es", "zh-Hans"))}
    lines = [line for name in FILES for line in (KEPT / name).read_text(encoding="utf-8").splitlines()]
    kept = {" ".join(line.partition("\t")[2].casefold().split()) for line in lines}
    assert kept & learned == set()
