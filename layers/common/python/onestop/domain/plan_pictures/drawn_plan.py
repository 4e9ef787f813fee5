"""The content of a drawn plan, in the words of one language: the same for the terminal and for the picture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.languages import say_list
from onestop.domain.plan_pictures.words import DEADLINES, WORDS

if TYPE_CHECKING:
    from onestop.domain.catalogue.service import GivenField, GivenStage, GivenTask, Service

FieldOrTask = TypeVar("FieldOrTask", "GivenField", "GivenTask")


@dataclass(frozen=True)
class DrawnTask:
    """One task: `doer` is the kind of its doer (agency, contractor, resident, machine or service)."""

    name: str
    doer: str
    who: str
    deadline: str
    conditions: tuple[str, ...]
    results: str
    tags: tuple[str, ...]
    optional: bool


@dataclass(frozen=True)
class DrawnStage:
    """One stage: `rule` says how many of its tasks must be done; empty if there is only one."""

    name: str
    rule: str
    note: str
    tasks: tuple[DrawnTask, ...]


@dataclass(frozen=True)
class Drawing:
    """A whole plan, ready to be drawn."""

    language: str
    title: str
    deadline: str
    start: str
    end: str
    stages: tuple[DrawnStage, ...]


def draw_plan(catalogue: Catalogue, service: Service, language: str) -> Drawing:
    """Puts a service's plan into words."""
    words = _words(catalogue, language)
    stages = tuple(_draw_stage(catalogue, service, stage, language) for stage in service["plan"])
    return Drawing(
        language=language,
        title=catalogue.say(service["name"], language),
        deadline=words["whole"].format(deadline=_deadline(catalogue, service, language)),
        start=words["start"],
        end=words["end"],
        stages=stages,
    )


def _draw_stage(catalogue: Catalogue, service: Service, stage: GivenStage, language: str) -> DrawnStage:
    words = _words(catalogue, language)
    held = [task for task in stage["tasks"] if not task.get("optional")]
    complete = stage.get("complete", "all")
    rule = words["some"].format(needed=complete) if isinstance(complete, int) else words[complete]
    return DrawnStage(
        name=catalogue.say(stage["name"], language),
        rule=rule if len(held) > 1 else "",
        note=words["reopened"] if service.get("reopen_at") == stage["code"] else "",
        tasks=tuple(_draw_task(catalogue, service, task, language) for task in stage["tasks"]),
    )


def _draw_task(catalogue: Catalogue, service: Service, task: GivenTask, language: str) -> DrawnTask:
    words = _words(catalogue, language)
    doer: str = task.get("done_by", "agency")
    if doer == "agency" and catalogue.agencies[task["agency"]]["kind"] == "contractor":
        doer = "contractor"
    names = [catalogue.say(field["name"], language) for field in task.get("results", ())]
    return DrawnTask(
        name=catalogue.say(task["name"], language),
        doer=doer,
        who=words.get(doer, "{agency}").format(
            agency=catalogue.name_of("agency", task["agency"], language),
            service=catalogue.name_of("service", task.get("service"), language),
        ),
        deadline=_deadline(catalogue, task, language),
        conditions=tuple(_conditions(catalogue, service, task, language)),
        results=words["results"].format(fields=say_list(names, language)) if names else "",
        tags=tuple(words[tag] for tag in ("optional", "repeatable") if task.get(tag)),
        optional=bool(task.get("optional")),
    )


def _deadline(catalogue: Catalogue, given: Service | GivenTask, language: str) -> str:
    if "due_days" in given:
        return catalogue.say_count(DEADLINES["days"], given["due_days"], language)
    return catalogue.say_count(DEADLINES["hours"], given["due_hours"], language)


def _words(catalogue: Catalogue, language: str) -> dict[str, str]:
    return {name: catalogue.say(phrase, language) for name, phrase in WORDS.items()}


def _conditions(catalogue: Catalogue, service: Service, task: GivenTask, language: str) -> Iterator[str]:
    words = _words(catalogue, language)
    for kind, conditions in (("when", task.get("when", {})), ("unless", task.get("unless", {}))):
        for fact, values in conditions.items():
            name, choices = _fact(catalogue, service, fact, language)
            said = say_list([choices.get(value) or words.get(value, value) for value in values], language, "or")
            yield words[kind].format(fact=name, values=said)


def _fact(catalogue: Catalogue, service: Service, fact: str, language: str) -> tuple[str, dict[str, str]]:
    """Returns the name of a fact, and the names of its values if they have some."""
    words = _words(catalogue, language)
    kind, _, code = fact.partition(".")
    if kind == "answer":
        question = _find(service["questions"], code)
        name = f"“{catalogue.say(question['name'], language)}”"
        return name, _names(catalogue, question.get("choices", ()), language)
    if kind == "result":
        code, _, field = code.partition(".")
        task = _find([task for stage in service["plan"] for task in stage["tasks"]], code)
        if field == "fee-due":  # a fact of tasks that decide, in addition to the fields filled in
            return words["result"].format(task=catalogue.say(task["name"], language), field=words[field]), {}
        result = _find(task["results"], field)
        names = {"task": catalogue.say(task["name"], language), "field": catalogue.say(result["name"], language)}
        return words["result"].format(**names), _names(catalogue, result.get("choices", ()), language)
    if kind == "district":
        districts = [feature["properties"] for feature in catalogue.release["boundaries"]["features"]]
        return words["district"], _names(catalogue, districts, language)
    if kind == "service":
        return words["service_fact"], _names(catalogue, catalogue.services.values(), language)
    return words[fact], {}


def _find(entries: Iterable[FieldOrTask], code: str) -> FieldOrTask:
    return next(entry for entry in entries if entry["code"] == code)


def _names(catalogue: Catalogue, entries: Any, language: str) -> dict[str, str]:
    return {entry["code"]: catalogue.say(entry["name"], language) for entry in entries}
