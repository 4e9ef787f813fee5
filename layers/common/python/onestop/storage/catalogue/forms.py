"""The forms of a jurisdiction, each version in its own rows of the Catalogue table: a draft that was begun with an
older version finds it for as long as the draft lives, and functions that fill in no forms never read one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from onestop.domain.catalogue.catalogue import Catalogue, version_of
from onestop.domain.errors import NotFound
from onestop.storage.tables import CatalogueRow

if TYPE_CHECKING:
    from onestop.domain.forms.form import Form

ROW_LETTERS = 90_000  # characters of one row: DynamoDB takes 400 KB, and a character may have four bytes
KEPT = 64  # forms that this process caches

_kept: dict[tuple[str, str], Form] = {}


def save_forms(forms: Mapping[str, Mapping[str, Any]]) -> None:
    """Writes forms before the release is pointed to; safe to repeat."""
    with CatalogueRow.batch_write() as batch:
        for code, form in forms.items():
            written, version = json.dumps(form, ensure_ascii=False), version_of(form)
            for start in range(0, len(written), ROW_LETTERS):
                row = f"{version}#{start // ROW_LETTERS:04d}"
                batch.save(CatalogueRow(f"FORM#{code}", row, body=written[start : start + ROW_LETTERS]))


def load_form(code: str, version: str) -> Form:
    """Reads one version of a form: one Query the first time. Raises NotFound."""
    if (code, version) not in _kept:
        from onestop.domain.forms.form import read_form  # late: only needed by those who fill in forms

        key = CatalogueRow.sk.startswith(f"{version}#")
        written = "".join(row.body or "" for row in CatalogueRow.query(f"FORM#{code}", key, consistent_read=True))
        if not written:
            raise NotFound(f"There is no form {code} in version {version}.")
        while len(_kept) >= KEPT:
            del _kept[next(iter(_kept))]
        _kept[code, version] = read_form(json.loads(written))
    return _kept[code, version]


def form_of_service(service: str, catalogue: Catalogue) -> Form | None:
    """Returns the form of a service as it is in force; None for a service that only has a few questions."""
    known = catalogue.services.get(service)
    code = known.get("form") if known else None
    return form_in_force(code, catalogue) if code else None


def form_in_force(code: str, catalogue: Catalogue) -> Form:
    """Returns a form as it is in force. Raises NotFound."""
    version = catalogue.release.get("form_versions", {}).get(code)
    if not version:
        raise NotFound(f"There is no form {code}.")
    return load_form(code, version)
