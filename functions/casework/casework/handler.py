"""The routes of the staff, and the entry points of the workflow's steps and of the clock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chalice.app import Request

from casework.acts import attachments
from casework.acts.bulk import do_all
from casework.acts.carry_out import asked_by, do_act
from casework.acts.tables import TASK_ACTS, WHOLE_CASE
from casework.oversight import routes as oversight_routes
from casework.oversight.look_records import note_search
from casework.people.find_cases import cases_with
from casework.staff.sign_in import set_up, sign_in
from casework.staff_request import CASE, app, caller, known_reference, moment, seen_version
from casework.views.recorded_views import Looker, line_of_act, see_case, see_tasks
from casework.views.task_lists import OWN_VIEWS, agency_for, check_only, read_only, read_search
from casework.workflow.pass_time import pass_time
from casework.workflow.steps import DO, take_step
from onestop.contracts.staff import AuthenticatorBody, BulkBody, SessionBody
from onestop.domain.cases.act import Act
from onestop.domain.cases.tasks.task_end import find_task
from onestop.runtime.clock import time_of
from onestop.runtime.identity import Staff, staff_from
from onestop.runtime.log import logger
from onestop.runtime.metrics import count, flush
from onestop.runtime.randomness import new_reference
from onestop.runtime.read_request import idempotency_key, json_body, page_size, query, raw_body
from onestop.runtime.web import Caller, current_request, respond, route
from onestop.storage.catalogue.releases import current, warmed

if TYPE_CHECKING:
    from onestop.contracts.answers.oversight import BulkDone, StaffActed, TaskActed
    from onestop.contracts.answers.staff_case import StaffCase
    from onestop.contracts.answers.staff_work import Authenticator, FoundCases, StaffToken, TaskList
    from onestop.domain.cases.case import CaseFile

attachments.add_routes(app)
oversight_routes.add_routes()


@route(app, "POST", "/api/staff/sessions", Caller.PUBLIC)
def open_session() -> StaffToken:
    """Signs a member of staff in."""
    request = current_request(app)
    return sign_in(json_body(request, SessionBody), address_of(request), moment())


@route(app, "POST", "/api/staff/authenticators", Caller.PUBLIC)
def open_authenticator() -> Authenticator:
    """Sets up the authenticator app with whose codes a member of staff signs in."""
    request = current_request(app)
    return set_up(json_body(request, AuthenticatorBody), address_of(request), moment())


def address_of(request: Request) -> str:
    return str((request.context.get("identity") or {}).get("sourceIp") or "")


@route(app, "GET", "/api/staff/tasks", Caller.STAFF)
def list_tasks() -> TaskList:
    """Lists tasks, the earliest deadline first. A page that shows residents' words is a look, recorded before it is
    shown."""
    request, catalogue, staff = current_request(app), current(), caller("list")
    view = query(request, "view") or "all"
    agency = None if view in OWN_VIEWS else agency_for(staff, query(request, "agency"), catalogue)
    only = read_only(lambda name: query(request, name))
    check_only(only)
    search = read_search(query(request, "text"), query(request, "near"), query(request, "within"), only)
    return see_tasks(looker(request, staff), view, agency, search, page_size(request), query(request, "cursor"))


def looker(request: Request, staff: Staff) -> Looker:
    """Returns who is looking, with the language that they ask for."""
    catalogue = current()
    return Looker(staff=staff, at=moment(), catalogue=catalogue, language=catalogue.language(query(request, "lang")))


@route(app, "GET", "/api/staff/cases", Caller.STAFF)
def find_cases() -> FoundCases:
    """Finds the cases of a person, by e-mail address or telephone number, for a purpose that is recorded first."""
    request, catalogue, staff = current_request(app), current(), caller("find")
    language = catalogue.language(query(request, "lang"))
    identities = note_search(staff, query(request, "person"), query(request, "purpose"), moment(), catalogue)
    return cases_with(identities, catalogue, language)


@route(app, "GET", CASE, Caller.STAFF)
def show_case(reference: str) -> StaffCase:
    """Shows a case with everything that the work on it needs. The look is recorded before anything is shown."""
    staff = caller("look")
    return see_case(looker(current_request(app), staff), known_reference(reference))


@route(app, "POST", "/api/staff/bulk", Caller.STAFF)
def act_on_selection() -> BulkDone:
    """Does one act on up to fifty cases or tasks; each item gets its own answer."""
    request, catalogue = current_request(app), current()
    staff = staff_from(request.to_original_event())
    body = json_body(request, BulkBody)
    act = Act(catalogue, moment(), staff.actor, new_reference)
    return {"results": do_all(staff, act, body, idempotency_key(request))}


def act_on_case(name: str, reference: str, task: str = "") -> CaseFile:
    """Carries out one act of the tables in `casework.acts.tables`; returns the case after it."""
    request, catalogue, staff = current_request(app), current(), caller(name)
    known = known_reference(reference)
    kind = TASK_ACTS[name][0] if task else WHOLE_CASE[name]
    asked = asked_by(staff, Act(catalogue, moment(), staff.actor, new_reference), json_body(request, kind), task)
    key, seen = idempotency_key(request), seen_version(request)
    file = do_act(name, known, asked, raw_body(request), key=key, seen=seen)
    logger.append_keys(case=known, task=task, act=name)
    count("StaffActs")
    return file


def answer_of_act(file: CaseFile) -> StaffActed:
    return {"reference": file.case.reference, "version": file.case.version, "status": file.case.status}


def declare_act_route(name: str, path: str) -> None:
    """Declares the route of one act."""

    def on_task(reference: str, task: str) -> TaskActed:
        request = current_request(app)
        file = act_on_case(name, reference, task)
        line = line_of_act(find_task(file, task), looker(request, staff_from(request.to_original_event())))
        return {**answer_of_act(file), "task": line}

    def on_case(reference: str) -> StaffActed:
        return answer_of_act(act_on_case(name, reference))

    route(app, "POST", path, Caller.STAFF)(on_task if "{task}" in path else on_case)


for _name in TASK_ACTS:
    declare_act_route(_name, f"{CASE}/tasks/{{task}}/{_name}")
for _name in WHOLE_CASE:
    declare_act_route(_name, f"{CASE}/{_name}")


def handle(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """The entry point of the function: a step of the workflow, the clock, or a request."""
    if warmed(event):
        return {}
    if "clock" in event:
        done = pass_time(event["clock"], current(), time_of(event["clock"].get("at")))
        logger.info("time passed", extra=done)
        flush()
        return done
    if "step" not in event:
        return respond(app, event, context)
    if event["step"] == DO:
        from casework.automatic.do_task import do_task  # imported here: few tasks are automatic

        return do_task(event, current())
    answer = take_step(event, current())
    logger.info("step", step=event["step"], case=event["reference"], next=answer["next"])
    return answer
