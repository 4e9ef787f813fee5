"""What the pages for a resident's own case share: doing the act once, and explaining why it cannot be done."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from chalice.app import Response

from intake.api.case_acts import do_as_resident
from intake.web.case_acts.texts import IMPOSSIBLE, OWN, SENT_BEFORE
from onestop.domain.cases.case import Case
from onestop.domain.cases.lifecycle import Status
from onestop.domain.errors import Conflict, KeyReused, NotPossible, TooMany
from onestop.runtime.clock import now
from onestop.runtime.kept_links import secret_in_links
from onestop.runtime.pages.frame import Visit, go_to, show
from onestop.runtime.pages.page_routes import show_error
from onestop.storage.cases.read_case import load_file

TEMPLATES = Path(__file__).parents[1] / "templates"

ShowAgain = Callable[[list[tuple[str, str]], int], Response]


def do_resident_act(
    visit: Visit, act: str, reference: str, body: Any, once: str | None, sent: bytes, again: ShowAgain, task: str = ""
) -> Response:
    """Does what a form asks for, once however often it is sent, and returns to the page of the case."""
    try:
        do_as_resident(act, reference, body, visit.offer, now(), task=task, key=once, sent=sent)
    except KeyReused:  # they went back, wrote something else and sent it again
        return again([("send", visit.say(SENT_BEFORE))], 409)
    except NotPossible:
        return show_impossible(visit, reference, reason_against(act, load_file(reference).case), 409)
    except TooMany as error:
        return show_too_often(visit, reference, error)
    except Conflict:  # many others wrote at the same moment
        return show_error(visit, "unavailable", 503)
    return go_to(f"/track/{reference}", visit.language, secret=secret_in_links(visit.request, reference), done=act)


def reason_against(act: str, case: Case) -> str:
    """The reason for refusing an act, by its name in the texts."""
    if act == "completion":
        return "part_ended"
    if case.merged_into:
        return "joined"
    if act == "reopening":
        return "late" if case.status is Status.CLOSED else "under_way"
    if act == "withdrawal" and case.status not in (Status.RESOLVED, Status.CLOSED):
        return "followed"
    return "closed" if act == "messages" else "ended"


def show_too_often(visit: Visit, reference: str, error: TooMany) -> Response:
    """The page for somebody who had their case reopened so often in a day that talking helps more."""
    answer = show_impossible(visit, reference, "too_often", 429)
    answer.headers["Retry-After"] = str(error.retry_after)
    return answer


def show_impossible(visit: Visit, reference: str, name: str, status: int = 200) -> Response:
    """The page that says in words why something cannot be done now."""
    texts, secret = visit.say_all(IMPOSSIBLE[name]), secret_in_links(visit.request, reference)
    return show(
        visit,
        TEMPLATES,
        "impossible.html",
        texts["title"],
        f"/track/{reference}",
        OWN,
        status,
        kept={"secret": secret},
        text=texts["text"],
        reference=reference,
        secret=secret,
    )
