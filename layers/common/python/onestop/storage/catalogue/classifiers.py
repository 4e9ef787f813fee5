"""The classifier of a release, in its own rows of the Catalogue table: read once a process, when words come in."""

from __future__ import annotations

from base64 import b85decode, b85encode

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.understanding.classifier import Classifier
from onestop.domain.understanding.classifier_file import read_classifier
from onestop.storage.tables import CatalogueRow

ROW_LETTERS = 300_000  # of a row, which holds at most 400 KB

_kept: dict[str, Classifier] = {}


def keep_classifier(name: str, data: bytes) -> None:
    """Writes a classifier; safe to repeat."""
    written = b85encode(data).decode()
    with CatalogueRow.batch_write() as batch:
        for start in range(0, len(written), ROW_LETTERS):
            number = start // ROW_LETTERS
            batch.save(CatalogueRow(f"CLASSIFIER#{name}", f"{number:04d}", body=written[start : start + ROW_LETTERS]))


def find_classifier(name: str) -> Classifier | None:
    """Returns a classifier by its name, None if there is none: one Query, the first time."""
    if name not in _kept:
        rows = CatalogueRow.query(f"CLASSIFIER#{name}", consistent_read=True)
        written = "".join(row.body or "" for row in rows)
        if not written:
            return None
        _kept.clear()  # only one is in force at a time
        _kept[name] = read_classifier(b85decode(written))
    return _kept[name]


def classifier_of(catalogue: Catalogue) -> Classifier | None:
    """Returns the classifier of a release; None for a release that has only keywords."""
    name = catalogue.release.get("classifier")
    return find_classifier(name) if name else None
