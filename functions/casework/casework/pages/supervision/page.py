"""The supervisor's overview: who has which tasks, how urgent and how old they are, who is away, how contractors
perform."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chalice.app import Response

from casework.pages.declare_page import page
from casework.pages.desk_request import DeskVisit
from casework.pages.frame import show
from casework.pages.supervision.texts import AGES, COUNTED, TEXTS
from casework.staff.accounts import names
from casework.staff.colleagues import who_works
from casework.views.task_lists import agency_for
from casework.views.workload import Load, Workload, workload_of
from onestop.domain.staff.absences import Absence, away_now, not_over
from onestop.domain.staff.agency_rights import agency_kind
from onestop.domain.time.dates import say_date, say_moment
from onestop.storage.staff.absences import absences_of

HOME = "/desk/supervisor"
ACT = "assign_others"
EVERY = "every"
DONE = ("away", "back")


@page("GET", HOME, ACT)
def show_overview(visit: DeskVisit) -> Response:
    """Shows one agency: a Query for its tasks, a Query for absences; its people are asked for every few minutes. All
    agencies that somebody supervises: a Query each."""
    mine = agencies_of(visit)
    if visit.asked("agency") == EVERY:
        return show_agencies(visit, mine)
    return show_agency(visit, supervised(visit, visit.asked("agency")))


def show_agencies(visit: DeskVisit, mine: list[str]) -> Response:
    """Shows the agencies next to each other."""
    loads = [workload_of(agency, visit.at) for agency in mine]
    lines = [line_of(work.whole, name_of_agency(work.agency, visit), work.agency, visit) for work in loads]
    return show(
        visit,
        "supervision/all_agencies.html",
        visit.say(TEXTS["title"]),
        TEXTS,
        **frame_of(visit, EVERY),
        lines=lines,
        read=said_of(visit, *loads),
    )


def show_agency(visit: DeskVisit, agency: str, errors: list[tuple[str, str]] | None = None) -> Response:
    """Shows one agency, person by person."""
    work, absences, colleagues = workload_of(agency, visit.at), absences_of(agency), who_works(agency)
    known = {**names(), **colleagues}
    zone = visit.offer.jurisdiction["time_zone"]
    away = {absence.staff: absence for absence in away_now(absences, visit.at, zone)}
    done = visit.asked("done")
    return show(
        visit,
        "supervision/page.html",
        visit.say(TEXTS["title"]),
        TEXTS,
        400 if errors else 200,
        errors=errors,
        **frame_of(visit, agency),
        whole=line_of(work.whole, visit.say(TEXTS["whole"]), "", visit),
        lines=[line_of(load, holder_name(load.of, known, visit), load.of or "", visit) for load in work.people],
        ages=[(visit.say(words), many) for words, many in zip(AGES, work.ages, strict=True)],
        read=said_of(visit, work),
        away=away,
        absences=[absence_line(each, known, visit, zone) for each in not_over(absences, visit.at, zone)],
        colleagues=colleagues_for(work, colleagues),
        typed={name: visit.form.text(name) for name in ("staff", "deputy", "first", "last")},
        contractors=[(code, name_of_agency(code, visit)) for code in contractors(visit)],
        done=visit.say(TEXTS[f"done_{done}"]) if done in DONE else "",
    )


def frame_of(visit: DeskVisit, agency: str) -> dict[str, Any]:
    """Returns what the top of each of these pages shows: which agency, of which ones."""
    mine = agencies_of(visit)
    return {"agency": agency, "agencies": [(code, name_of_agency(code, visit)) for code in mine], "every": EVERY}


def agencies_of(visit: DeskVisit) -> list[str]:
    """Returns the agencies that somebody supervises: their own, or all for those who see all."""
    return sorted(visit.offer.agencies if visit.staff.reads_all else visit.staff.agencies)


def supervised(visit: DeskVisit, wanted: str) -> str:
    """Returns the agency that is asked for; raises NotAllowed if it is not theirs."""
    own = min(visit.staff.agencies, default=None)
    return agency_for(visit.staff, wanted or own, visit.offer)


def name_of_agency(code: str, visit: DeskVisit) -> str:
    return visit.offer.name_of("agency", code, visit.language)


def holder_name(holder: str | None, known: Mapping[str, str], visit: DeskVisit) -> str:
    return visit.say(TEXTS["nobody"]) if holder is None else known.get(holder, holder)


def line_of(load: Load, name: str, code: str, visit: DeskVisit) -> dict[str, Any]:
    """Returns a row of the table."""
    zone = visit.offer.jurisdiction["time_zone"]
    oldest = say_date(load.oldest, zone, visit.language, now=visit.at) if load.oldest else ""
    return {"load": load, "name": name, "code": code, "oldest": oldest}


def said_of(visit: DeskVisit, *loads: Workload) -> str:
    """Says how many tasks the figures cover, and whether there are more."""
    read = visit.say_count(COUNTED["read"], sum(work.whole.tasks for work in loads))
    return f"{read} {visit.say(TEXTS['more_tasks'])}" if any(work.more for work in loads) else read


def absence_line(absence: Absence, known: Mapping[str, str], visit: DeskVisit, zone: str) -> dict[str, Any]:
    return {
        "staff": absence.staff,
        "name": known.get(absence.staff, absence.staff),
        "deputy": known.get(absence.deputy, absence.deputy),
        "first": absence.first.isoformat(),
        "last": absence.last.isoformat(),
        "now": bool(away_now((absence,), visit.at, zone)),
    }


def colleagues_for(work: Workload, named: Mapping[str, str]) -> list[tuple[str, str]]:
    """Returns who may be chosen: the people of the agency; while these are unknown, those who have tasks of it."""
    holders = {load.of: load.of for load in work.people if load.of}
    return sorted((dict(named) or holders).items(), key=lambda each: each[1])


def contractors(visit: DeskVisit) -> list[str]:
    return [code for code in visit.offer.agencies if agency_kind(code, visit.offer) == "contractor"]


def say_when(moment: Any, visit: DeskVisit) -> str:
    return say_moment(moment, visit.offer.jurisdiction["time_zone"], visit.language, now=visit.at)
