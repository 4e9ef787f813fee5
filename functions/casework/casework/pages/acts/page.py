"""Handles a sent form of an act: does it once, or says why it is refused and loses nothing that was typed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
from chalice.app import Response

from casework.acts.carry_out import asked_by, do_act
from casework.acts.named_colleagues import NOBODY
from casework.acts.tables import TASK_ACTS, WHOLE_CASE
from casework.pages.acts.away_warning import ALL_THE_SAME, warning_unread
from casework.pages.acts.conflict import show_conflict
from casework.pages.acts.fields import ActField, fields_for, read_act
from casework.pages.acts.form_view import id_of
from casework.pages.acts.offers import OfferedAct, act_of
from casework.pages.acts.result_fields import form_name, read_results
from casework.pages.acts.table import FORMS, ActForm
from casework.pages.acts.words import MISSING, TOO_LONG, WRONG
from casework.pages.case.page import Filled, show_case_page
from casework.pages.declare_page import page
from casework.pages.desk_addresses import go_to
from casework.pages.desk_request import DeskVisit
from casework.pages.form_fields import SentFields
from casework.pages.inbox.named import complaint_about, named_in_note, tell_colleagues
from casework.staff_request import known_reference
from casework.views.recorded_views import look_at_case
from onestop.contracts.read_contract import read_fields
from onestop.domain.cases.case import CaseFile
from onestop.domain.cases.references import read_reference
from onestop.domain.cases.tasks.task_end import find_task
from onestop.domain.errors import Conflict, Fault, NotAllowed, NotFound, NotPossible, NotValid
from onestop.domain.languages import say_number
from onestop.runtime.log import logger
from onestop.runtime.metrics import count
from onestop.storage.cases.read_case import load_file
from onestop.storage.once import request_fingerprint

KEY_LENGTH = 64
NAMES = "text.names"  # what is wrong with the names in a note, already in words


def send_act(visit: DeskVisit, act: str, text: str, task: str = "") -> Response:
    """Does one act of a case, as its form asks; then redirects to the case, which says what was done."""
    known = known_reference(text)
    logger.append_keys(case=known, task=task, act=act)
    form = form_sent(visit, act, on_task=bool(task))
    sent = read_act(form, visit.form, visit.offer.jurisdiction["time_zone"]) | results_in(form, visit)
    unread = away_unread(visit, known, task, str(sent.get("assignee", ""))) if form.name == "give" else ""
    if unread:
        return show_again(visit, form, known, task, (Fault("assignee", ""),), unread)
    try:
        do_sent(visit, form, known, task, sent)
    except NotValid as error:
        return show_again(visit, form, known, task, error.faults)
    except NotFound as error:
        other = next((field.name for field in fields_for(form) if field.kind == "reference"), error.field)
        return show_again(visit, form, known, task, (Fault(other, str(error)),))
    except (Conflict, NotPossible, NotAllowed) as error:
        if isinstance(error, NotPossible) and error.field == "assignee":
            return show_again(visit, form, known, task, (Fault(error.field, str(error)),))
        return show_conflict(visit, look_at_case(visit.looker, known), form, task, sent, error)
    count("StaffActs")
    return go_to(f"/desk/cases/{known}", done=form.name, task=task)


def away_unread(visit: DeskVisit, known: str, task: str, to: str) -> str:
    """Returns the warning that a colleague who is given a task is away, if it was not read yet: two Queries."""
    return warning_unread(visit, (find_task(load_file(known), task).agency,), to)


def form_sent(visit: DeskVisit, act: str, *, on_task: bool) -> ActForm:
    """Returns which form of an act was sent: several differ only in their fixed values."""
    forms = [form for form in FORMS.values() if form.act == act and form.on_task == on_task]
    return next((form for form in forms if form.name == visit.form.text("how")), forms[0])


def results_in(form: ActForm, visit: DeskVisit) -> dict[str, Any]:
    asks = any(field.kind == "results" for field in fields_for(form))
    found = read_results(visit.form) if asks else {}
    return {"results": found} if found else {}


def do_sent(visit: DeskVisit, form: ActForm, known: str, task: str, sent: dict[str, Any]) -> CaseFile:
    """Does it, and notifies the colleagues whom a note names. An act that only adds to a case is accepted whatever was
    done in the meantime; all others need the version that was seen."""
    missing = [Fault(name, "this field is missing") for name in form.needs if name not in sent]
    if missing:
        raise NotValid(*missing)
    asked = asked_by(visit.staff, act_of(visit), read_fields(sent, form.kind), task)
    request = msgspec.json.encode(sent)
    key, seen = visit.form.text("key")[:KEY_LENGTH], visit.form.text("seen")
    version = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 and not form.adds else None
    # somebody who goes back, changes the words or takes the next task, and sends again, means a new command
    command = f"{key}:{known}:{task}:{request_fingerprint(request)}" if key else None
    named = named_in_note(visit, known, sent.get("text")) if form.name == "note" else NOBODY
    complaint = complaint_about(visit, named)
    if complaint:
        raise NotValid(Fault(NAMES, complaint))
    file = do_act(form.act, known, asked, request, key=command, seen=version)
    if named.people:
        tell_colleagues(visit, named, file)
    return file


def show_again(
    visit: DeskVisit, form: ActForm, known: str, task: str, faults: Iterable[Fault], unread: str = ""
) -> Response:
    """Shows the case again with the form as it was filled in, and what is wrong with it; or with an `unread` warning,
    after which the same form is accepted. Raises NotFound for a case or task that does not exist."""
    seen = look_at_case(visit.looker, known)
    own = find_task(seen.whole.file, task) if task else None
    offer = OfferedAct(form=form, task=own, change=None)
    errors = [(place, unread or words) for place, words in say_faults(visit, offer, faults, known)]
    warned = ((ALL_THE_SAME, visit.form.text("assignee")),) if unread else ()
    filled = Filled(form.name, task, SentFields((*visit.form.pairs, *warned)))
    return show_case_page(visit, seen, filled=filled, errors=errors, status=400)


def say_faults(visit: DeskVisit, offer: OfferedAct, faults: Iterable[Fault], known: str) -> list[tuple[str, str]]:
    """Returns what is wrong, at the field where it was typed: each mistake once, in the order of the form. `known` is
    the reference of the case."""
    faults = list(faults)
    wrong = {fault.field.partition("[")[0] for fault in faults}
    said = [(id_of(offer, "text"), fault.message) for fault in faults if fault.field == NAMES]
    said += [
        (id_of(offer, field.name), words_for(visit, field, visit.form.text(field.name), known))
        for field in fields_for(offer.form)
        if field.name in wrong
    ]
    results = offer.task and [name for name in sorted(wrong) if name.startswith("results.")]
    for name in results or ():
        said += result_fault(visit, offer, name.partition(".")[2])
    return said or [(id_of(offer, "form"), visit.say(WRONG["choice"]))]


def words_for(visit: DeskVisit, field: ActField, typed: str, known: str = "") -> str:
    """Returns what is missing or wrong in a field of a form of the case `known`."""
    if not typed:
        return visit.say(MISSING[field.kind])
    if field.kind in ("area", "line"):
        return visit.say_count(TOO_LONG, field.most or 0, written=say_number(len(typed), visit.language))
    if field.kind == "reference" and read_reference(typed) == known:
        return visit.say(WRONG["itself"])
    return visit.say(WRONG.get(field.name, WRONG[field.kind]))


def result_fault(visit: DeskVisit, offer: OfferedAct, code: str) -> list[tuple[str, str]]:
    """Returns what is wrong with a field of the result, whose kind is part of its name."""
    sent = {name: value for name, value in reversed(visit.form.pairs) if name.endswith(f".{code}")}
    name, typed = next(iter(sent.items()), (form_name("choice", code), ""))
    kind = name.split(".")[1]
    words = (WRONG if typed else MISSING).get(kind, WRONG["choice"])
    return [(id_of(offer, name), visit.say(words))]


def declare_act_page(act: str, path: str) -> None:
    """Declares the page to which a form of an act is sent."""

    def on_task(visit: DeskVisit, reference: str, task: str) -> Response:
        return send_act(visit, act, reference, task)

    def on_case(visit: DeskVisit, reference: str) -> Response:
        return send_act(visit, act, reference)

    page("POST", path, act)(on_task if "{task}" in path else on_case)


for _act in TASK_ACTS:
    declare_act_page(_act, f"/desk/cases/{{reference}}/tasks/{{task}}/{_act}")
for _act in WHOLE_CASE:
    declare_act_page(_act, f"/desk/cases/{{reference}}/{_act}")
