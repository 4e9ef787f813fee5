"""The classifier of the catalogue in force, for needs that come without a service."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onestop.domain.catalogue.catalogue import Catalogue
    from onestop.domain.understanding.classifier import Classifier


def learned(catalogue: Catalogue) -> Classifier | None:
    """The classifier of a release; None if it has none, and keywords decide."""
    from onestop.storage.catalogue.classifiers import classifier_of  # late: it is read for the first words

    return classifier_of(catalogue)
