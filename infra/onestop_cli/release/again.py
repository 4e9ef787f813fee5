"""When two needs of a service may be one: can they be compared at all, and is it safe to join them unseen?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from onestop_cli.release.faults import FileFault, show_value

UNSEEN = 100  # metres: needs further apart are never joined without a person looking at them


def check_again(documents: dict[str, Any]) -> Iterator[FileFault]:
    """Checks that a service whose needs are compared has places, and automatically joins only needs that are close."""
    for file, service in sorted((file, each) for file, each in documents.items() if file.startswith("services/")):
        given = service.get("again") if isinstance(service, dict) else None
        if not isinstance(given, dict):
            continue
        if service.get("place") == "none":
            wrong = "needs of this service have no place to be compared by"
            yield FileFault(file, "again", wrong, "no `again`, or `place: required` or `optional`")
        metres = given.get("metres")
        if given.get("merge") == "surely" and isinstance(metres, int) and metres > UNSEEN:
            wrong = f"needs {show_value(metres)} metres apart would be joined though nobody has looked"
            yield FileFault(file, "again.metres", wrong, f"at most {UNSEEN} with `merge: surely`, or `merge: propose`")
