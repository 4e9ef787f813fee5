"""The classifier of a release, in its own rows of the Catalogue table: read once a process, when words come in."""

from __future__ import annotations

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.understanding.classifier import Classifier
from onestop.domain.understanding.classifier_file import read_classifier
from onestop.storage.catalogue.rows_of_bytes import load_bytes, save_bytes

_kept: dict[str, Classifier] = {}


def keep_classifier(name: str, data: bytes) -> None:
    """Writes a classifier; safe to repeat."""
    save_bytes(f"CLASSIFIER#{name}", data)


def find_classifier(name: str) -> Classifier | None:
    """Returns a classifier by its name, None if there is none: one Query, the first time."""
    if name not in _kept:
        data = load_bytes(f"CLASSIFIER#{name}")
        if data is None:
            return None
        _kept.clear()  # only one is in force at a time
        _kept[name] = read_classifier(data)
    return _kept[name]


def classifier_of(catalogue: Catalogue) -> Classifier | None:
    """Returns the classifier of a release; None for a release that has only keywords."""
    name = catalogue.release.get("classifier")
    return find_classifier(name) if name else None
