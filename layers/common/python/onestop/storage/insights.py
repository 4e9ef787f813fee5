"""The figures of the public page: one row of the Catalogue table, written by `onestop insights publish`."""

from __future__ import annotations

import json
from typing import Any

from onestop.storage.tables import CatalogueRow

KEY, CURRENT = "INSIGHTS", "CURRENT"


def keep_insights(figures: dict[str, Any]) -> None:
    """Put figures in the place of those that were there."""
    CatalogueRow(KEY, CURRENT, body=json.dumps(figures, ensure_ascii=False)).save()


def find_insights() -> dict[str, Any] | None:
    """The figures as they were published last; None if they never were."""
    rows = list(CatalogueRow.query(KEY, CatalogueRow.sk == CURRENT))
    read: dict[str, Any] = json.loads(rows[0].body or "{}") if rows else {}
    return read or None
