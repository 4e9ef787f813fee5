"""The inbox as a board: the same page of the list, with a column for each stage of a plan, in the order of plans."""

from __future__ import annotations

from typing import Any

from casework.pages.desk_request import DeskVisit
from casework.pages.inbox.rows import InboxLine, stage_of


def board_of(lines: list[InboxLine], visit: DeskVisit) -> list[dict[str, Any]]:
    """Returns the columns with their tasks; each column keeps the order of the list."""
    columns: dict[str, dict[str, Any]] = {}
    for line in lines:
        place, name = stage_of(line.seen["service_code"], line.seen["code"], visit.offer, visit.language)
        column = columns.setdefault(name, {"name": name, "place": place, "lines": []})
        column["place"] = min(column["place"], place)
        column["lines"].append(line)
    return sorted(columns.values(), key=lambda column: column["place"])
