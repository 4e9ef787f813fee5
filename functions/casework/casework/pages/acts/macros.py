"""Prepared texts of an agency: which fit a case now, and the forms that they fill in. Staff read them before sending.

A macro of one act fills in its form; one of several is a form of all of them, sent together and done in their order.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from casework.pages.acts.field_choices import say_moment_at_desk
from casework.pages.acts.form_view import show_offer
from casework.pages.acts.offers import OfferedAct
from casework.pages.acts.table import FORMS
from casework.pages.desk_request import DeskVisit
from casework.pages.form_fields import SentFields
from casework.pages.local_times import local_time
from onestop.domain.cases.case import CaseFile, Task
from onestop.domain.staff.sight import Sight

if TYPE_CHECKING:
    from onestop.domain.catalogue.agency import GivenStep, Macro

PLACEHOLDER = re.compile(r"\(\(([^()]*)\)\)")
# the field of each form that gets the prepared text
TEXT_OF: Mapping[str, str] = {
    "done": "note",
    "ask": "question",
    "transfer": "reason",
    "wait": "reason",
    "decline": "note",
    "note": "text",
    "message": "text",
    "withdraw": "reason",
}
TO_RESIDENT = ("ask", "message")


@dataclass(frozen=True, slots=True)
class Prepared:
    """A macro that fits a task of a case now."""

    macro: Macro
    task: Task


def macros_for(visit: DeskVisit, file: CaseFile, offers: list[OfferedAct]) -> list[Prepared]:
    """Returns the macros of the agencies whose tasks they have, if each act of the macro is one that they may do
    now."""
    found, case_forms = [], {offer.form.name for offer in offers if offer.task is None}
    tasks = {offer.task.id: offer.task for offer in offers if offer.task}
    for task in tasks.values():
        forms = case_forms | {offer.form.name for offer in offers if offer.task == task}
        agency = visit.offer.agencies.get(task.agency)
        found += [
            Prepared(macro, task)
            for macro in (agency.get("macros", ()) if agency else ())
            if file.case.service in macro.get("services", (file.case.service,))
            and all(step["act"] in forms for step in macro["steps"])
        ]
    return found


def fill_step(visit: DeskVisit, file: CaseFile, sight: Sight, task: Task, step: GivenStep) -> SentFields:
    """Returns what a step of a macro writes into its form, with the placeholders filled in."""
    name, pairs = step["act"], []
    if "text" in step:
        language = visit.offer.language(file.case.language) if name in TO_RESIDENT else visit.language
        text = visit.offer.say(step["text"], language)
        values = placeholders(visit, file, sight, task, language)
        pairs.append((TEXT_OF[name], PLACEHOLDER.sub(lambda found: values.get(found[1], ""), text)))
    if "agency" in step:
        pairs.append(("agency", step["agency"]))
    if "days" in step:
        pairs.append(("until", local_time(visit.at + timedelta(days=step["days"]), visit)))
    return SentFields(tuple(pairs))


def placeholders(visit: DeskVisit, file: CaseFile, sight: Sight, task: Task, language: str) -> dict[str, str]:
    """Returns the values of placeholders: the place only for those who may see it, else the reference."""
    place = file.request.place if "place" in sight.fields else None
    return {
        "reference": file.case.reference,
        "service": visit.offer.name_of("service", file.case.service, language),
        "place": (place.address if place else None) or file.case.reference,
        "agency": visit.offer.name_of("agency", task.agency, language),
        "due": say_moment_at_desk(visit, task.due_at),
    }


def show_sequence(
    visit: DeskVisit, file: CaseFile, sight: Sight, prepared: Prepared, typed: SentFields
) -> dict[str, Any]:
    """Shows a macro of several acts as one form; each field's name begins with the number of its step."""
    steps = []
    for number, step in enumerate(prepared.macro["steps"]):
        form = FORMS[step["act"]]
        filled = step_fields(typed, number) if typed.pairs else fill_step(visit, file, sight, prepared.task, step)
        offer = OfferedAct(form=form, task=prepared.task if form.on_task else None, change=None)
        shown = show_offer(visit, file, offer, filled)
        fields = [
            {**field, "name": f"{number}.{field['name']}", "id": f"step-{number}-{field['id']}"}
            for field in shown["fields"]
        ]
        steps.append({**shown, "fields": fields})
    return {
        "code": prepared.macro["code"],
        "title": visit.offer.say(prepared.macro["name"], visit.language),
        "path": f"/desk/cases/{file.case.reference}/tasks/{prepared.task.id}/macro",
        "steps": steps,
        "task": prepared.task.id,
    }


def step_fields(sent: SentFields, number: int) -> SentFields:
    """Returns what was filled in for one step."""
    begins = f"{number}."
    return SentFields(
        tuple((name.removeprefix(begins), value) for name, value in sent.pairs if name.startswith(begins))
    )


def links_to(visit: DeskVisit, prepared: list[Prepared]) -> dict[str, list[dict[str, str]]]:
    """Returns the macros of each task as the page links to them: their codes, names, and for one of a single act, its
    form."""
    links: dict[str, list[dict[str, str]]] = {}
    for each in prepared:
        steps, name = each.macro["steps"], visit.offer.say(each.macro["name"], visit.language)
        form = FORMS[steps[0]["act"]]
        to = f"{form.name}-{each.task.id if form.on_task else 'case'}-form" if len(steps) == 1 else "sequence"
        links.setdefault(each.task.id, []).append({"name": name, "code": each.macro["code"], "to": to})
    return links
