"""What was published of a lake: figures for everybody, lessons for supervisors, what surveys say. Rows of the Catalogue
table, written by `onestop insights publish`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from onestop.storage.tables import CatalogueRow

KEY, CURRENT, LESSONS, SURVEYS = "INSIGHTS", "CURRENT", "LESSONS", "SURVEYS"
IN_A_ROW = 50  # groups, each with all its questions: less than half of what a row holds


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


def keep_survey_results(told: Mapping[str, Any]) -> None:
    """Put what surveys say in the place of what was there: in several rows, for a row holds 400 KB."""
    before = list(CatalogueRow.query(KEY, CatalogueRow.sk.startswith(f"{SURVEYS}#")))
    around, groups = {name: value for name, value in told.items() if name != "groups"}, told["groups"]
    parts = {
        f"{SURVEYS}#{number:04}": {**around, "groups": groups[first : first + IN_A_ROW]}
        for number, first in enumerate(range(0, max(1, len(groups)), IN_A_ROW))
    }
    for name, part in parts.items():
        CatalogueRow(KEY, name, body=json.dumps(part, ensure_ascii=False, separators=(",", ":"))).save()
    for row in before:
        if row.sk not in parts:
            row.delete()


def find_survey_results() -> dict[str, Any] | None:
    """What surveys say as it was published last; None if it never was: one Query."""
    rows = CatalogueRow.query(KEY, CatalogueRow.sk.startswith(f"{SURVEYS}#"))
    parts = [json.loads(row.body or "{}") for row in rows]
    return {**parts[0], "groups": [group for part in parts for group in part["groups"]]} if parts else None


def find(what: str) -> dict[str, Any] | None:
    rows = list(CatalogueRow.query(KEY, CatalogueRow.sk == what))
    read: dict[str, Any] = json.loads(rows[0].body or "{}") if rows else {}
    return read or None
