"""What was published of a lake: figures for everybody, lessons for supervisors, what surveys say. Rows of the Catalogue
table, written by `onestop insights publish`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from onestop.domain.surveys.telling import DIMENSIONS
from onestop.storage.tables import CatalogueRow

KEY, CURRENT, LESSONS, SURVEYS = "INSIGHTS", "CURRENT", "LESSONS", "SURVEYS"


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
    """Put what surveys say in the place of what was there: a row for each dimension, for a row holds 400 KB. The row of
    all is the last, and tells when it was."""
    around = {name: value for name, value in told.items() if name != "groups"}
    for dimension in reversed(DIMENSIONS):
        groups = [group for group in told["groups"] if group["dimension"] == dimension]
        body = json.dumps({**around, "groups": groups}, ensure_ascii=False, separators=(",", ":"))
        CatalogueRow(KEY, f"{SURVEYS}#{dimension}", body=body).save()


def find_survey_results() -> dict[str, Any] | None:
    """What surveys say as it was published last; None if it never was: one Query."""
    rows = CatalogueRow.query(KEY, CatalogueRow.sk.startswith(f"{SURVEYS}#"))
    parts = {row.sk.partition("#")[2]: json.loads(row.body or "{}") for row in rows}
    if "all" not in parts:
        return None
    groups = [group for dimension in DIMENSIONS if dimension in parts for group in parts[dimension]["groups"]]
    return {**parts["all"], "groups": groups}


def find(what: str) -> dict[str, Any] | None:
    rows = list(CatalogueRow.query(KEY, CatalogueRow.sk == what))
    read: dict[str, Any] = json.loads(rows[0].body or "{}") if rows else {}
    return read or None
