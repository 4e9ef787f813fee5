"""Stages and tasks as a picture: what is done, what is under way, what is still to come, and the current status."""

from __future__ import annotations

from typing import Any

from casework.pages.acts.words import FORM_TEXTS
from casework.pages.case.texts import TEXTS
from casework.pages.case.words import TASK_STATUS, CaseWords
from casework.pages.local_times import say_day, say_left
from casework.views.recorded_views import SeenCase
from onestop.domain.cases.case import Task
from onestop.domain.cases.lifecycle import Status
from onestop.domain.cases.tasks.resident_part import task_as_planned
from onestop.domain.catalogue.plans import Stage, stages_given
from onestop.domain.decisions.application_decision import OUTCOME
from onestop.domain.languages import say_series


def stages_of(seen: SeenCase, words: CaseWords) -> list[dict[str, Any]]:
    """Returns the stages that were opened, each with its tasks, then those of the plan that are to come. Staff who see
    their own tasks only get just these."""
    file, now = seen.whole.file, seen.whole.file.case.stages_opened
    under_way = file.case.status in (Status.IN_PROGRESS, Status.TRIAGE)
    opened = [
        {
            "state": state,
            "state_words": words.visit.say(TEXTS[f"stage_{state}"]),
            "name": stage_name(words, file.plan[file.case.position]) if number == now and in_plan(seen) else "",
            "tasks": [task_shown(task, seen, words) for task in seen.sight.tasks if task.stage == number],
        }
        for number in sorted({task.stage for task in seen.sight.tasks})
        for state in ["now" if under_way and number == now else "done"]
    ]
    to_come = file.plan[file.case.position + 1 :] if seen.sight.full and under_way else ()
    later = [
        {
            "state": "next",
            "state_words": words.visit.say(TEXTS["stage_next"]),
            "name": stage_name(words, stage),
            "tasks": [
                {"id": "", "name": words.task(planned.code), "agency": words.agency(planned.agency)}
                for planned in stage.tasks
            ],
        }
        for stage in to_come
    ]
    return opened + later


def in_plan(seen: SeenCase) -> bool:
    return seen.sight.whole and 0 <= seen.whole.file.case.position < len(seen.whole.file.plan)


def stage_name(words: CaseWords, stage: Stage) -> str:
    """Returns the catalogue's name of a stage; empty if the catalogue no longer has it."""
    service = words.visit.offer.services.get(words.service or "")
    known = next((each for each in (stages_given(service) if service else ()) if each["code"] == stage.code), None)
    return words.visit.say(known["name"]) if known else ""


def task_shown(task: Task, seen: SeenCase, words: CaseWords) -> dict[str, Any]:
    """Returns a task with who has it, its state and how much time is left."""
    visit = words.visit
    calendar = visit.offer.calendar_of(task.agency)
    shows_results = bool(task.results) and seen.sight.shows(task, "results")
    return {
        "id": task.id,
        "name": words.task(task.code, task.service),
        "agency": words.agency(task.agency),
        "status": task.status.value,
        "status_words": visit.say(TASK_STATUS[task.status]),
        "mine": not task.ended and seen.sight.may_act and visit.staff.works_for(task.agency),
        "assignee": words.who(f"staff:{task.assignee}") if task.assignee else "",
        "due_at": task.due_at.isoformat(),
        "due": "" if task.ended else say_day(task.due_at, visit),
        "left": "" if task.ended or task.waits_for else say_left(task.due_at, calendar, visit),
        "late": not task.ended and not task.waits_for and task.due_at < visit.at,
        "ended": words.when(task.ended_at) if task.ended_at else "",
        "child": task.child if seen.sight.full else None,
        "until": words.when(task.waits_until) if task.waits_until else "",
        "note": task.note if seen.sight.shows(task, "notes") else "",
        "results": results_shown(task, words) if shows_results else [],
        "decision": decision_shown(task, words) if task.decision and seen.sight.shows(task, "answers") else None,
    }


def decision_shown(task: Task, words: CaseWords) -> dict[str, Any] | None:
    """Returns what the rules said about an application and who decided, with the reasons in words."""
    from casework.pages.case.decision import show_decision  # imported here: few tasks decide about an application

    return show_decision(task, words)


def results_shown(task: Task, words: CaseWords) -> list[tuple[str, str]]:
    """Returns what was filled in, with the catalogue's current names; without the decision, which is shown by
    itself."""
    say, planned = words.visit.say, task_as_planned(words.visit.offer, task.service, task.code)
    fields = {field["code"]: field for field in (planned.get("results", ()) if planned else ())}
    shown = []
    for code, value in task.results.items():
        if code == OUTCOME and task.decision:
            continue
        field = fields.get(code)
        names = {choice["code"]: say(choice["name"]) for choice in (field.get("choices", ()) if field else ())}
        several = list(value) if isinstance(value, list | tuple) else [value]
        chosen = say_series((names.get(each) or plain(each, words) for each in several), words.visit.language)
        shown.append((say(field["name"]) if field else code, chosen))
    return shown


def plain(value: Any, words: CaseWords) -> str:
    if isinstance(value, bool):
        return words.visit.say(FORM_TEXTS["yes" if value else "no"])
    return str(value)
