"""The rows `urgency` of routing.yaml: can each ever fit, and does each have a code of its own?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from onestop_cli.release.faults import FileFault, find_places, name_choices, show_value

FILE = "routing.yaml"


def check_urgency(documents: dict[str, Any]) -> Iterator[FileFault]:
    """A code is that of one rule or one hazard; kinds of landmarks exist."""
    routing = documents.get(FILE)
    taken = {str(code) for _, code in find_places(routing, "rules[].code")}
    for path, row in find_places(routing, "urgency[]"):
        code = row.get("code") if isinstance(row, dict) else None
        if isinstance(code, str) and code in taken:
            yield FileFault(FILE, f"{path}.code", f"the code {show_value(code)} is taken already", "another code")
        taken.add(str(code))
        yield from _check_kinds(documents, path, row)


def _check_kinds(documents: dict[str, Any], path: str, row: Any) -> Iterator[FileFault]:
    known = {str(kind) for _, kind in find_places(documents.get("landmarks.geojson"), "features[].properties.kind")}
    for below, kind in find_places(row, "when.near.kind[]"):
        if isinstance(kind, str) and kind not in known:
            wrong = f"there is no landmark of the kind {show_value(kind)}"
            yield FileFault(FILE, f"{path}.{below}", wrong, name_choices(kind, known))
