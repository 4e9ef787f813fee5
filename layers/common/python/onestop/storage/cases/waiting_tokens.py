"""Who waits: the tokens that the state machines park while a task or a survey is open."""

from __future__ import annotations

from onestop.storage.cases.case_keys import case_key
from onestop.storage.tables import CaseRow

SURVEY = "survey"
REOPENED = "reopened"  # why nobody waits any more for how it went, beside the reasons to close a case


def find_token(reference: str, name: str) -> str | None:
    """The token of the workflow that waits for a task (by its id) or for the survey; None if nobody waits."""
    rows = list(CaseRow.query(case_key(reference), CaseRow.sk == f"TOKEN#{name}", consistent_read=True))
    return rows[0].body if rows else None
