"""Asks intake to do something on behalf of the member of staff at the desk (docs/decisions/0032)."""

from __future__ import annotations

from typing import Any

from casework.operations.deployed import functions
from casework.pages.desk_request import DeskVisit
from onestop.runtime.errands import send_errand


def ask_intake(visit: DeskVisit, errand: str, **fields: Any) -> Any:
    """Has intake do something, and returns the result. Raises the error with which intake refuses it."""
    return send_errand(functions()["Intake"], errand, visit.staff, visit.at, **fields)
