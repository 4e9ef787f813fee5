"""Sends a macro of several acts: each is done as it would be alone, in order; the first that is refused stops it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from chalice.app import Response

from casework.pages.acts.conflict import show_conflict
from casework.pages.acts.fields import read_act
from casework.pages.acts.macros import step_fields
from casework.pages.acts.offers import OfferedAct
from casework.pages.acts.page import do_sent, say_faults
from casework.pages.acts.table import FORMS
from casework.pages.case.page import Filled, show_case_page
from casework.pages.declare_page import page
from casework.pages.desk_addresses import go_to
from casework.pages.desk_request import DeskVisit
from casework.staff_request import known_reference
from casework.views.recorded_views import look_at_case
from onestop.domain.cases.tasks.task_end import find_task
from onestop.domain.errors import Conflict, Fault, NotAllowed, NotPossible, NotValid
from onestop.runtime.log import logger
from onestop.runtime.metrics import count

MOST_STEPS = 5


@page("POST", "/desk/cases/{reference}/tasks/{task}/macro", "look")
def send_macro(visit: DeskVisit, reference: str, task: str) -> Response:
    """Does all steps of a macro. Permission is checked for each; each step works on what the one before made."""
    known, names = known_reference(reference), visit.form.texts("step")[:MOST_STEPS]
    logger.append_keys(case=known, task=task, act="macro")
    if not names or not all(name in FORMS for name in names):
        look_at_case(visit.looker, known)
        raise NotValid(Fault("step", "this form has no acts", "a macro of the case's page"))
    seen = visit.form.text("seen")
    for number, name in enumerate(names):
        form = FORMS[name]
        fields = step_fields(visit.form, number)
        carried = (("how", name), ("key", f"{visit.form.text('key')}:{number}"), ("seen", seen))
        step = replace(visit, form=replace(fields, pairs=(*fields.pairs, *carried)))
        own = task if form.on_task else ""
        sent: dict[str, Any] = read_act(form, step.form, visit.offer.jurisdiction["time_zone"])
        try:
            file = do_sent(step, form, known, own, sent)
        except NotValid as error:
            whole = look_at_case(visit.looker, known)
            offer = OfferedAct(form=form, task=find_task(whole.whole.file, own) if own else None, change=None)
            faults = [
                (f"step-{number}-{field}", words) for field, words in say_faults(step, offer, error.faults, known)
            ]
            filled = Filled(task=task, fields=visit.form, macro=visit.form.text("macro"))
            return show_case_page(visit, whole, filled=filled, errors=faults, status=400)
        except (Conflict, NotPossible, NotAllowed) as error:
            return show_conflict(step, look_at_case(visit.looker, known), form, own, sent, error)
        seen = str(file.case.version)
        count("StaffActs")
    return go_to(f"/desk/cases/{known}", done=names[-1], task=task, sent="macro")
