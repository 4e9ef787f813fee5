"""The plan of a service: stages in order, tasks in parallel, each with its conditions. Data of the catalogue.

A case keeps the plan that it was routed under, so a later release of the catalogue does not change it. The words are
those of CMMN 1.1 (OMG) where it has them: optional tasks are its discretionary items, `when` its entry criteria.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from onestop.domain.catalogue.service import GivenConditions, GivenField, GivenPart, GivenStage, GivenTask, Service

USUAL_SIGHT = "usual"  # in `sees` of an open task whose plan says nothing: what such agencies usually see
Conditions = Mapping[str, tuple[str, ...]]  # fact -> its allowed values, one of which is enough
Facts = Mapping[str, tuple[str, ...]]  # fact -> the values that it has


class DoneBy(StrEnum):
    """Who does a task."""

    AGENCY = "agency"
    RESIDENT = "resident"  # the agency of the task waits for them
    MACHINE = "machine"  # a system that has signed in as its agency
    SERVICE = "service"  # another service, opened as a linked case


class Does(StrEnum):
    """The automatic work on a task when it is opened. Its agency has the task all the time, and finishes it if that
    fails."""

    DECIDE = "decide"  # by a rule table
    LOOKUP = "lookup"  # in another organisation's register
    PAYMENT = "payment"  # the resident pays through a provider


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultField:
    """One field of a task's result, or one question of a service: choice, choices, text, number, yesno or date."""

    code: str
    kind: str = "text"
    required: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ServicePart:
    """The data that the case of another service gets from the answers of this one. Both cases have the same person,
    so the people who work on the other one can reach them."""

    description: Mapping[str, str]  # by language; ((question)) is replaced by its answer
    place: str | None = None  # the question that says where it is
    answers: Mapping[str, str] = field(default_factory=dict)  # a question of that service -> the question here


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedTask:
    """One agency's part, as the plan has it. `due_hours` are the agency's working hours, `due_days` calendar days.

    `sees` names what its people may know beyond the task itself; None is what agencies of their kind usually see.
    """

    code: str
    agency: str
    due_hours: float = 0
    due_days: int | None = None
    done_by: DoneBy = DoneBy.AGENCY
    service: str | None = None
    when: Conditions = field(default_factory=dict)
    unless: Conditions = field(default_factory=dict)
    optional: bool = False
    repeatable: bool = False
    sees: tuple[str, ...] | None = None
    results: tuple[ResultField, ...] = ()
    does: Does | None = None
    table: str | None = None  # the rule table that decides it
    register: str | None = None  # the register in which it is looked up
    asks: Mapping[str, str] = field(default_factory=dict)  # what the register is asked: its name for it -> our answer
    pays: str | None = None  # the task whose fee is paid
    gives: ServicePart | None = None  # to the case of another service; default: this case's whole request


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """Tasks in parallel. The stage is complete when `needs` of them are done; None means all of them, and 0 that all
    have ended, done or not."""

    code: str
    tasks: tuple[PlannedTask, ...]
    needs: int | None = None


def stages_given(service: Service) -> tuple[GivenStage, ...]:
    """Returns all stages of a service as the catalogue describes them, those of an objection last."""
    appeal = service.get("appeal")
    return (*service["plan"], *(appeal["plan"] if appeal else ()))


def plan_given(service: Service, *, appeals: bool) -> Sequence[GivenStage]:
    """Returns the plan of a case of a service; an objection to a decision has another one."""
    appeal = service.get("appeal")
    return appeal["plan"] if appeals and appeal else service["plan"]


def read_plan(stages: Iterable[GivenStage], agencies: Mapping[str, str] | None = None) -> tuple[Stage, ...]:
    """Reads the plan of a service from the catalogue, with the agencies that a rule has substituted, by task."""
    return tuple(
        Stage(
            code=stage["code"],
            tasks=tuple(read_task(task, agencies or {}) for task in stage["tasks"]),
            needs=read_needs(stage.get("complete", "all")),
        )
        for stage in stages
    )


def read_needs(complete: Literal["all", "any", "ended"] | int) -> int | None:
    """Returns how many tasks of a stage must be done; None for all of them, 0 if it is enough that all have ended."""
    return complete if isinstance(complete, int) else {"all": None, "any": 1, "ended": 0}[complete]


def read_task(task: GivenTask, agencies: Mapping[str, str]) -> PlannedTask:
    return PlannedTask(
        code=task["code"],
        agency=agencies.get(task["code"], task["agency"]),
        due_hours=task.get("due_hours", 0),
        due_days=task.get("due_days"),
        done_by=DoneBy(task.get("done_by", DoneBy.AGENCY)),
        service=task.get("service"),
        when=read_conditions(task.get("when", {})),
        unless=read_conditions(task.get("unless", {})),
        optional=task.get("optional", False),
        repeatable=task.get("repeatable", False),
        sees=tuple(task["sees"]) if "sees" in task else None,
        results=tuple(read_field(result) for result in task.get("results", ())),
        does=Does(task["does"]) if "does" in task else None,
        table=task.get("table"),
        register=task.get("register"),
        asks=task.get("asks", {}),
        pays=task.get("pays"),
        gives=read_part(task["gives"]) if "gives" in task else None,
    )


def read_part(given: GivenPart) -> ServicePart:
    """Reads from the catalogue what the case of another service gets."""
    return ServicePart(description=given["description"], place=given.get("place"), answers=given.get("answers", {}))


def read_field(given: GivenField) -> ResultField:
    """Reads a question of a service or a field of a task's result from the catalogue."""
    return ResultField(
        code=given["code"],
        kind=given.get("kind", "text"),
        required=given.get("required", False),
        choices=tuple(choice["code"] for choice in given.get("choices", ())),
    )


def read_conditions(given: GivenConditions) -> dict[str, tuple[str, ...]]:
    return {fact: tuple(str(value) for value in allowed) for fact, allowed in given.items()}


def applies(task: PlannedTask, facts: Facts) -> bool:
    """Says whether a case with these facts needs a task: every `when` holds, no `unless` does.

    A fact that the case does not have matches nothing: a `when` on it excludes the task, an `unless` does not.
    """
    return all(fits(allowed, facts.get(fact, ())) for fact, allowed in task.when.items()) and not any(
        fits(allowed, facts.get(fact, ())) for fact, allowed in task.unless.items()
    )


def fits(allowed: tuple[str, ...], has: tuple[str, ...]) -> bool:
    return any(value in allowed for value in has)


def as_fact(value: Any) -> tuple[str, ...]:
    """Returns an answer or a result as a fact: yes or no for a truth value, each value of several choices."""
    if isinstance(value, bool):
        return ("yes" if value else "no",)
    if isinstance(value, list | tuple):
        return tuple(str(each) for each in value)
    return () if value is None else (str(value),)
