"""The page on which a resident does their part of the plan: it says what that is, and asks for its fields."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from urllib.parse import quote

from chalice.app import Chalice, Response

from intake.web.case_acts.send_act import TEMPLATES, do_resident_act, show_impossible
from intake.web.case_acts.texts import OWN, PART
from intake.web.task_form import fields_of, form_fields
from onestop.contracts.api import ResidentTaskBody
from onestop.domain.cases.case import CaseFile, Task
from onestop.domain.cases.tasks.resident_part import task_name
from onestop.domain.cases.tasks.task_end import find_task
from onestop.domain.catalogue.plans import DoneBy
from onestop.domain.decisions.fee_payment import is_payment
from onestop.domain.errors import NotFound, NotValid
from onestop.runtime.kept_links import (
    open_page,
    opened_with,
    secret_in_links,
    secret_of_forms,
)
from onestop.runtime.pages.frame import Visit, go_to, show
from onestop.runtime.pages.page_routes import page
from onestop.runtime.pages.posted_forms import new_key, once_key, read_form, read_values, say_wrong
from onestop.runtime.web import Caller
from onestop.storage.cases.read_case import load_file
from onestop.storage.catalogue.releases import current
from onestop.storage.people.mandates import holder_may_act


def add_pages(app: Chalice) -> None:
    """Declares the routes of the page."""
    page(app, "GET", "/part/{reference}/{task}", Caller.LINK, current)(show_part)
    page(app, "POST", "/part/{reference}/{task}", Caller.LINK, current)(take_part)


def show_part(visit: Visit, reference: str, task: str) -> Response:
    """Shows what there is to do, or that it is no longer needed."""
    known, there = open_page(
        visit.request, lambda known: f"/part/{known}/{quote(task)}", reference, acts_for=holder_may_act
    )
    if there:
        return there
    file = load_file(known)
    part = part_of(file, task)
    visit = visit.in_language(file.case.language)
    if is_payment(file, part) and not part.ended:  # it is done by paying, on a page of its own
        return go_to(f"/apply/pay/{known}/{part.id}", visit.language, secret=secret_in_links(visit.request, known))
    return show_impossible(visit, file.case.reference, "part_ended") if part.ended else fill(visit, file, part, {}, [])


def take_part(visit: Visit, reference: str, task: str) -> Response:
    """Takes a resident's word that they have done it."""
    given = read_form(visit.request)
    known = opened_with(visit.request, reference, given.get("secret"), holder_may_act)
    file = load_file(known)
    part = part_of(file, task)

    def again(errors: Sequence[tuple[str, str]], status: int) -> Response:
        return fill(visit, file, part, given, errors, status)

    fields = form_fields(file.planned(part).results)
    results = read_values(given, fields)
    body = ResidentTaskBody(secret=given["secret"], results=results)
    try:
        sent = json.dumps(results, sort_keys=True).encode()
        return do_resident_act(visit, "completion", known, body, once_key(given), sent, again, part.id)
    except NotValid as error:
        return again(say_wrong(error.faults, fields, given, PART, visit), 400)


def part_of(file: CaseFile, task_id: str) -> Task:
    """The resident's own task. Raises NotFound for tasks of agencies."""
    task = find_task(file, task_id)
    if task.done_by != DoneBy.RESIDENT:
        raise NotFound(f"There is no task {task_id} for you to do.", "task")
    return task


def fill(
    visit: Visit,
    file: CaseFile,
    task: Task,
    given: Mapping[str, str],
    errors: Sequence[tuple[str, str]],
    status: int = 200,
) -> Response:
    """Shows the form with what was filled in, a new key that makes it count once, and its faults."""
    reference = file.case.reference
    secret = secret_in_links(visit.request, reference)
    fields = fields_of(file, task, visit.offer, visit.language)
    return show(
        visit,
        TEMPLATES,
        "own_part.html",
        task_name(visit.offer, task.service, task.code, visit.language),
        f"/part/{reference}/{task.id}",
        {**OWN, **PART},
        status,
        kept={"secret": secret},
        errors=list(errors),
        names={field["id"]: field["name"] for field in fields},
        reference=reference,
        task=task.id,
        secret=secret,
        whole_secret=secret_of_forms(visit.request, reference),
        key=new_key(),
        fields=fields,
        given=given,
    )
