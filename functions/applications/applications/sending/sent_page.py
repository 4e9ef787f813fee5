"""After the last page: the application is sent and we say at once that it is complete, or what is missing; later, what
was sent."""

from __future__ import annotations

from chalice.app import Response

from applications.drafts.store import Draft, judge_draft, load_draft, today_of
from applications.form_pages.check_page import check_lines, show_check
from applications.form_pages.once_only import proved_here
from applications.form_pages.page_values import TEMPLATES
from applications.sending.send_application import can_be_told, send_application
from applications.staff_help import editor_of, say_helping
from applications.texts import HELPING, SENT
from onestop.domain.applications.application import ApplicationStatus
from onestop.domain.cases.event_words import UNTOLD
from onestop.domain.errors import NotFound, NotPossible
from onestop.domain.forms.asked_fields import find_asked_fields
from onestop.runtime import links
from onestop.runtime.clock import now
from onestop.runtime.kept_links import open_page, secret_in_links
from onestop.runtime.pages.frame import Visit, go_to, show
from onestop.runtime.pages.posted_forms import read_form


def take_sending(visit: Visit, reference: str) -> Response:
    """Sends the application; or shows all answers with what is missing or must be chosen first."""
    form, at = read_form(visit.request), now()
    known = links.opened_by(links.APPLY, reference, form.get("secret"))
    draft = load_draft(known, visit.offer, at)
    visit = visit.in_language(draft.application.language)
    editor_of(visit.request, known, at)  # staff whose pass is over may not send anything either
    secret = secret_in_links(visit.request, known, links.APPLY)
    try:
        sent = send_application(draft, visit.offer, at, proved_here(visit.request, visit.offer, at))
    except NotPossible:
        draft = load_draft(known, visit.offer, at)
        if draft.application.status is not ApplicationStatus.DRAFT:
            return go_to(f"/apply/sent/{known}", visit.language, secret=secret)
        return show_check(visit, draft, *judge_draft(draft, visit.offer, today_of(visit.offer, at)))
    if not sent.is_complete:
        asked, mistakes = judge_draft(draft, visit.offer, today_of(visit.offer, at))
        return show_check(visit, draft, asked, mistakes)
    return go_to(f"/apply/sent/{known}", visit.language, secret=secret)


def show_sent_one(visit: Visit, reference: str) -> Response:
    """Shows that it was sent, what happens next, and all answers."""
    known, there = open_page(visit.request, lambda known: f"/apply/sent/{known}", reference, links.APPLY)
    if there:
        return there
    draft = load_draft(known, visit.offer, now())
    if draft.application.status is not ApplicationStatus.SENT:
        raise NotFound("This application was not sent yet.", "reference")
    return show_sent(visit.in_language(draft.application.language), draft)


def show_sent(visit: Visit, draft: Draft) -> Response:
    """Shows its case, what comes next, and the answers as they were sent."""
    application = draft.application
    service = visit.offer.services.get(application.service)
    asked = find_asked_fields(draft.form, application.answers, today_of(visit.offer, application.changed_at))
    case = application.case
    return show(
        visit,
        TEMPLATES,
        "sent.html",
        visit.say(SENT["title"]),
        f"/apply/sent/{application.reference}",
        {**SENT, "to_desk": HELPING["to_desk"]},
        kept={"secret": secret_in_links(visit.request, application.reference, links.APPLY)},
        title_of_form=visit.say(draft.form.title),
        case=case,
        case_secret=links.secret_of(links.TRACK, case) if case else "",  # all that somebody without a telephone has
        case_link=links.link_to(links.TRACK, case, visit.language) if case else "",
        helping=bool(say_helping(visit, application, now())),
        next=visit.say(service["next"]) if service else "",
        untold=visit.say(UNTOLD) if service and not can_be_told(application, visit.offer) else "",
        pages=check_lines(visit, draft, asked),
    )
