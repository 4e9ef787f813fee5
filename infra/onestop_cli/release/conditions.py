"""The conditions of a plan: do they speak of facts that there are by then, and can each task and stage ever happen?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from onestop.domain.catalogue.plans import Conditions, PlannedTask, Stage, read_plan
from onestop_cli.release.facts import KnownFacts, facts_of_stages, why_never
from onestop_cli.release.faults import FileFault, name_choices, show_value


def judge_conditions(file: str, service: Mapping[str, Any], districts: Iterable[str] | None) -> Iterator[FileFault]:
    """Find the conditions of a service's plan that no case can meet."""
    plan = read_plan(service["plan"])
    for number, (stage, known) in enumerate(zip(plan, facts_of_stages(service, plan, districts), strict=True)):
        never = []
        for place, task in enumerate(stage.tasks):
            path = f"plan[{number}].tasks[{place}]"
            for name, conditions in (("when", task.when), ("unless", task.unless)):
                yield from _judge_facts(file, f"{path}.{name}", conditions, known, plan, number)
            why = why_never(task, known)
            if why:
                never.append(task)
                wrong = f"the task {show_value(task.code)} never happens: {why}"
                yield FileFault(file, path, wrong, "conditions that some case meets")
        if len(never) == len(stage.tasks):
            wrong = f"the stage {show_value(stage.code)} never happens: none of its tasks does"
            yield FileFault(file, f"plan[{number}]", wrong, "a task that some case needs")


def _judge_facts(
    file: str, path: str, conditions: Conditions, known: KnownFacts, plan: tuple[Stage, ...], number: int
) -> Iterator[FileFault]:
    for fact, values in conditions.items():
        if fact not in known:
            wrong, choices = _explain_unknown(fact, known, plan, number)
            yield FileFault(file, f"{path}.{fact}", wrong, name_choices(fact, choices))
            continue
        possible = known[fact].values
        for place, value in enumerate(values):
            if possible is not None and value not in possible:
                wrong = f"{fact} is never {show_value(value)} here"
                yield FileFault(file, f"{path}.{fact}[{place}]", wrong, name_choices(value, possible))


def _explain_unknown(fact: str, known: KnownFacts, plan: tuple[Stage, ...], number: int) -> tuple[str, Iterable[str]]:
    kind, _, rest = fact.partition(".")
    found = _find_task(rest.partition(".")[0], plan) if kind == "result" else None
    results = [name for name in known if name.startswith("result.")]
    if found is None:
        return f"there is no fact {show_value(fact)}", known
    task, stage = found
    if stage >= number:
        where = "the same stage" if stage == number else "a later stage"
        return f"the task {show_value(task.code)} is in {where}, its result is not there yet", results
    if why_never(task, known):
        return f"the task {show_value(task.code)} never happens, so it has no result", results
    return f"the task {show_value(task.code)} has no such result", results


def _find_task(code: str, plan: tuple[Stage, ...]) -> tuple[PlannedTask, int] | None:
    return next(((task, place) for place, stage in enumerate(plan) for task in stage.tasks if task.code == code), None)
