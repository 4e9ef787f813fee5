"""Absences, and the deputies who get the tasks in the meantime: entered by the supervisor, and seen by the deputy."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from chalice.app import Response

from casework.oversight.look_records import note_page
from casework.pages.declare_page import page
from casework.pages.desk_addresses import go_to
from casework.pages.desk_request import DeskVisit
from casework.pages.frame import show
from casework.pages.supervision.absence_texts import TEXTS as STANDING_IN
from casework.pages.supervision.page import ACT, HOME, colleagues_for, say_when, show_agency, supervised
from casework.pages.supervision.texts import TEXTS
from casework.staff.accounts import name_of, names
from casework.staff.colleagues import who_works
from casework.views.recorded_views import line
from casework.views.workload import workload_of
from onestop.domain.errors import NotFound
from onestop.domain.people.actor import staff_actor
from onestop.domain.staff.absences import Absence, away_now
from onestop.domain.staff.deeds import Deed, DeedKind
from onestop.domain.time.days_asked import read_day
from onestop.storage.cases.task_lists import own_tasks
from onestop.storage.staff.absences import absences_of, keep_absence
from onestop.storage.staff.deeds import deed_kept_first

SHOWN = 50


@page("POST", f"{HOME}/absences", ACT)
def say_away(visit: DeskVisit) -> Response:
    """Keeps who is away and who stands in; or shows the form again with what is wrong in it."""
    agency = supervised(visit, visit.form.text("agency"))
    typed = {name: visit.form.text(name).strip() for name in ("staff", "deputy", "first", "last")}
    known = dict(colleagues_for(workload_of(agency, visit.at), who_works(agency)))
    faults = faults_of(typed, known, today(visit))
    if faults:
        return show_agency(visit, agency, [(field, visit.say(TEXTS[f"{field}_wrong"])) for field in faults])
    absence = Absence(
        staff=typed["staff"],
        agency=agency,
        first=date.fromisoformat(typed["first"]),
        last=date.fromisoformat(typed["last"]),
        deputy=typed["deputy"],
    )
    keep_with_deed(visit, absence)
    return go_to(HOME, agency=agency, done="away")


@page("POST", f"{HOME}/absences/{{staff}}/end", ACT)
def say_back(visit: DeskVisit, staff: str) -> Response:
    """Records that somebody is back early: their absence ended yesterday."""
    agency = supervised(visit, visit.form.text("agency"))
    known = next((each for each in absences_of(agency) if each.staff == staff), None)
    if known is None:
        raise NotFound("Nobody of this agency is away under this name.", "staff")
    yesterday = today(visit) - timedelta(days=1)
    ended = Absence(staff=staff, agency=agency, first=min(known.first, yesterday), last=yesterday, deputy=known.deputy)
    keep_with_deed(visit, ended)
    return go_to(HOME, agency=agency, done="back")


def keep_with_deed(visit: DeskVisit, absence: Absence) -> None:
    details = (absence.first.isoformat(), absence.last.isoformat(), staff_actor(absence.deputy))
    about = staff_actor(absence.staff)
    with deed_kept_first(Deed(at=visit.at, by=visit.staff.actor, kind=DeedKind.ABSENT, about=about, details=details)):
        keep_absence(absence, absences_of(absence.agency))


def faults_of(typed: Mapping[str, str], known: Mapping[str, str], now: date) -> list[str]:
    """Returns the fields in which something is wrong."""
    first, last = read_day(typed["first"]), read_day(typed["last"])
    wrong = {
        "staff": typed["staff"] not in known,
        "deputy": typed["deputy"] not in known or typed["deputy"] == typed["staff"],
        "first": first is None,
        "last": last is None or last < now or (first is not None and last < first),
    }
    return [field for field, is_wrong in wrong.items() if is_wrong]


def today(visit: DeskVisit) -> date:
    return visit.at.astimezone(ZoneInfo(visit.offer.jurisdiction["time_zone"])).date()


@page("GET", "/desk/standing-in/{staff}", "list")
def show_tasks_of(visit: DeskVisit, staff: str) -> Response:
    """Shows the open tasks of the person for whom one stands in: one Query, and the look at what it shows."""
    zone = visit.offer.jurisdiction["time_zone"]
    stands_in = away_now(visit.signed_in.known.stands_in, visit.at, zone) if visit.signed_in else ()
    agencies = {absence.agency for absence in stands_in if absence.staff == staff}
    mine = {agency for agency in agencies if visit.staff.works_for(agency)}
    if not mine:
        raise NotFound("You do not stand in for this person.", "staff")
    found = own_tasks(staff, SHOWN)
    lines = [line(task, visit.looker) for task in found.items if task.agency in mine]
    note_page(visit.staff, min(mine), lines, visit.at)
    title = visit.say(STANDING_IN["title"]).format(name=name_of(staff, names()))
    return show(
        visit,
        "supervision/absences.html",
        title,
        STANDING_IN,
        lines=lines,
        more=found.cursor is not None,
        say_when=lambda moment: say_when(datetime.fromisoformat(moment), visit),
        is_late=lambda moment: datetime.fromisoformat(moment) <= visit.at,
    )
