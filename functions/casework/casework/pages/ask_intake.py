"""What the desk has intake do, for whoever is looking (docs/decisions/0032)."""

from __future__ import annotations

from typing import Any

from casework.operations.deployed import functions
from casework.pages.desk_request import DeskVisit
from onestop.runtime.errands import send_errand


def ask_intake(visit: DeskVisit, errand: str, **fields: Any) -> Any:
    """Has intake do something, and returns what came of it. Raises what intake refuses it with."""
    return send_errand(functions()["Intake"], errand, visit.staff, visit.at, **fields)
