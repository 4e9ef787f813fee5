"""A history as cases for an audit, so that an export is audited like our own cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def history_as_cases(database: DuckDBPyConnection) -> None:
    """The tables `cases` and `as_of` of the table `history`. A case lacks the fields that the export does not have."""
    database.execute("CREATE OR REPLACE TABLE as_of AS SELECT taken_at AS moment FROM taken")
    database.execute(
        """CREATE OR REPLACE TABLE cases AS SELECT
        coalesce(id, CAST(row_no AS VARCHAR)) AS reference, opened AS opened_at, channel, service,
        service AS first_service, district, language, agency,
        CAST(NULL AS TIMESTAMP) AS routed_at, CAST(NULL AS TIMESTAMP) AS first_action_at,
        CASE WHEN status IN ('cancelled', 'duplicate') THEN NULL ELSE closed END AS first_resolved_at,
        CASE WHEN status IN ('cancelled', 'duplicate') THEN NULL ELSE closed END AS resolved_at,
        closed AS closed_at, due AS due_at, 0 AS reopened,
        CASE WHEN received_by = agency THEN 0 WHEN received_by <> agency THEN 1 END AS transfers,
        0 AS invited, 0 AS answered,
        CAST(NULL AS DOUBLE) AS satisfaction,
        CASE WHEN parent IS NOT NULL OR status = 'duplicate' OR duplicate = 'yes' THEN coalesce(parent, 'another') END
        AS merged_into
        FROM history"""
    )
