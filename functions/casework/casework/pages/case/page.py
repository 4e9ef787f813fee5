"""The case on one screen: what was said, its status and why, and what can be done now, one step away."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

from chalice.app import Response

from casework.acts.attachments import visible
from casework.pages.acts.form_view import NOTHING, show_offer
from casework.pages.acts.macros import Prepared, fill_step, links_to, macros_for, show_sequence
from casework.pages.acts.offers import offers_on
from casework.pages.acts.proposed_answer import propose_answer
from casework.pages.acts.table import FORMS
from casework.pages.acts.undo_forms import undo_of
from casework.pages.acts.words import FORM_TEXTS
from casework.pages.case.texts import TEXTS
from casework.pages.case.view import see_all
from casework.pages.declare_page import page
from casework.pages.desk_request import DeskVisit
from casework.pages.form_fields import SentFields
from casework.pages.frame import show
from casework.pages.inbox.named import note_look
from casework.pages.picture_policy import letting_show_pictures
from casework.staff_request import known_reference
from casework.views.recorded_views import SeenCase, look_at_case
from onestop.runtime.log import logger

# acts without a form
PLAIN_DONE = {
    **{"attach": "attached", "photo": "photo_done", "written_again": "written_again", "preferred": "preferred"},
    **{"protected": "protected_done", "unprotected": "unprotected_done"},
}


@dataclass(frozen=True, slots=True)
class Filled:
    """The open parts of the page: a form by name and task, with what was typed into it, or a macro by its code."""

    form: str = ""
    task: str = ""
    fields: SentFields = NOTHING
    macro: str = ""


@page("GET", "/desk/cases/{reference}", "look")
def show_case(visit: DeskVisit, reference: str) -> Response:
    """Shows a case, as far as the reader may see it; the look is recorded first. For all others it does not exist."""
    known = known_reference(reference)
    logger.append_keys(case=known)
    seen = look_at_case(visit.looker, known)
    note_look(visit, known)
    return show_case_page(
        visit, seen, filled=Filled(visit.asked("open"), visit.asked("task"), macro=visit.asked("macro"))
    )


def show_case_page(
    visit: DeskVisit,
    seen: SeenCase,
    *,
    filled: Filled,
    errors: list[tuple[str, str]] | None = None,
    status: int = 200,
    **more: Any,
) -> Response:
    """Returns the page of a case, with what somebody typed if it has to be corrected."""
    file = seen.whole.file
    possible = offers_on(visit, file, seen.sight)
    prepared = macros_for(visit, file, possible)
    filled, sequence = open_macro(visit, seen, filled, prepared)
    proposed = None if sequence else propose_answer(visit, seen, possible, filled.macro, filled.fields)
    undo = undo_of(visit, seen.whole.events)
    offers = [
        show_offer(visit, file, offer, fields_in(filled, offer.form.name, offer.task.id if offer.task else "", undo))
        for offer in possible
    ]
    service = visit.offer.name_of("service", file.case.service, visit.language)
    answer = show(
        visit,
        "case/page.html",
        f"{service or visit.say(TEXTS['no_service'])} {file.case.reference}",
        {**FORM_TEXTS, **TEXTS},
        status,
        errors=errors,
        offers=offers,
        own={offer["task"] for offer in offers if offer["task"]},
        open_form=(filled.form, filled.task),
        macros=links_to(visit, prepared),
        sequence=sequence,
        proposed=proposed,
        version=file.case.version,
        person=visit.staff.id,
        key=secrets.token_urlsafe(24),
        done=said_done(visit, offers),
        **see_all(visit, seen),
        **more,
    )
    has_files = any(each.kept for each in visible(seen.whole, visit.staff, seen.sight))
    return letting_show_pictures(answer, has_files=has_files)


def open_macro(
    visit: DeskVisit, seen: SeenCase, filled: Filled, prepared: list[Prepared]
) -> tuple[Filled, dict[str, Any] | None]:
    """Opens a chosen macro: one act fills in the act's own form, several make a form of their own."""
    chosen = next(
        (each for each in prepared if (each.macro["code"], each.task.id) == (filled.macro, filled.task)), None
    )
    if chosen is None:
        return filled, None
    steps, file = chosen.macro["steps"], seen.whole.file
    if len(steps) > 1:
        return filled, show_sequence(visit, file, seen.sight, chosen, filled.fields)
    form = FORMS[steps[0]["act"]]
    fields = fill_step(visit, file, seen.sight, chosen.task, steps[0])
    return Filled(form.name, chosen.task.id if form.on_task else "", fields), None


def fields_in(filled: Filled, form: str, task: str, undo: SentFields) -> SentFields:
    """Returns the values in a form before anybody types."""
    if (form, task) != (filled.form, filled.task):
        return NOTHING
    return filled.fields if filled.fields.pairs else undo


def said_done(visit: DeskVisit, offers: list[dict[str, Any]]) -> dict[str, Any] | None:
    """Returns what was just done, with the form that takes it back if there is one."""
    if (plain := PLAIN_DONE.get(visit.asked("done"))) is not None:
        return {"words": visit.say(TEXTS[plain]), "undo": None, "draft": ""}
    form, task = FORMS.get(visit.asked("done")), visit.asked("task")
    if form is None:
        return None
    takes_back = next((each for each in offers if each["name"] == form.opposite and each["task"] == task), None)
    drafts = f"{form.name}{task if form.on_task else ''}" + (f" macro{task}" if visit.asked("sent") == "macro" else "")
    return {"words": visit.say(form.done), "undo": takes_back, "draft": drafts}
