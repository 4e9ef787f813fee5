"""The form of an act as the page shows it: its fields with names, choices and values, and what would follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from casework.pages.acts.field_choices import choices_of, say_moment_at_desk
from casework.pages.acts.fields import ActField, fields_for
from casework.pages.acts.offers import OfferedAct, act_of
from casework.pages.acts.result_fields import shown_results
from casework.pages.acts.words import FORM_TEXTS, LABELS, PRIORITIES
from casework.pages.desk_request import DeskVisit
from casework.pages.form_fields import SentFields
from casework.pages.local_times import local_time
from casework.translator import translator_of
from onestop.domain.cases.case import FOLLOW_UP_TASK, TRIAGE_TASK, CaseFile, Task
from onestop.domain.languages import name_of_language, say_series
from onestop.domain.staff.permissions import may
from onestop.domain.time.promises import patience_ends
from onestop.domain.translation import N_, Phrase

NOTHING = SentFields()
TOLD: Phrase = N_("What was done about it, in the words that the resident is sent")
TO_RESIDENT = ("ask", "message")  # the forms whose words the resident reads


def show_offer(visit: DeskVisit, file: CaseFile, offer: OfferedAct, filled: SentFields = NOTHING) -> dict[str, Any]:
    """Returns a form as a template needs it; `filled` is what was typed, or comes from a prepared text."""
    form, task = offer.form, offer.task
    known = file.case.reference
    where = f"/desk/cases/{known}/tasks/{task.id}/{form.act}" if task else f"/desk/cases/{known}/{form.act}"
    fields = [
        show_field(visit, file, offer, field, filled) for field in fields_for(form) if is_asked(visit, task, field)
    ]
    results = [
        {**field, "id": id_of(offer, field["name"])}
        for field in (shown_results(file.planned(task).results, task, visit.offer, visit.language) if task else ())
        if any(each.kind == "results" for each in fields_for(form))
    ]
    return {
        "name": form.name,
        "id": id_of(offer, "form"),
        "title": visit.say(form.title),
        "path": where,
        "key": form.key,
        "fields": fields,
        "results": results,
        "given": filled,
        "follows": what_follows(visit, file, offer),
        "bare": not results and all(field["name"] == "note" and not field["required"] for field in fields),
        "task": task.id if task else "",
        "translate": translated_first(visit, file, offer),
    }


def translated_first(visit: DeskVisit, file: CaseFile, offer: OfferedAct) -> dict[str, str] | None:
    """Returns the button that translates a text for the resident before it is sent; None if not needed or switched
    off."""
    language = file.case.language
    if offer.form.name not in TO_RESIDENT or language == visit.language or translator_of(visit.offer) is None:
        return None
    part = f"tasks/{offer.task.id}/" if offer.task else ""
    words = visit.say(FORM_TEXTS["translate_first"]).format(language=name_of_language(language))
    return {"path": f"/desk/cases/{file.case.reference}/{part}translated", "words": words}


def id_of(offer: OfferedAct, field: str) -> str:
    return f"{offer.form.name}-{offer.task.id if offer.task else 'case'}-{field}".replace(".", "-")


def is_asked(visit: DeskVisit, task: Task | None, field: ActField) -> bool:
    """Says whether a field is shown to this person: not if only others may fill it in."""
    if field.kind == "results":
        return False  # shown elsewhere on the form
    if field.name == "service_code":
        return task is not None and task.code == TRIAGE_TASK
    return field.name != "overrule" or may(visit.staff.roles, "overrule")


def show_field(
    visit: DeskVisit, file: CaseFile, offer: OfferedAct, field: ActField, filled: SentFields
) -> dict[str, Any]:
    label = offer.form.labels.get(field.name) or LABELS[field.name]
    told = offer.task is not None and offer.task.code == FOLLOW_UP_TASK and offer.form.name == "done"
    if told and field.name == "note":
        label = TOLD
    return {
        "id": id_of(offer, field.name),
        "name": field.name,
        "kind": field.kind,
        "label": visit.say(label),
        "required": field.required,
        "choices": choices_of(visit, file, offer.task, field),
        "value": filled.text(field.name) or at_first(visit, file, field),
        "values": filled.texts(field.name),
    }


def at_first(visit: DeskVisit, file: CaseFile, field: ActField) -> str:
    """Returns the value in a field before anybody types: the current one."""
    if field.name == "priority":
        return file.case.priority
    if field.name == "due_at" and file.case.due_at:
        return local_time(file.case.due_at, visit)
    return ""


def what_follows(visit: DeskVisit, file: CaseFile, offer: OfferedAct) -> str:
    """Says what would become of the deadline, before anything is sent."""
    name, task = offer.form.name, offer.task
    if name == "resume" and offer.change:
        words, found = "then_due", {"due": say_moment_at_desk(visit, offer.change.tasks[0].due_at)}
    elif name == "ask" and task:
        asked = replace(task, waiting_since=visit.at)
        moved = offer.change.tasks[0].timer_at if offer.change else None
        end = patience_ends(asked, act_of(visit))
        words, found = (
            "asked_until",
            {"remind": say_moment_at_desk(visit, moved or end), "end": say_moment_at_desk(visit, end)},
        )
    elif name in ("wait", "wait_for_case"):
        words, found = "stands_still", {}
    elif name == "extend" and file.case.due_at:
        words, found = "now_due", {"due": say_moment_at_desk(visit, file.case.due_at)}
    else:
        return ""
    return visit.say(FORM_TEXTS[words]).format(**found)


def labelled(visit: DeskVisit, offer: OfferedAct, sent: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Returns what somebody filled in, in words."""
    asked = [field for field in fields_for(offer.form) if field.kind != "results" and sent.get(field.name)]
    labels = {field.name: offer.form.labels.get(field.name) or LABELS[field.name] for field in asked}
    return [(visit.say(labels[field.name]), in_words(visit, field, sent[field.name])) for field in asked]


def in_words(visit: DeskVisit, field: ActField, value: Any) -> str:
    """Returns the value of a field in words; what cannot be read stays as it was typed."""
    if field.kind in ("agency", "agencies"):
        codes = value if isinstance(value, list) else [value]
        return say_series((visit.offer.name_of("agency", code, visit.language) for code in codes), visit.language)
    if field.kind == "choice" and value in PRIORITIES:
        return visit.say(PRIORITIES[value])
    if field.kind == "moment":
        try:
            return say_moment_at_desk(visit, datetime.fromisoformat(value))
        except ValueError:
            return str(value)
    return str(value)
