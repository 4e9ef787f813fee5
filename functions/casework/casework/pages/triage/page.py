"""The triage desk: one need after the other, with what is proposed and why. Each decision leads to the next need."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from chalice.app import Response

from casework.pages.case.same_need_words import say_why
from casework.pages.case.view import district_name
from casework.pages.case.words import CaseWords
from casework.pages.channel_words import say_channel
from casework.pages.declare_page import page
from casework.pages.desk_request import NO_FIELDS, DeskVisit
from casework.pages.form_fields import SentFields
from casework.pages.frame import show
from casework.pages.picture_policy import letting_show_pictures
from casework.pages.service_search import find_services
from casework.pages.triage.proposals import ShownProposal, proposals_of, proposed
from casework.pages.triage.queue import Queue, load_queue
from casework.pages.triage.texts import TEXTS
from casework.pages.triage.who_sits_there import check_at_triage
from casework.staff_request import known_reference
from casework.views.recorded_views import see_case
from onestop.domain.cases.case import DANGER_TASK, DESK_TASKS, URGENT
from onestop.domain.cases.references import read_reference
from onestop.domain.languages import name_of_language, say_list
from onestop.domain.time.dates import say_moment
from onestop.runtime.log import logger

if TYPE_CHECKING:
    from onestop.contracts.answers.staff_case import StaffCase
    from onestop.contracts.answers.staff_work import TaskShown

PATH = "/desk/triage"
STALE = 5  # needs that the list may still show although they were decided just now
DIDS = ("choice", "question", "merging", "answer", "danger", "undo", "gone")
UNDONE = ("choice",)  # decisions that the desk itself can take back
FILES = "/desk/cases/{reference}/attachments/{attachment}"


@page("GET", PATH, "triage")
def show_triage(visit: DeskVisit) -> Response:
    """Shows the first need, or the one that is asked for: the session, the list, the case and its look."""
    desk = check_at_triage(visit)
    asked = visit.asked("case")
    wanted = [known_reference(asked)] if asked else []
    queue = load_queue(visit, desk, without="" if last_of(visit) in wanted else last_of(visit))
    for reference in (*wanted, *(task.reference for task in queue.tasks[:STALE])):
        case = see_case(visit.looker, reference)
        task = desk_task(case, desk)
        if task is not None:
            return show_need(visit, queue, case, task)
    title, done = visit.say(TEXTS["title"]), done_so_far(visit)
    return show(visit, "triage/done.html", title, TEXTS, done=done, last=said_last(visit))


def desk_task(case: StaffCase, desk: str) -> TaskShown | None:
    """Returns the task by which the desk has a case; None once it was decided."""
    own = (task for task in case["tasks"] if task["agency"] == desk and task["code"] in DESK_TASKS)
    return next((task for task in own if task["ended_at"] is None), None)


def show_need(
    visit: DeskVisit,
    queue: Queue,
    case: StaffCase,
    task: TaskShown,
    *,
    form: SentFields = NO_FIELDS,
    errors: list[tuple[str, str]] | None = None,
    status: int = 200,
) -> Response:
    """Shows one need with everything needed to decide it; `form` is what was typed if it has to be corrected."""
    logger.append_keys(case=case["reference"])
    found = visit.asked("find")
    own = next((each for each in queue.tasks if each.reference == case["reference"]), None)
    following = queue.after(case["reference"])
    hazard = hazard_of(case)
    answer = show(
        visit,
        "triage/page.html",
        visit.say(TEXTS["title"]),
        TEXTS,
        status,
        errors=errors,
        case=case,
        task=task,
        channel=say_channel(case["channel"], visit),
        progress=progress_of(visit, queue, case["reference"]),
        more=queue.more,
        hazard=visit.say(visit.offer.hazards.name_of(hazard)) if hazard else "",
        looks_only=task["code"] == DANGER_TASK,
        choices=found_by(found, visit) if found else proposals_of(case["history"], visit.offer, visit.language),
        found=found,
        services=[visit.say(each["name"]) for each in visit.offer.services.values()],
        answers=said_answers(case, visit),
        near=[
            (each.reference, each.summary, say_why(visit, alike.percent, alike.reasons) if alike else "")
            for each, alike in (queue.near(own) if own else ())
        ],
        following=following.reference if following else "",
        speaks=name_of_language(case["language"]),
        say_when=lambda moment: say_when(moment, visit),
        say_who=CaseWords(visit).who,
        district=district_name(visit, case["district"]),
        file_path=file_path,
        form=form,
        key=secrets.token_urlsafe(24),
        done=done_so_far(visit),
        last=said_last(visit),
    )
    return letting_show_pictures(answer, has_files=any(each["link"] for each in case["attachments"]))


def found_by(typed: str, visit: DeskVisit) -> list[ShownProposal]:
    """Returns the services found by typing, which replace the proposals."""
    why = visit.say(TEXTS["you_searched"])
    found = find_services(typed, visit.offer)
    return [proposed(each["code"], why, visit.offer, visit.language) for each in found]


def said_answers(case: StaffCase, visit: DeskVisit) -> list[tuple[str, str]]:
    """Returns the questions and answers, in words; codes if the catalogue no longer has them."""
    service = visit.offer.services.get(case["service_code"] or "")
    asked = {each["code"]: each for each in (service.get("questions", ()) if service else ())}
    said = []
    for code, value in (case["answers"] or {}).items():
        question = asked.get(code)
        names = {each["code"]: visit.say(each["name"]) for each in (question.get("choices", ()) if question else ())}
        yes_or_no = {True: visit.say(TEXTS["yes"]), False: visit.say(TEXTS["no"])}
        parts = value if isinstance(value, list) else [value]
        words = [yes_or_no[each] if isinstance(each, bool) else names.get(str(each), str(each)) for each in parts]
        said.append((visit.say(question["name"]) if question else code, say_list(words, visit.language)))
    return said


def hazard_of(case: StaffCase) -> str | None:
    """Returns the danger that was named, unless somebody has found since that there is none."""
    if case["priority"] != URGENT:
        return None
    named = (event.get("hazard") for event in reversed(case["history"]))
    return next((str(hazard) for hazard in named if hazard), None)


def file_path(reference: str, attachment: str) -> str:
    """Returns the URL of a photo or document."""
    return FILES.format(reference=reference, attachment=attachment)


def progress_of(visit: DeskVisit, queue: Queue, reference: str) -> str:
    """Returns text such as "3 of 14": needs decided in this sitting count too."""
    known, done = [task.reference for task in queue.tasks], done_so_far(visit)
    if reference not in known:
        return ""
    place = done + known.index(reference) + 1
    return visit.say(TEXTS["progress"]).format(place=place, all=done + len(known))


def done_so_far(visit: DeskVisit) -> int:
    """Returns how many needs were decided in this sitting; the URL carries the number along."""
    text = visit.asked("done") or visit.form.text("done")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 0


def last_of(visit: DeskVisit) -> str:
    """Returns the case that was decided last; the list may still show it."""
    return read_reference(visit.asked("last")) or ""


def said_last(visit: DeskVisit) -> Mapping[str, Any] | None:
    """Returns what was just done, in words, and whether it can be undone here."""
    did, reference = visit.asked("did"), last_of(visit)
    if did not in DIDS or not reference:
        return None
    service = visit.offer.name_of("service", visit.asked("service"), visit.language)
    words = visit.say(TEXTS[f"did_{did}"]).format(reference=reference, service=service)
    return {"words": words, "reference": reference, "undo": did in UNDONE, "key": secrets.token_urlsafe(24)}


def say_when(moment: str | None, visit: DeskVisit) -> str:
    zone = visit.offer.jurisdiction["time_zone"]
    return say_moment(datetime.fromisoformat(moment), zone, visit.language, now=visit.at) if moment else ""
