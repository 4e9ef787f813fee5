"""Which services are being improved: rows of the Catalogue table, written with the case of each improvement."""

from __future__ import annotations

import msgspec

from onestop.domain.surveys.improvement import Improvement
from onestop.storage.tables import CatalogueRow

KEY = "IMPROVEMENTS"


def improvement_row(improvement: Improvement) -> CatalogueRow:
    body = msgspec.json.encode(improvement).decode()
    return CatalogueRow(KEY, f"{improvement.quarter}#{improvement.service}", body=body)


def all_improvements() -> list[Improvement]:
    """Returns all improvements, the latest quarter first: one Query for each 1 MB of them."""
    rows = CatalogueRow.query(KEY, scan_index_forward=False)
    return [msgspec.json.decode(row.body or "{}", type=Improvement) for row in rows]
