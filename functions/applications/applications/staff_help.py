"""Staff who fill in an application for somebody. The desk asks for it by an errand (docs/decisions/0032, 0050); the
result is a pass: a signed statement of who helps with which application until when, which the clerk's browser keeps.
With it, the pages are the same as for anybody, and each answer says who gave it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime

from chalice.app import Chalice, Request, Response

from applications.drafts.store import begin_draft, change_draft, load_draft
from applications.texts import HELPING
from onestop.domain.applications.application import APPLICANT, Application
from onestop.domain.applications.filled_in_by_staff import ENTERING, LASTS, Assisted, assisted, check_assistance
from onestop.domain.cases.references import read_reference
from onestop.domain.errors import Fault, LinkRetired, NotAllowed, NotFound, NotValid
from onestop.domain.people.actor import Actor
from onestop.runtime import links
from onestop.runtime.clock import now
from onestop.runtime.cookies import sent_cookie, set_cookie
from onestop.runtime.errands import DoErrand, Errand
from onestop.runtime.identity import check_may
from onestop.runtime.kept_links import keep_secret
from onestop.runtime.pages.frame import Visit, go_to
from onestop.runtime.pages.page_routes import page as declare
from onestop.runtime.read_request import query
from onestop.runtime.web import Caller
from onestop.storage.applications.application_rows import note_paper_taken, papers
from onestop.storage.catalogue.releases import current
from onestop.storage.staff.desk_sessions import was_sent_away

ACT = "entries"
PAPER_CHANNELS = ("email", "letter", "fax")
MOST_PAPERS = 25
PASS = re.compile(r"(staff:[A-Za-z0-9-]{1,64})~([0-9]{1,12})~([A-Za-z0-9_.-]{1,64})")


def add_assisting(app: Chalice) -> None:
    """Declares the route."""
    declare(app, "GET", "/apply/assist/{reference}", Caller.PUBLIC, current)(enter_as_helper)


def help_with(errand: Errand) -> dict[str, str]:
    """Opens an application by the reference and the code that somebody reads out."""
    check_may(errand.staff, ACT)
    fields = errand.fields
    check_assistance(fields["channel"], fields["consent"], "")
    reference = links.opened_by_code(fields["reference"], fields["code"])
    note = Assisted(at=errand.at, by=errand.staff.actor, channel=fields["channel"], consent=fields["consent"])
    draft = load_draft(reference, current(), errand.at)
    change_draft(draft, lambda it: assisted(it.application, note), current(), errand.at)
    return {"reference": reference, "there": way_in(reference, errand.staff.actor, errand.at)}


def begin_for(errand: Errand) -> dict[str, str]:
    """Begins an application for somebody, once for each key."""
    check_may(errand.staff, ACT)
    fields, catalogue = errand.fields, current()
    name = fields["whom"].strip()
    check_assistance(fields["channel"], fields["consent"], name)
    if not name:
        raise NotValid(Fault("name", "it is not said for whom this is", "the name of whoever applies"))
    service = catalogue.services.get(fields["service"])
    if service is None or not service.get("form"):
        raise NotValid(Fault("service", "this service has no form", "a service with a form"))
    reference = links.reference_from(f"assist:{errand.staff.id}:{fields['key']}")
    language = catalogue.language(fields["language"])
    draft = begin_draft(reference, fields["service"], language, fields["channel"], catalogue, errand.at)
    if not draft.application.version:
        note = Assisted(
            at=errand.at, by=errand.staff.actor, channel=fields["channel"], consent=fields["consent"], name=name
        )
        change_draft(draft, lambda it: assisted(it.application, note), catalogue, errand.at)
    return {"reference": reference, "there": way_in(reference, errand.staff.actor, errand.at)}


def list_papers(errand: Errand) -> list[dict[str, str]]:
    """Lists the applications that came on paper and that nobody is checking, without anybody's words."""
    check_may(errand.staff, ACT)
    return [
        {
            "reference": each.reference,
            "service": each.service,
            "channel": each.channel,
            "came": each.begun_at.isoformat(),
        }
        for each in papers(MOST_PAPERS, errand.at)
    ]


def take_paper(errand: Errand) -> dict[str, str]:
    """Opens an application that came on paper, for a clerk who compares it with the original and completes it."""
    check_may(errand.staff, ACT)
    reference = read_reference(errand.fields["reference"]) or ""
    draft = load_draft(reference, current(), errand.at)
    if draft.application.channel not in PAPER_CHANNELS:
        raise NotFound("Nothing of this reference came on paper.", "reference")
    note = Assisted(at=errand.at, by=errand.staff.actor, channel="paper", consent="signed")
    kept = change_draft(draft, lambda it: assisted(it.application, note), current(), errand.at)
    note_paper_taken(kept.application, errand.at)
    return {"reference": reference, "there": way_in(reference, errand.staff.actor, errand.at)}


ERRANDS: Mapping[str, DoErrand] = {
    "help with": help_with,
    "begin for": begin_for,
    "list papers": list_papers,
    "take paper": take_paper,
}


def way_in(reference: str, by: str, at: datetime) -> str:
    """The path that lets the browser of a member of staff in, valid just long enough to follow it."""
    return f"/apply/assist/{reference}?pass={make_pass(reference, by, at + ENTERING)}"


def enter_as_helper(visit: Visit, reference: str) -> Response:
    """Exchanges the path for the pass that the browser keeps, and leads to the application."""
    known, at = read_reference(reference) or "", now()
    by = helper_by(query(visit.request, "pass") or "", known, at)
    if by is None or was_sent_away(by.removeprefix(f"{Actor.STAFF}:"), at - ENTERING):
        raise NotFound(links.REFUSALS[links.ASSIST], "reference")
    answer = go_to(f"/apply/draft/{known}", visit.language)
    answer.headers["Set-Cookie"] = [
        # until the browser is closed: others use it too, and their answers are not the clerk's
        set_cookie(cookie_of(known), make_pass(known, by, at + LASTS)),
        keep_secret(known, links.secret_of(links.APPLY, known), links.APPLY, until_closed=True),
    ]
    return answer


def editor_of(request: Request, reference: str, at: datetime) -> str:
    """Who fills this in: the member of staff whose browser it is, else the holder of the link. Called before anything
    is written. Raises NotAllowed for a pass that has expired, or was given before its clerk was moved or disabled."""
    found = read_pass(sent_cookie(request, cookie_of(reference)), reference)
    if found is None:
        return APPLICANT
    by, until = found
    if at >= until or was_sent_away(by.removeprefix(f"{Actor.STAFF}:"), until - LASTS):
        raise NotAllowed("You do not help with this application any more: open it at the desk once more.", "pass")
    return by


def cookie_of(reference: str) -> str:
    return f"{links.ASSIST}-{reference}"


def make_pass(reference: str, by: str, until: datetime) -> str:
    moment = int(until.timestamp())
    return f"{by}~{moment}~{links.secret_of(links.ASSIST, f'{reference}:{by}:{moment}')}"


def helper_by(shown: str, reference: str, at: datetime) -> str | None:
    """Whom a pass names, if it is one of ours, for this application, and has not expired."""
    found = read_pass(shown, reference)
    return found[0] if found and at < found[1] else None


def read_pass(shown: str, reference: str) -> tuple[str, datetime] | None:
    """Whom a pass names, and until when; None if it is not ours, or for another application."""
    found = PASS.fullmatch(shown)
    if not found or not reference:
        return None
    by, moment, secret = found.groups()
    try:
        is_ours = links.opens(links.ASSIST, f"{reference}:{by}:{moment}", secret)
    except LinkRetired:
        return None
    return (by, datetime.fromtimestamp(int(moment), UTC)) if is_ours else None


def say_helping(visit: Visit, application: Application, at: datetime) -> str:
    """For whom a member of staff fills this in, and how that person takes part; nothing for anybody else."""
    by = helper_by(sent_cookie(visit.request, cookie_of(application.reference)), application.reference, at)
    notes = [each for each in application.assisted if each.by == by]
    if not notes:
        return ""
    named = next((each.name for each in reversed(application.assisted) if each.name), "")
    words = visit.say(HELPING[notes[-1].channel])
    return words.format(name=named or visit.say(HELPING["somebody"]))
