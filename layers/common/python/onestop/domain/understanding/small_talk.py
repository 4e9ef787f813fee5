"""What people say beside a need: greetings, who they are, anger, thanks. It must not matter to where the need goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onestop.domain.understanding.clauses import sentences_of

if TYPE_CHECKING:
    from onestop.domain.understanding.classifier import Classifier

NOTHING = "vague"  # the class of what means no need by itself
SURELY = 0.35
MOST = 12  # sentences that are looked at


def without_what_means_nothing(shown: str, classifier: Classifier) -> str:
    """A plain text without the sentences that surely mean nothing by themselves; as it is if nothing else is left."""
    sentences = sentences_of(shown)
    if len(sentences) < 2:
        return shown
    kept = [each for each in sentences[:MOST] if not means_nothing(each, classifier)] + sentences[MOST:]
    return ". ".join(kept) if 0 < len(kept) < len(sentences) else shown


def means_nothing(sentence: str, classifier: Classifier) -> bool:
    label, share = classifier.likeliest_of_plain(sentence)
    return label == NOTHING and share >= SURELY
