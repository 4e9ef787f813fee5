"""Who waits: the tokens that the state machines store while a task or a survey is open."""

from __future__ import annotations

from onestop.storage.cases.case_keys import case_key
from onestop.storage.tables import CaseRow

SURVEY = "survey"
REOPENED = "reopened"  # why nobody waits for the survey any more, besides the reasons to close a case


def find_token(reference: str, name: str) -> str | None:
    """Returns the token of the workflow that waits for a task (by its id) or for the survey; None if nobody waits."""
    rows = list(CaseRow.query(case_key(reference), CaseRow.sk == f"TOKEN#{name}", consistent_read=True))
    return rows[0].body if rows else None
