"""The words of a text that support a class: only words of many training examples, so that nothing private is
revealed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onestop.domain.understanding.pieces import number_of_whole, written_pieces_of_plain

if TYPE_CHECKING:
    from onestop.domain.understanding.classifier import Classifier

MOST = 3
LEAST_WEIGHT = 12  # weight, of at most 127, from which a word counts


def words_for(shown: str, label: str, classifier: Classifier) -> tuple[str, ...]:
    """Returns the words, those with the highest weights first."""
    known = classifier.readable
    whole, _ = written_pieces_of_plain(shown)
    weights = {word: classifier.weight(number_of_whole(word), label) for word in whole if word in known}
    best = sorted((word for word in weights if weights[word] >= LEAST_WEIGHT), key=lambda word: (-weights[word], word))
    return tuple(best[:MOST])
