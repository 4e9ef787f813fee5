"""The auditor's page: who saw which data of whom and why, who changed the installation; as a page and as a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from chalice.app import Response

from casework.oversight.audit_search import IN_A_TABLE, MOST, QUESTIONS, AuditList, AuditQuestion, answer_auditor
from casework.pages.audit.texts import DEEDS, FIELDS, HOW, OUTCOMES, PURPOSES, TEXTS
from casework.pages.case.words import CaseWords
from casework.pages.declare_page import page
from casework.pages.desk_addresses import go_to
from casework.pages.desk_request import DeskVisit
from casework.pages.frame import show
from casework.staff.accounts import actor_named, name_of, names
from onestop.domain.cases.references import read_reference
from onestop.domain.errors import NotFound, NotValid
from onestop.domain.people.actor import is_staff
from onestop.domain.staff.deeds import Deed
from onestop.domain.time.dates import say_moment
from onestop.domain.time.days_asked import is_month_or_day
from onestop.domain.translation import Phrase
from onestop.runtime.spreadsheets import as_csv
from onestop.storage.staff.looks import Look

HOME = "/desk/audit"
LONGEST = 320  # characters of whom or what an audit is about: an e-mail address is no longer
COLUMNS = ("at", "by", "name", "how", "of", "fields", "purpose", "outcome")
CSV_HEADERS = {
    "Content-Type": "text/csv; charset=utf-8",
    "Content-Disposition": 'attachment; filename="audit.csv"',
    "Cache-Control": "no-store",
}


@page("GET", HOME, "looks")
def show_audit(visit: DeskVisit) -> Response:
    """Shows the form, with the answer to what was asked. A resident's address never appears in a URL."""
    asked = {name: visit.asked(name) for name in ("what", "of", "month")}
    if not asked["what"] or asked["what"] == "person":
        return show_form(visit, {**asked, "of": ""})
    return answer_form(visit, asked)


@page("POST", HOME, "looks")
def ask_audit(visit: DeskVisit) -> Response:
    """Answers the form: by a redirect to a URL of its own, or directly if it is about a resident or asks for a
    table."""
    asked = {name: visit.form.text(name).strip() for name in ("what", "of", "month")}
    as_table = visit.form.text("as") == "csv"
    if as_table or asked["what"] == "person" or faults_of(asked):
        return answer_form(visit, asked, as_table=as_table)
    return go_to(HOME, **asked)


def answer_form(visit: DeskVisit, asked: Mapping[str, str], *, as_table: bool = False) -> Response:
    """Shows what was found, or the form again with what is wrong in it."""
    faults = faults_of(asked)
    if faults:
        return show_form(visit, asked, [(field, visit.say(TEXTS[words])) for field, words in faults])
    try:
        found = answer_auditor(question_of(asked, IN_A_TABLE if as_table else MOST), visit.staff, visit.at, visit.offer)
    except NotValid:
        return show_form(visit, asked, [("of", visit.say(TEXTS["person_wrong"]))])
    except NotFound:
        found = AuditList()
    if as_table:
        rows = [*table_of(found), *([{"at": visit.say(TEXTS["older"])}] if found.more else [])]
        return Response(body="\ufeff" + as_csv(COLUMNS, rows), headers=dict(CSV_HEADERS))
    return show_form(visit, asked, found=found)


def faults_of(asked: Mapping[str, str]) -> list[tuple[str, str]]:
    """Returns what is wrong in the form: (field, code of the message)."""
    faults = []
    if asked["what"] not in QUESTIONS:
        faults.append(("what", "what_wrong"))
    elif asked["what"] != "deeds" and not 0 < len(asked["of"]) <= LONGEST:
        faults.append(("of", "of_wrong"))
    elif asked["what"] == "case" and not read_reference(asked["of"]):
        faults.append(("of", "reference_wrong"))
    if asked["month"] and not is_month_or_day(asked["month"]):
        faults.append(("month", "month_wrong"))
    return faults


def question_of(asked: Mapping[str, str], most: int) -> AuditQuestion:
    what, of = asked["what"], asked["of"]
    if what == "case":
        of = read_reference(of) or ""
    elif what == "staff":
        of = actor_named(of, names())
    return AuditQuestion(what=what, of=of, within=asked["month"] or None, most=most)


def show_form(
    visit: DeskVisit,
    asked: Mapping[str, str],
    errors: list[tuple[str, str]] | None = None,
    found: AuditList | None = None,
) -> Response:
    zone, known, words = visit.offer.jurisdiction["time_zone"], names(), CaseWords(visit)

    def say_when(moment: datetime | str) -> str:
        at = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
        return say_moment(at, zone, visit.language)

    return show(
        visit,
        "audit/page.html",
        visit.say(TEXTS["title"]),
        TEXTS,
        400 if errors else 200,
        errors=errors,
        asked=asked,
        kinds=tuple(QUESTIONS),
        found=found,
        looks=[look_line(look, visit, known) for look in found.looks] if found else [],
        acts=acts_in_words(found, visit) if found else [],
        deeds=[deed_line(deed, visit, known) for deed in found.deeds] if found else [],
        say_when=say_when,
        say_who=lambda by: name_of(by, known) if is_staff(by) else words.who(by),
    )


def look_line(look: Look, visit: DeskVisit, known: Mapping[str, str]) -> dict[str, Any]:
    """Returns a look as a row of the page."""
    return {
        "at": look.at,
        "by": look.by,
        "how": say_of(HOW, look.where or "", visit),
        "cases": look.cases,
        "about": name_of(look.about, known) if look.about else "",
        "agency": visit.offer.name_of("agency", look.agency, visit.language),
        "fields": [say_of(FIELDS, field, visit) for field in look.fields],
        "why": say_of(PURPOSES, look.purpose, visit) if look.purpose else visit.say(TEXTS["by_work"]),
    }


def acts_in_words(found: AuditList, visit: DeskVisit) -> list[dict[str, Any]]:
    """Returns what was done to a case as rows of the page, in the words of the case's own page."""
    words = CaseWords(visit, found.service, years=True)
    return [{"at": act["at"], "by": act["by"], "did": words.what(act)} for act in found.acts]


def deed_line(deed: Deed, visit: DeskVisit, known: Mapping[str, str]) -> dict[str, Any]:
    """Returns a deed as a row of the page."""
    return {
        "at": deed.at,
        "by": deed.by,
        "did": say_of(DEEDS, deed.kind, visit),
        "about": name_of(deed.about, known),
        "details": [name_of(detail, known) for detail in deed.details],
        "outcome": say_of(OUTCOMES, deed.outcome, visit),
    }


def say_of(words: Mapping[str, Phrase], code: str, visit: DeskVisit) -> str:
    """Returns the words for a code; an unknown code, such as one of another version, stays as it is."""
    return visit.say(words[code]) if code in words else code


def table_of(found: AuditList) -> Iterator[dict[str, str]]:
    """Yields what was found, in codes, so that a spreadsheet is the same in every language."""
    known = names()
    for look in found.looks:
        yield {
            "at": look.at.isoformat(),
            "by": look.by,
            "name": name_of(look.by, known),
            "how": look.where or "case",
            "of": " ".join(look.cases) or look.about or "",
            "fields": " ".join(look.fields),
            "purpose": look.purpose or "",
            "outcome": "",
        }
    for act in found.acts:
        who = {"at": act["at"], "by": act["by"], "name": name_of(act["by"], known)}
        yield {**who, "how": act["type"], "of": "", "fields": "", "purpose": "", "outcome": ""}
    for deed in found.deeds:
        yield {
            "at": deed.at.isoformat(),
            "by": deed.by,
            "name": name_of(deed.by, known),
            "how": deed.kind,
            "of": deed.about,
            "fields": " ".join(deed.details),
            "purpose": "",
            "outcome": deed.outcome,
        }
