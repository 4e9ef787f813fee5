"""The quarterly report of OMB Circular A-11: its questions and its volumes from a lake, and each answer to its second
version from the tables of the suite."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from onestop.domain.surveys import a11, a11_v2
from onestop.runtime.spreadsheets import as_csv
from onestop_cli.surveys.outcomes import names_of, read_outcomes
from onestop_cli.surveys.report_names import Report
from onestop_cli.surveys.texts import read_responses
from onestop_cli.surveys.trust import resolved_in, trust_answers

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from onestop.domain.catalogue.release import Release

KEY_LENGTH = 32


def report_of(
    report: Report,
    quarter: str,
    release: Release,
    lake: Path,
    views: Path,
    database: DuckDBPyConnection,
    use_tables: Callable[[], None],
) -> str:
    """A report as CSV."""
    outcomes = read_outcomes(database, lake, views, release)
    if report is Report.A11:
        return csv_of(a11.QUESTION_COLUMNS, a11.question_rows(outcomes, quarter, names_of(release)))
    if report is Report.A11_VOLUMES:
        return csv_of(a11.VOLUME_COLUMNS, a11.volume_rows(outcomes, quarter, names_of(release)))
    use_tables()
    surveys = {survey["code"]: survey for survey in release["surveys"]}
    resolved = resolved_in(quarter, database, release["jurisdiction"]["time_zone"])
    answers = trust_answers(read_responses(), resolved, surveys, secrets.token_bytes(KEY_LENGTH))
    return csv_of(a11_v2.COLUMNS, a11_v2.answer_rows(answers))


def csv_of(columns: tuple[str, ...], rows: Iterable[tuple[str | int | None, ...]]) -> str:
    return as_csv(columns, (dict(zip(columns, row, strict=True)) for row in rows)).replace("\r\n", "\n")
