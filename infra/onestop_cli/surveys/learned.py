"""The theme classifier: the one that a jurisdiction trained on its examples, or the word lists if it has none."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from onestop.domain.surveys.learned_themes import CLASSES, FindThemes, decide_by_lists, decide_themes
from onestop.domain.understanding.classifier_file import Unreadable, read_classifier
from onestop_cli.problems import CannotContinue
from onestop_cli.project import find_project
from onestop_cli.release.examples import LEARNED_THEMES


def decide_for(jurisdiction: Path | None) -> FindThemes:
    """Returns the theme classifier of a jurisdiction, given by its folder; without it, in the sample city. Raises
    CannotContinue for a file that is not what `onestop surveys themes train` makes."""
    path = (jurisdiction or find_project().sample_jurisdiction) / LEARNED_THEMES
    if not path.is_file():
        return decide_by_lists
    try:
        classifier = read_classifier(path.read_bytes())
    except Unreadable as wrong:
        raise CannotContinue(f"{path} cannot be read: {wrong}") from None
    if tuple(classifier.classes) != CLASSES:
        raise CannotContinue(f"{path} knows other themes: make it anew with `onestop surveys themes train`.")
    return partial(decide_themes, classifier=classifier)
