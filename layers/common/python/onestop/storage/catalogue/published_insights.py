"""What was published from the lake: figures for everybody, lessons for supervisors, results of surveys. Rows of the
Catalogue table, written by `onestop insights publish`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from onestop.storage.tables import CatalogueRow

KEY, CURRENT, LESSONS, SURVEYS = "INSIGHTS", "CURRENT", "LESSONS", "SURVEYS"
IN_A_ROW = 50  # groups in a row, each with all its questions: less than half of what a row holds


def keep_insights(figures: dict[str, Any]) -> None:
    """Replaces the published figures."""
    CatalogueRow(KEY, CURRENT, body=json.dumps(figures, ensure_ascii=False)).save()


def find_insights() -> dict[str, Any] | None:
    """Returns the figures as last published; None if they never were."""
    return find(CURRENT)


def keep_lessons(told: dict[str, Any]) -> None:
    """Replaces the published lessons, and the measures that staff may see."""
    CatalogueRow(KEY, LESSONS, body=json.dumps(told, ensure_ascii=False, default=str)).save()


def find_lessons() -> dict[str, Any] | None:
    """Returns the lessons as last published; None if they never were."""
    return find(LESSONS)


def keep_survey_results(told: Mapping[str, Any]) -> None:
    """Replaces the published results of surveys: several rows, because a row holds 400 KB."""
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
    """Returns the results of surveys as last published; None if they never were: one Query."""
    rows = CatalogueRow.query(KEY, CatalogueRow.sk.startswith(f"{SURVEYS}#"))
    parts = [json.loads(row.body or "{}") for row in rows]
    return {**parts[0], "groups": [group for part in parts for group in part["groups"]]} if parts else None


def find(what: str) -> dict[str, Any] | None:
    rows = list(CatalogueRow.query(KEY, CatalogueRow.sk == what))
    read: dict[str, Any] = json.loads(rows[0].body or "{}") if rows else {}
    return read or None
