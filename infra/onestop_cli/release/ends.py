"""Dead ends: a stage that nothing can complete, and cases for which a plan does nothing at all.

A stage of which a case needs no task is skipped. If every stage were skipped, the case would be resolved although
nobody has done anything; so every possible case must get at least one task, also when it starts again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, combinations, islice, product
from typing import Any

from onestop.domain.catalogue.plans import Facts, PlannedTask, Stage, applies, read_plan
from onestop_cli.release.facts import Fact, KnownFacts, facts_of_stages, why_never
from onestop_cli.release.faults import FileFault, name_choices, show_value

MOST_CASES = 50_000  # different cases that are tried: more would make the check too slow


def judge_ends(file: str, service: Mapping[str, Any], districts: Iterable[str] | None) -> Iterator[FileFault]:
    """Find the stages of a service's plan that can never be complete, and the cases that would get no work at all."""
    plan = read_plan(service["plan"])
    known = facts_of_stages(service, plan, districts)
    dead = [
        fault
        for number, stage in enumerate(plan)
        for fault in _judge_stage(file, f"plan[{number}]", stage, known[number])
    ]
    yield from dead
    stages = [stage.code for stage in plan]
    start = service.get("reopen_at", stages[0])
    if start not in stages:
        wrong = f"the plan has no stage {show_value(start)}"
        yield FileFault(file, "reopen_at", wrong, name_choices(start, stages))
    elif not dead:
        yield from _judge_work(file, "plan", "a case", plan, known[0])
        if stages.index(start):
            place = stages.index(start)
            yield from _judge_work(file, "reopen_at", "a reopened case", plan[place:], known[place])


def _judge_stage(file: str, path: str, stage: Stage, known: KnownFacts) -> Iterator[FileFault]:
    held = [task for task in stage.tasks if not task.optional]
    possible = sum(why_never(task, known) is None for task in held)
    if not held:
        wrong = f"all tasks of the stage {show_value(stage.code)} are optional, so it never begins by itself"
        yield FileFault(file, f"{path}.tasks", wrong, "at least one task that is not optional")
    elif stage.needs is not None and stage.needs > possible:
        wrong = f"the stage waits until {stage.needs} tasks are done, but only {possible} can open by themselves"
        yield FileFault(file, f"{path}.complete", wrong, f"at most {possible}, any or all" if possible else "all")


def _judge_work(file: str, path: str, who: str, plan: tuple[Stage, ...], known: KnownFacts) -> Iterator[FileFault]:
    tasks = [task for stage in plan for task in stage.tasks if not task.optional]
    if any(not task.when and not task.unless for task in tasks):
        return
    for count, case in enumerate(islice(_cases(tasks, known), MOST_CASES + 1)):
        if count == MOST_CASES:
            wrong = f"its conditions make more than {MOST_CASES} different cases, too many to look at"
            yield FileFault(file, path, wrong, "one task without conditions, or fewer conditions")
        elif not any(applies(task, case) for task in tasks):
            wrong = f"nobody does anything for {who} with {_describe(case)}"
            yield FileFault(file, path, wrong, "a task without conditions, or one for such a case")
            return


def _cases(tasks: Iterable[PlannedTask], known: KnownFacts) -> Iterator[Facts]:
    """Every case that the conditions of these tasks can tell from the others."""
    told: dict[str, set[str]] = {}
    for fact, values in chain.from_iterable((*task.when.items(), *task.unless.items()) for task in tasks):
        if fact in known:  # a result of these tasks themselves is missing as long as none of them is done
            told.setdefault(fact, set()).update(values)
    options = [tuple(_options(known[fact], values)) for fact, values in told.items()]
    return (dict(zip(told, values, strict=True)) for values in product(*options))


def _options(fact: Fact, told: set[str]) -> Iterator[tuple[str, ...]]:
    if not fact.always:
        yield ()
    # of values that no condition distinguishes, one is tried for all
    values = sorted(told) + (["anything else"] if fact.values is None else sorted(fact.values - told)[:1])
    for size in range(1, len(values) + 1 if fact.several else 2):
        yield from combinations(values, size)


def _describe(case: Facts) -> str:
    return ", ".join(f"{fact}: {' and '.join(values) or 'not known'}" for fact, values in case.items())
