"""Operations: is everything all right? Each part, and what needs attention; dead letters are sent back here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from chalice.app import Response

from casework.operations.deployed import dead_letters
from casework.operations.read_suite_health import read_suite_health
from casework.operations.redrive import MOST, send_back
from casework.operations.suite_health import Observation, Suite
from casework.pages.declare_page import page
from casework.pages.desk_addresses import go_to
from casework.pages.desk_request import DeskVisit
from casework.pages.frame import show
from casework.pages.operations.runbooks import name_of as runbook_of
from casework.pages.operations.runbooks import titles
from casework.pages.operations.texts import COUNTED, TEXTS
from onestop.domain.errors import NotFound
from onestop.domain.staff.deeds import Deed, DeedKind
from onestop.domain.time.dates import say_moment
from onestop.domain.translation import Phrase
from onestop.storage.staff.deeds import deed_kept_first

HOME = "/desk/operations"
LATELY = timedelta(days=1)
LONG = (("days", 86400), ("hours", 3600), ("minutes", 60), ("seconds", 1))
# the state of letters -> its name in TEXTS, because another part of the page uses the plain word
LETTERS = {"failed": "failed_letters"}


@page("GET", HOME, "operate")
def show_operations(visit: DeskVisit) -> Response:
    """Shows the state of the suite: each service is asked once, and what cannot be known here says why."""
    suite = read_suite_health(visit.at)
    zone = visit.offer.jurisdiction["time_zone"]

    def say_when(moment: datetime) -> str:
        return say_moment(moment, zone, visit.language, now=visit.at)

    def say_part(why: Phrase | None) -> str:
        return visit.say(why) if why else ""

    return show(
        visit,
        "operations/page.html",
        visit.say(TEXTS["title"]),
        TEXTS,
        suite=suite,
        needs=[count(visit, name, many) for name, many in needing(suite)],
        letters=LETTERS,
        say_when=say_when,
        say_part=say_part,
        runbook_of=runbook_of,
        runbooks=titles(),
        say_age=lambda seconds: say_age(seconds, visit),
        back=said_number(visit, "back"),
        notices=said_number(visit, "notices"),
    )


def needing(suite: Suite) -> Iterator[tuple[str, int]]:
    """Yields what needs attention, with how much of it there is. Unknown parts are not listed; they say so
    themselves."""
    counts = {
        "alarms": sum(alarm.state == "ALARM" for alarm in suite.alarms.found or ()),
        "dead": sum(queue.count for queue in suite.dead.found or ()),
        "failed": sum(
            each.at >= suite.at - LATELY for machine in suite.workflows.found or () for each in machine.failed
        ),
        "errors": sum(function.errors for function in suite.functions.found or ()),
    }
    return ((name, many) for name, many in counts.items() if many)


def count(visit: DeskVisit, name: str, many: int) -> str:
    return visit.say_count(COUNTED[name], many)


def said_number(visit: DeskVisit, name: str) -> str:
    """Says what was done just now, from the number in the page's URL."""
    asked = visit.asked(name)
    many = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 5 else 0
    return count(visit, name, many) if many or (name == "back" and asked == "0") else ""


def say_age(part: Observation[float | None], visit: DeskVisit) -> str | None:
    """Says how long something has waited, in its largest whole unit; nothing if nothing waits or it is unknown."""
    if part.found is None:
        return None
    seconds = round(part.found)
    unit, size = next(((unit, size) for unit, size in LONG if seconds >= size), LONG[-1])
    return visit.say_count(COUNTED[unit], seconds // size)


@page("GET", f"{HOME}/dead-letters/{{queue}}", "operate")
def ask_to_send_back(visit: DeskVisit, queue: str) -> Response:
    """Says what sending back means, before it is done."""
    known = dead_letters().get(queue)
    if known is None:
        raise NotFound("There is no such dead-letter queue.", "queue")
    words = visit.say(TEXTS["confirm"]).format(queue=known.name, source=known.source, most=MOST)
    return show(visit, "operations/send_back.html", visit.say(TEXTS["confirm_title"]), TEXTS, queue=queue, words=words)


@page("POST", f"{HOME}/dead-letters/{{queue}}", "operate")
def send_letters_back(visit: DeskVisit, queue: str) -> Response:
    """Sends dead letters back to their queue; recorded for the auditor."""
    if queue not in dead_letters():
        raise NotFound("There is no such dead-letter queue.", "queue")
    with deed_kept_first(Deed(at=visit.at, by=visit.staff.actor, kind=DeedKind.SENT_BACK, about=queue)):
        moved = send_back(queue, visit.staff.actor)
    return go_to(HOME, back=str(moved.back), notices=str(moved.notices))
