"""The deadline of a case, the time left, and when and why its clock was stopped."""

from __future__ import annotations

from typing import Any

from casework.pages.case.texts import TEXTS, WAITS
from casework.pages.case.words import CaseWords
from casework.pages.local_times import say_day, say_left
from casework.views.recorded_views import SeenCase
from onestop.domain.cases.lifecycle import Status
from onestop.domain.staff.event_sight import is_seen


def deadlines_of(seen: SeenCase, words: CaseWords) -> dict[str, Any]:
    """Returns the deadline of the case in words, and each period in which a clock was stopped."""
    case, visit = seen.whole.file.case, words.visit
    running = case.status not in (Status.RESOLVED, Status.CLOSED)
    due = case.due_at if running else None
    agency = case.agency or visit.offer.jurisdiction["triage_agency"]
    return {
        "due_at": due.isoformat() if due else "",
        "due": say_day(due, visit) if due else "",
        "left": say_left(due, visit.offer.calendar_of(agency), visit) if due and not case.waiting_since else "",
        "late": bool(due and due < visit.at and not case.waiting_since),
        "pauses": pauses_of(seen, words),
    }


def pauses_of(seen: SeenCase, words: CaseWords) -> list[str]:
    """Returns when a task's clock was stopped, from its events; those still stopped come last."""
    said, since = [], {}
    for event in seen.whole.events:
        task = event.data.get("task")
        if not is_seen(event.type, seen.sight.fields) or not seen.sight.covers(task, event.at):
            continue
        if event.type == "task.waiting":
            since[task] = event
        elif task in since and event.type in ("task.resumed", "task.completed", "task.declined", "task.cancelled"):
            began = since.pop(task)
            said.append(pause_words("stood_still", began, words, until=words.when(event.at)))
    return said + [pause_words("stands_still_now", began, words) for began in since.values()]


def pause_words(name: str, began: Any, words: CaseWords, **more: str) -> str:
    why = words.visit.say(WAITS[began.data["waits_for"]])
    return words.visit.say(TEXTS[name]).format(since=words.when(began.at), why=why, **more)
