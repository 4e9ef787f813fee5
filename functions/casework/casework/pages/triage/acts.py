"""The decisions of the triage desk: each is the same act as over the API, and continues with the next need."""

from __future__ import annotations

from typing import Any

import msgspec
from chalice.app import Response

from casework.acts.act_rules import ActRequest
from casework.acts.bulk import body_kind
from casework.acts.carry_out import asked_by, do_act
from casework.acts.take_back_decision import take_back
from casework.pages.declare_page import page
from casework.pages.desk_addresses import go_to
from casework.pages.desk_request import DeskVisit
from casework.pages.service_search import named_exactly
from casework.pages.triage.page import PATH, desk_task, done_so_far, show_need
from casework.pages.triage.queue import load_queue
from casework.pages.triage.texts import TEXTS
from casework.pages.triage.who_sits_there import check_at_triage
from casework.staff_request import known_reference
from casework.views.recorded_views import see_case
from onestop.contracts.read_contract import read_fields
from onestop.contracts.staff import ReasonBody
from onestop.domain.cases.act import Act
from onestop.domain.errors import Conflict, NotFound, NotPossible, NotValid
from onestop.runtime.log import logger
from onestop.runtime.metrics import count
from onestop.runtime.randomness import new_reference

KEY_LENGTH = 64


@page("POST", f"{PATH}/{{reference}}/choice", "completion")
def choose_service(visit: DeskVisit, reference: str) -> Response:
    """Decides which service it is, or that a danger was dealt with; or that there is no danger."""
    typed = visit.form.text("service")
    service = named_exactly(typed, visit.offer) if typed else None
    harmless = bool(visit.form.text("harmless"))
    looked = bool(visit.form.text("looked"))
    if service is None and not looked:
        return show_again(visit, reference, "service", "wrong")
    sent: dict[str, Any] = {"outcome": "done"}
    sent |= {"service_code": service["code"]} if service and not looked else {}
    sent |= {"harmless": True} if harmless else {}
    did = "danger" if looked else "choice"
    return do_triage_act(
        visit, reference, "completion", sent, did, "service", chosen=service["code"] if service else ""
    )


@page("POST", f"{PATH}/{{reference}}/question", "question")
def send_question(visit: DeskVisit, reference: str) -> Response:
    """Asks the resident for what the desk needs to decide."""
    question = visit.form.text("question")
    if not question:
        return show_again(visit, reference, "question", "missing")
    return do_triage_act(visit, reference, "question", {"question": question}, "question", "question")


@page("POST", f"{PATH}/{{reference}}/merging", "merging")
def merge_need(visit: DeskVisit, reference: str) -> Response:
    """Joins the need with another case, because they are the same."""
    into, reason = visit.form.text("other") or visit.form.text("near"), visit.form.text("reason")
    missing = [name for name, value in (("other", into), ("reason", reason)) if not value]
    if missing:
        return show_again(visit, reference, missing[0], "missing")
    return do_triage_act(
        visit, reference, "merging", {"into": into, "reason": reason}, "merging", "other", on_task=False
    )


@page("POST", f"{PATH}/{{reference}}/answer", "completion")
def answer_resident(visit: DeskVisit, reference: str) -> Response:
    """Answers the resident because no service fits, and the case is done."""
    words = visit.form.text("answer")
    if not words:
        return show_again(visit, reference, "answer", "missing")
    check_at_triage(visit)
    told = {"text": words, "public": True}
    try:
        do(visit, known_reference(reference), "notes", told, key=f"{key_of(visit)}:answer", seen=seen_of(visit))
    except (NotValid, NotPossible, Conflict) as error:
        return not_done(visit, reference, "answer", error)
    return do_triage_act(visit, reference, "completion", {"outcome": "done"}, "answer", "answer", seen=False)


@page("POST", f"{PATH}/{{reference}}/undo", "triage")
def undo(visit: DeskVisit, reference: str) -> Response:
    """Takes the desk's last decision back, as long as nobody has begun to work by it."""
    check_at_triage(visit)
    known = known_reference(reference)
    body = ReasonBody(reason=visit.say(TEXTS["undone"]))
    take_back(known, asked_for(visit, body), key=key_of(visit) or None)
    count("StaffActs")
    return go_to(PATH, case=known, did="undo", last=known, done=str(max(done_so_far(visit) - 1, 0)))


def do_triage_act(
    visit: DeskVisit,
    reference: str,
    name: str,
    sent: dict[str, Any],
    did: str,
    field: str,
    *,
    chosen: str = "",
    on_task: bool = True,
    seen: bool = True,
) -> Response:
    """Does one act, and continues with the next need; `field` is where a mistake is shown."""
    check_at_triage(visit)
    known = known_reference(reference)
    task = visit.form.text("task") if on_task else ""
    if on_task and not task:
        return show_again(visit, reference, field, "wrong")
    try:
        do(visit, known, name, sent, task, key=key_of(visit), seen=seen_of(visit) if seen else None)
    except (NotValid, NotPossible, Conflict, NotFound) as error:
        return not_done(visit, reference, field, error)
    logger.append_keys(case=known, task=task, act=name)
    count("StaffActs")
    done = str(done_so_far(visit) + 1)
    return go_to(PATH, case=visit.form.text("following"), did=did, last=known, service=chosen, done=done)


def do(
    visit: DeskVisit, known: str, name: str, sent: dict[str, Any], task: str = "", *, key: str, seen: int | None
) -> None:
    asked = asked_for(visit, read_fields(sent, body_kind(name, task or None)), task)
    do_act(name, known, asked, msgspec.json.encode(sent), key=key or None, seen=seen)


def asked_for(visit: DeskVisit, body: Any, task: str = "") -> ActRequest:
    return asked_by(visit.staff, Act(visit.offer, visit.at, visit.staff.actor, new_reference), body, task)


def not_done(visit: DeskVisit, reference: str, field: str, error: Exception) -> Response:
    """Shows why the act was refused: the need as it is now with what was typed, or the next one if somebody else
    decided it in the meantime."""
    desk = check_at_triage(visit)
    known = known_reference(reference)
    case = see_case(visit.looker, known)  # raises NotFound if they may not see it
    if desk_task(case, desk) is None:
        return go_to(PATH, case=visit.form.text("following"), did="gone", last=known, done=str(done_so_far(visit)))
    if isinstance(error, Conflict):
        return show_again(visit, reference, field, "moved_on", 409)
    named = getattr(error, "field", "") or next((fault.field for fault in getattr(error, "faults", ())), "")
    return show_again(visit, reference, "harmless" if named == "harmless" else field, "wrong")


def show_again(visit: DeskVisit, reference: str, field: str, what: str, status: int = 400) -> Response:
    """Shows the need again with what was typed, and what is wrong with it."""
    desk = check_at_triage(visit)
    case = see_case(visit.looker, known_reference(reference))
    task = desk_task(case, desk)
    if task is None:
        raise NotPossible("This case is not at the triage desk.", "status")
    words = visit.say(TEXTS["moved_on" if what == "moved_on" else f"{what}_{field}"])
    queue = load_queue(visit, desk)
    return show_need(visit, queue, case, task, form=visit.form, errors=[(field, words)], status=status)


def key_of(visit: DeskVisit) -> str:
    return visit.form.text("key")[:KEY_LENGTH]


def seen_of(visit: DeskVisit) -> int | None:
    """Returns the version of the case that the decision was about."""
    text = visit.form.text("seen")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
