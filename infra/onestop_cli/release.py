"""Reading a jurisdiction's folder into a release: everything that the catalogue publishes at once, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from onestop_cli import release_calendars, release_checks, release_deadlines, release_plans, release_references
from onestop_cli.release_faults import Fault, Refused, find_places
from onestop_cli.release_files import read_documents, schema_of
from onestop_cli.release_schema import compare_with_schema

__all__ = ["Fault", "Refused", "read_release"]

CHECKS: tuple[Callable[[dict[str, Any]], Iterator[Fault]], ...] = (
    release_references.check_references,
    release_references.check_codes_are_unique,
    release_references.check_file_names,
    release_references.check_rule_tasks,
    release_references.check_keywords,
    release_checks.check_jurisdiction,
    release_checks.check_working_hours,
    release_checks.check_holidays,
    release_calendars.check_public_holidays,
    release_checks.check_outlines,
    release_checks.check_letters,
    release_deadlines.check_deadlines_given,
    release_deadlines.check_plan_hours,
    release_deadlines.check_targets,
    release_deadlines.check_ladder,
    release_plans.check_plans,
    release_plans.check_penalties,
)


def read_release(folder: Path) -> dict[str, Any]:
    """Read a jurisdiction, checked as a whole; raises `Refused` with every fault of every file at once.

    The release has the keys jurisdiction, groups, agencies, calendars, services, rules, boundaries, letters, surveys,
    each in the shape of its file.
    """
    documents, faults = read_documents(folder)
    languages = _languages_of(documents.get("jurisdiction.yaml"))
    for file, document in documents.items():
        if document is not None:
            faults += compare_with_schema(file, document, str(schema_of(file)), languages)
    for check in CHECKS:
        faults += check(documents)
    if faults:
        raise Refused(faults)
    return _build_release(documents)


def _languages_of(jurisdiction: Any) -> frozenset[str]:
    return frozenset(name for _, name in find_places(jurisdiction, "languages[]") if isinstance(name, str))


def _build_release(documents: dict[str, Any]) -> dict[str, Any]:
    def collect(folder: str) -> list[Any]:
        return [documents[file] for file in sorted(documents) if file.startswith(f"{folder}/")]

    return {
        "jurisdiction": documents["jurisdiction.yaml"],
        "groups": documents["groups.yaml"],
        "agencies": documents["agencies.yaml"],
        "calendars": release_calendars.expand_calendars(documents["calendar.yaml"]["calendars"]),
        "services": collect("services"),
        "rules": documents["routing.yaml"]["rules"],
        "boundaries": documents["boundaries.geojson"],
        "letters": collect("letters"),
        "surveys": collect("surveys"),
    }
