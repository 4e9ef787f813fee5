"""One act on many tasks of the inbox: shows the number and asks for the input first; each task gets its own result."""

from __future__ import annotations

import secrets
from collections.abc import Mapping

from chalice.app import Response

from casework.acts.bulk import do_all
from casework.pages.acts.away_warning import warning_unread
from casework.pages.declare_page import page
from casework.pages.desk_addresses import go_to
from casework.pages.desk_request import DeskVisit
from casework.pages.frame import show
from casework.pages.inbox.acts import ACTS, MOST, BulkAct, agencies_meant, body_of, read_chosen
from casework.pages.inbox.list_address import AskedList, agency_of, read_kept, write_kept
from casework.pages.inbox.outcomes import faults_of, once_key, why_not
from casework.pages.inbox.texts import TASKS
from casework.views.task_lists import find_tasks
from onestop.contracts.staff import BulkBody, BulkItem
from onestop.domain.cases.act import Act
from onestop.domain.errors import Fault, NotValid
from onestop.domain.translation import N_, NC_, NP_, Phrase
from onestop.runtime.identity import check_may
from onestop.runtime.randomness import new_reference

IN_AN_ADDRESS = 50  # tasks named in the URL of the next page, so that the act can be undone there
AT_ONCE = ("take", "give_back")  # need no input, and can be undone
TEXTS: Mapping[str, Phrase] = {
    "more_remain": N_("These are the first ones. When they are done, choose all that fit again."),
    "none": N_("No task of this list allows this any more."),
    "do": N_("Do it"),
    "choose": N_("Choose one"),
    "back": N_("Back to the list"),
    "moment_hint": N_("A day and a time, such as 2026-11-30 16:00"),
    "wrong": N_("Fill this in, as the form asks for it."),
    "done_title": NC_("tasks", "What became of them"),
    "failed": N_("Not done:"),
    "case": NC_("desk", "Case"),
    "why": NC_("tasks", "Why"),
    "undo": NC_("an act", "Undo"),
    "which": N_("Which tasks"),
}
DONE = NP_("{count} task: done.", "{count} tasks: done.")
NOT_DONE = NP_("{count} task was left as it is.", "{count} tasks were left as they are.")


@page("POST", "/desk/bulk", "list")
def begin_bulk(visit: DeskVisit) -> Response:
    """Handles the choice of an act: does it at once if it needs no input, and otherwise asks first."""
    asked = read_kept(visit, visit.form.text("list"))
    code = visit.form.text("act")
    code = visit.form.text("other") if code == "other" else code
    act = act_named(code)
    check_may(visit.staff, act.needs)
    every = bool(visit.form.text("every"))
    items, more = every_item(asked, visit) if every else (read_chosen(visit.form.texts("item")), False)
    if not items and not every:
        return go_to("/desk", **asked.query(cursor=""), nothing="chosen")
    if code in AT_ONCE and not every:
        return carry_out(visit, asked, code, items)
    return ask_first(visit, asked, code, items, more=more)


@page("POST", "/desk/bulk/doing", "list")
def go_on_with_bulk(visit: DeskVisit) -> Response:
    """Does the act with its input, or shows the form again if the input is wrong."""
    asked, code = read_kept(visit, visit.form.text("list")), visit.form.text("act")
    check_may(visit.staff, act_named(code).needs)
    return carry_out(visit, asked, code, read_chosen(visit.form.text("items").split()))


def act_named(code: str) -> BulkAct:
    if code not in ACTS:
        raise NotValid(Fault("act", "there is no such act", f"one of: {', '.join(ACTS)}"))
    return ACTS[code]


def every_item(asked: AskedList, visit: DeskVisit) -> tuple[list[str], bool]:
    """Returns all tasks of a list, as many as can be done at once, and whether there are more: one Query."""
    agency = agency_of(asked, visit) or ""
    found = find_tasks(asked.view, visit.staff, agency, visit.at, asked.search(), MOST, None, visit.offer)
    return [f"{task.reference}/{task.id}" for task in found.items], found.cursor is not None


def ask_first(
    visit: DeskVisit,
    asked: AskedList,
    code: str,
    items: list[str],
    *,
    more: bool = False,
    errors: list[tuple[str, str]] | None = None,
    warned: str = "",
) -> Response:
    """Shows the number of tasks, the input that the act needs, and the button that does it."""
    act = ACTS[code]
    number = visit.say_count(TASKS, len(items))
    fields = [
        {
            "name": field.name,
            "label": visit.say(field.label),
            "kind": field.kind,
            "choices": field.choices(visit) if field.choices else [],
            "optional": field.optional,
            "value": visit.form.text(field.name),
        }
        for field in act.fields
    ]
    return show(
        visit,
        "inbox/bulk.html",
        f"{visit.say(act.name)}: {number}",
        TEXTS,
        400 if errors else 200,
        errors=errors,
        code=code,
        items=items,
        fields=fields,
        more=more,
        warned=warned,
        kept=write_kept(asked),
        back=asked.address(),
        key=visit.form.text("key") or secrets.token_urlsafe(24),
    )


def carry_out(visit: DeskVisit, asked: AskedList, code: str, items: list[str]) -> Response:
    """Does the act to each task and shows each result. Sending the same form again does nothing twice."""
    act = ACTS[code]
    body = body_of(act, visit.form, visit)
    wrong = faults_of(act, body)
    if wrong:
        known = [field.name for field in act.fields]
        errors = [(name if name in known else known[0], visit.say(TEXTS["wrong"])) for name in wrong if known]
        return ask_first(visit, asked, code, items, errors=list(dict.fromkeys(errors)))
    unread = warning_unread(visit, agencies_meant(visit), str(body.get("assignee") or "")) if code == "give" else ""
    if unread:
        return ask_first(visit, asked, code, items, errors=[("assignee", unread)], warned=str(body["assignee"]))
    staff = visit.staff
    named = [BulkItem(reference=reference, task=task if act.of_task else None) for reference, task in map(parts, items)]
    each = list({(item.reference, item.task): item for item in named}.values())
    doing = Act(visit.offer, visit.at, staff.actor, new_reference)
    asked_for = BulkBody(action=act.action, items=each, body=body)
    results = do_all(staff, doing, asked_for, once_key(visit.form.text("key"), items, body)) if each else []
    done = [f"{result['reference']}/{result.get('task', '01')}" for result in results if result["status"] == 200]
    failed = [result for result in results if result["status"] != 200]
    if act.undo and done and not failed and len(done) <= IN_AN_ADDRESS:
        return go_to("/desk", **asked.query(cursor=""), did=code, tasks=" ".join(done))  # back to the same list
    return show(
        visit,
        "inbox/done.html",
        visit.say(TEXTS["done_title"]),
        TEXTS,
        act=visit.say(act.name),
        done=done,
        done_words=visit.say_count(DONE, len(done)),
        failed=[{**result, "why": why_not(result, visit)} for result in failed],
        failed_words=visit.say_count(NOT_DONE, len(failed)),
        undo=act.undo if done else None,
        kept=write_kept(asked),
        back=asked.address(),
    )


def parts(item: str) -> tuple[str, str]:
    reference, _, task = item.partition("/")
    return reference, task
