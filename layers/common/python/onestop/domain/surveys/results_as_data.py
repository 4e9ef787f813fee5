"""Survey results for publication: as JSON, and as a table with a row for each group and question.

Every page of figures loads this, so it does not import the code that computes the results.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onestop.domain.surveys.results import GroupResult
    from onestop.domain.surveys.shortfall import SurveyTarget

LEAST = 10  # no number from 1 to 9 is published
DIMENSIONS = ("all", "service", "agency", "contractor", "channel", "district", "language", "quarter")
DIGITS = 4  # more would mean nothing
RATED = "response_rate"
VOLUMES = ("offered", "presented", "answered", "late")
FIGURES = ("mean", "top_box", "top_two")
COLUMNS = (
    *("dimension", "group", *VOLUMES),
    *(RATED, f"{RATED}_low", f"{RATED}_high", "question", "answers", "target"),
    *(f"{whose}{figure}{end}" for whose in ("", "weighted_") for figure in FIGURES for end in ("", "_low", "_high")),
)


def as_told(found: Iterable[GroupResult], at: str, targets: Mapping[str, SurveyTarget] | None = None) -> dict[str, Any]:
    """Returns the results as of a moment, ready for JSON; those of a service with its target, if it has one."""
    groups = [rounded(asdict(each)) for each in found]
    for group in groups:
        target = (targets or {}).get(group["group"]) if group["dimension"] == "service" else None
        for question in group["questions"]:
            if target and question["question"] == target.question:
                question["target"] = target.mean
    return {"at": at, "least": LEAST, "groups": groups}


def rounded(value: Any) -> Any:
    """Returns the same with fewer digits."""
    if isinstance(value, dict):
        return {name: rounded(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [rounded(each) for each in value]
    return round(value, DIGITS) if isinstance(value, float) else value


def table_rows(groups: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yields a row for each group and question; one without a question if none may be published."""
    for group in groups:
        told = {name: group[name] for name in ("dimension", "group", *VOLUMES)} | with_ends(RATED, group)
        for question in group["questions"] or [{}]:
            said = {name: question.get(name) for name in ("question", "answers", "target")}
            weighted = question.get("weighted") or {}
            for figure in FIGURES:
                said |= with_ends(figure, question)
                said |= {f"weighted_{name}": value for name, value in with_ends(figure, weighted).items()}
            yield told | said


def with_ends(figure: str, told: Mapping[str, Any]) -> dict[str, Any]:
    """Returns a figure and the two ends of its interval."""
    low, high = told.get(f"{figure}_interval") or (None, None)
    return {figure: told.get(figure), f"{figure}_low": low, f"{figure}_high": high}
