"""How long records are kept: checks that the periods of a case and its parts fit together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from onestop.domain.time.retention import YEARS, RecordKind, years_kept
from onestop_cli.release.faults import FileFault


def check_schedules(documents: dict[str, Any]) -> Iterator[FileFault]:
    """No part of a case is kept longer than the case, for the end of the case takes it along."""
    jurisdiction = with_schedule(documents.get("jurisdiction.yaml"))
    yield from check_parts("jurisdiction.yaml", None, jurisdiction)
    for file, service in sorted((file, each) for file, each in documents.items() if file.startswith("services/")):
        given = with_schedule(service)
        if given["retention"]:  # without one, the fault is the jurisdiction's
            yield from check_parts(file, given, jurisdiction)


def check_parts(file: str, service: dict[str, Any] | None, jurisdiction: dict[str, Any]) -> Iterator[FileFault]:
    case = years_kept(RecordKind.CASE, service, jurisdiction)
    for kind in (RecordKind.FILES, RecordKind.LETTERS):
        part = years_kept(kind, service, jurisdiction)
        if isinstance(case, int) and isinstance(part, int) and part > case:
            wrong = f"{part} years are longer than the case is kept, which is {case}"
            yield FileFault(file, f"retention.{YEARS[kind]}", wrong, f"at most {case}, or a longer `case_years`")


def with_schedule(document: Any) -> dict[str, Any]:
    """Return the periods of a file, as far as they have the right shape: others have a fault already."""
    said = document.get("retention") if isinstance(document, dict) else None
    years = {field: value for field, value in said.items() if type(value) is int} if isinstance(said, dict) else {}
    return {"retention": years}
