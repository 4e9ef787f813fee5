"""Two hundred ways in which a town comes to harm, drawn from a seeded generator: each does one, and says which repair
it asks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from random import Random

from onestop.storage.cases.case_keys import open_key, shard_of
from onestop.storage.cases.published import MARKS, mark_of
from onestop.storage.cases.read_case import load_file
from tests.functional.dispatch.town import Town, run_of, waits_for

DEATHS = ("FAILED", "TIMED_OUT", "ABORTED", "SUCCEEDED")


def lose_execution(town: Town, reference: str, _random: Random) -> str:
    town.runs.end(run_of(load_file(reference)), None)
    return "started"


def kill_execution(town: Town, reference: str, random: Random) -> str:
    town.runs.end(run_of(load_file(reference)), random.choice(DEATHS))
    return "restarted"


def lose_token(town: Town, reference: str, random: Random) -> str:
    """The token of something that is waited for; its run cannot be woken any more."""
    file = load_file(reference)
    name = random.choice(waits_for(file))
    del town.runs.waiting[f"token/{run_of(file)}/{name}"]
    town.remove(reference, f"TOKEN#{name}")
    return "replaced"


def miss_wake(town: Town, reference: str, random: Random) -> str:
    """A task ended, and nobody woke the run that waits for it."""
    file = load_file(reference)
    task = random.choice([task for task in file.stage_tasks() if task.ended])
    token = f"token/{run_of(file)}/{task.id}"
    town.runs.waiting[token] = run_of(file)
    marks = town.rows(reference)[MARKS]
    left = [mark for mark in marks.pop("used")["SS"] if mark != mark_of(token)]
    town.put(marks | ({"used": {"SS": left}} if left else {}))
    return "resumed"


def list_again(town: Town, reference: str, _random: Random) -> str:
    """A closed case never left the list."""
    row = town.rows(reference)["CASE"]
    updated = load_file(reference).case.updated_at.isoformat()
    place = {"work_key": {"S": open_key(shard_of(reference))}, "work_order": {"S": f"{updated}#{reference}"}}
    town.put(row | place)
    return "unlisted"


def lose_news(town: Town, reference: str, random: Random) -> str:
    """One event was not published, and not marked."""
    marks = town.rows(reference)[MARKS]
    numbers = marks.pop("told")["NS"]
    lost = random.choice(numbers)
    left = [number for number in numbers if number != lost]
    town.put(marks | ({"told": {"NS": left}} if left else {}))
    town.published.remove(f"{reference}.{lost}")
    return "republished"


Harm = Callable[[Town, str, Random], str]
WAITING = ("at the triage desk", "with one agency", "with several agencies", "half done", "waiting for its survey")
# What can happen to the workflow of a case, by the stages in which it can.
WORKFLOW: dict[Harm, tuple[str, ...]] = {
    lose_execution: ("to be routed", *WAITING),
    kill_execution: ("to be routed", *WAITING),
    lose_token: WAITING,
    miss_wake: ("half done",),
    list_again: ("closed",),
}


def do_harm(town: Town, random: Random, times: int) -> tuple[set[str], Counter[str]]:
    """Does this many damages: half of them to workflows, each of a different case, half to published events of any
    case.

    Returns the damaged cases, and how many repairs of each kind they need.
    """
    cases = random.sample(sorted(town.stage_of), times // 2)
    asked: Counter[str] = Counter()
    for reference in cases:
        harms = [harm for harm, stages in WORKFLOW.items() if town.stage_of[reference] in stages]
        asked[random.choice(harms)(town, reference, random)] += 1
    listed = [reference for reference in sorted(town.stage_of) if "work_key" in town.rows(reference)["CASE"]]
    others = random.sample(listed, times - times // 2)
    for reference in others:
        asked[lose_news(town, reference, random)] += 1
    return {*cases, *others}, asked
