"""What was published of a lake: figures for everybody, lessons for supervisors. Two rows of the Catalogue table,
written by `onestop insights publish`."""

from __future__ import annotations

import json
from typing import Any

from onestop.storage.tables import CatalogueRow

KEY, CURRENT, LESSONS = "INSIGHTS", "CURRENT", "LESSONS"


def keep_insights(figures: dict[str, Any]) -> None:
    """Put figures in the place of those that were there."""
    CatalogueRow(KEY, CURRENT, body=json.dumps(figures, ensure_ascii=False)).save()


def find_insights() -> dict[str, Any] | None:
    """The figures as they were published last; None if they never were."""
    return find(CURRENT)


def keep_lessons(told: dict[str, Any]) -> None:
    """Put lessons, and the measures that staff may see, in the place of those that were there."""
    CatalogueRow(KEY, LESSONS, body=json.dumps(told, ensure_ascii=False, default=str)).save()


def find_lessons() -> dict[str, Any] | None:
    """The lessons as they were published last; None if they never were."""
    return find(LESSONS)


def find(what: str) -> dict[str, Any] | None:
    rows = list(CatalogueRow.query(KEY, CatalogueRow.sk == what))
    read: dict[str, Any] = json.loads(rows[0].body or "{}") if rows else {}
    return read or None
