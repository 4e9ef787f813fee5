"""The facts that a condition of a plan can use: those that a case has when a stage opens, and their possible values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from onestop.domain.catalogue.plans import Does, PlannedTask, ResultField, Stage, read_field

PRIORITIES = ("low", "normal", "high", "urgent")
CHOICES = {"yesno": ("yes", "no")}


@dataclass(frozen=True)
class Fact:
    """The values of a fact: one of `values` (None: any text), or some with `several`. With `always` every case has
    it."""

    values: frozenset[str] | None = None
    always: bool = False
    several: bool = False


KnownFacts = Mapping[str, Fact]
YES_OR_NO = Fact(frozenset({"yes", "no"}))


def facts_of_stages(
    service: Mapping[str, Any], plan: tuple[Stage, ...], districts: Iterable[str] | None
) -> list[dict[str, Fact]]:
    """Give the facts that conditions of each stage can speak of: those of the case, and results of earlier stages."""
    known = facts_of_case(service, districts)
    found = []
    for stage in plan:
        found.append(known)
        happening = [task for task in stage.tasks if why_never(task, known) is None]
        known = known | {
            f"result.{task.code}.{field.code}": fact_of(field) for task in happening for field in task.results
        }
        deciding = (task for task in happening if task.does is Does.DECIDE)
        known = known | {f"result.{task.code}.fee-due": YES_OR_NO for task in deciding}
    return found


def facts_of_case(service: Mapping[str, Any], districts: Iterable[str] | None) -> dict[str, Fact]:
    """Give the facts of a case before anybody works on it. Any answer can be missing: a caller may not know it."""
    return {
        "service": Fact(frozenset({service["code"]}), always=True),
        "district": Fact(None if districts is None else frozenset(districts)),
        "priority": Fact(frozenset(PRIORITIES), always=True),
        "applied": Fact(frozenset({"yes"})),
    } | {f"answer.{field.code}": fact_of(field) for field in map(read_field, service.get("questions", ()))}


def fact_of(field: ResultField) -> Fact:
    """Tell what the answer to a question, or a field of a result, can be."""
    values = CHOICES.get(field.kind) or field.choices
    return Fact(frozenset(values) if values else None, several=field.kind == "choices")


def why_never(task: PlannedTask, known: KnownFacts) -> str | None:
    """Say why a task can never happen; None when it can. Unknown facts and values are not judged here."""
    for fact, asked in task.when.items():
        ruled_out = task.unless.get(fact, ())
        if all(value in ruled_out for value in asked):
            return f"'unless' rules out every value of {fact} that 'when' asks for"
    for fact, ruled_out in task.unless.items():
        values = known[fact].values if fact in known and known[fact].always else None
        if values and values <= set(ruled_out):
            return f"'unless' rules out every {fact} there is"
    return None
