"""What was learned for the catalogue in force, for the needs that come without a service."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onestop.domain.catalogue.catalogue import Catalogue
    from onestop.domain.understanding.classifier import Classifier


def learned(catalogue: Catalogue) -> Classifier | None:
    """The classifier of a release; None for one that has none, whose keywords then decide."""
    from onestop.storage.catalogue.classifiers import classifier_of  # late: it is read for the first words

    return classifier_of(catalogue)
