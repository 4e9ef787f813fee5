"""Removes what people say apart from their need: greetings, who they are, anger, thanks. It must not change the
result of routing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onestop.domain.understanding.clauses import sentences_of

if TYPE_CHECKING:
    from onestop.domain.understanding.classifier import Classifier

NOTHING = "vague"  # the class of texts that mean no need by themselves
SURELY = 0.35
MOST = 12  # sentences that are read


def without_what_means_nothing(shown: str, classifier: Classifier) -> str:
    """Returns a plain text without the sentences that surely mean nothing by themselves; unchanged if nothing else
    is left."""
    sentences = sentences_of(shown)
    if len(sentences) < 2:
        return shown
    kept = [each for each in sentences[:MOST] if not means_nothing(each, classifier)] + sentences[MOST:]
    return ". ".join(kept) if 0 < len(kept) < len(sentences) else shown


def means_nothing(sentence: str, classifier: Classifier) -> bool:
    label, share = classifier.likeliest_of_plain(sentence)
    return label == NOTHING and share >= SURELY
