"""Once only: offers what somebody told the government before, if they prove by a code that they are the same person
(docs/decisions/0043), each answer with its source. Nothing is filled in before they tick it; what they ticked, and
its source, is kept with the application as their consent.

An address that somebody only typed may be a stranger's: an application is remembered only for the addresses that its
sender had proved. And because anyone who holds the link of a draft can read what is filled in, it is offered only in
the browser that began the draft, not to people who were sent a link to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from chalice.app import Chalice, Request, Response

from applications.drafts.resume_by_code import lead_to_sent
from applications.drafts.store import Draft, Saving, load_draft, save_answers, today_of
from applications.form_pages.page_values import TEMPLATES
from applications.staff_help import editor_of
from applications.texts import KNOWING, PAGE
from onestop.domain.applications.application import Application, ApplicationStatus
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.forms.asked_fields import find_asked_fields
from onestop.domain.forms.once_only import EMAIL, PHONE, AnswerSource, Offered, fill_in, known_from, offer_known
from onestop.domain.forms.paths import text_of_path
from onestop.domain.forms.read_back import say_answer
from onestop.domain.people.consents import ONCE_ONLY, allows
from onestop.domain.people.person import identity_of
from onestop.domain.people.resident_sessions import ResidentSession, is_live, name_of_session
from onestop.domain.time.dates import say_date
from onestop.runtime import links
from onestop.runtime.clock import now
from onestop.runtime.cookies import sent_cookie
from onestop.runtime.kept_links import SESSION, open_page, secret_in_links, was_begun_here
from onestop.runtime.keys import identity_key
from onestop.runtime.pages.frame import Visit, address, go_to, show
from onestop.runtime.pages.page_routes import page as declare
from onestop.runtime.pages.posted_forms import read_form
from onestop.runtime.web import Caller
from onestop.storage.applications.application_rows import applications_of, note_whose
from onestop.storage.catalogue.forms import load_form
from onestop.storage.catalogue.releases import current
from onestop.storage.people.consents import load_consents
from onestop.storage.people.resident_sessions import find_session

MOST = 10  # earlier applications to look at, the newest first
TAKE = "take-"


def add_knowing(app: Chalice) -> None:
    """Declares the routes."""
    declare(app, "GET", "/apply/known/{reference}", Caller.LINK, current)(show_known)
    declare(app, "POST", "/apply/known/{reference}", Caller.LINK, current)(take_known)


def show_known(visit: Visit, reference: str) -> Response:
    """Shows what can be filled in and from where; or, to anyone who has not proved an address, how to."""
    known, there = open_page(visit.request, lambda known: f"/apply/known/{known}", reference, links.APPLY)
    if there:
        return there
    at = now()
    draft = load_draft(known, visit.offer, at)
    if draft.application.status is not ApplicationStatus.DRAFT:
        return lead_to_sent(visit, known)
    visit = visit.in_language(draft.application.language)
    session = session_of(visit.request, at)
    here = was_begun_here(visit.request, known)
    offered = find_offered(draft, session, visit.offer, at) if session and here else []
    secret = secret_in_links(visit.request, known, links.APPLY)
    return show(
        visit,
        TEMPLATES,
        "known.html",
        visit.say(KNOWING["title"]),
        f"/apply/known/{known}",
        {**PAGE, **KNOWING},
        kept={"secret": secret},
        here=here,
        proved=session.address if session else "",
        sign_in=address("/my", visit.language),
        there=f"/apply/known/{known}",
        back=address(f"/apply/draft/{known}", visit.language, secret=secret),
        secret=links.secret_of(links.APPLY, known),
        offered=[say_offered(each, draft, visit) for each in offered],
    )


def take_known(visit: Visit, reference: str) -> Response:
    """Fills in what was ticked, out of what can be offered at this moment."""
    form, at = read_form(visit.request), now()
    known = links.opened_by(links.APPLY, reference, form.get("secret"))
    draft = load_draft(known, visit.offer, at)
    session = session_of(visit.request, at)
    here = was_begun_here(visit.request, known)
    offered = find_offered(draft, session, visit.offer, at) if session and here else []
    ticked = [each for each in offered if TAKE + text_of_path(each.path) in form]
    if ticked and draft.application.status is ApplicationStatus.DRAFT:
        seen = draft.application.answers
        by = editor_of(visit.request, known, at)
        saving = Saving(seen=seen, by=by, catalogue=visit.offer, at=at, via=via_of(ticked))
        save_answers(draft, draft.form.fields.values(), fill_in(seen, ticked), saving)
    return go_to(f"/apply/draft/{known}", visit.language, secret=secret_in_links(visit.request, known, links.APPLY))


def via_of(ticked: Iterable[Offered]) -> str:
    """Says for the stamps of these answers where they are from: which applications, or what was proved."""
    names = sorted({each.source.reference or "proved" for each in ticked})
    return f"known:{','.join(names)}"


def find_offered(draft: Draft, session: ResidentSession, catalogue: Catalogue, at: datetime) -> list[Offered]:
    """Finds answers known of somebody who proved their address, for questions of this form that have no answer yet."""
    asked = find_asked_fields(draft.form, draft.application.answers, today_of(catalogue, at))
    paths = [path for path in asked.fields if path in draft.form.fields]
    return offer_known(draft.form, paths, draft.application.answers, sources_of(session, draft, catalogue))


def sources_of(session: ResidentSession, draft: Draft, catalogue: Catalogue) -> Iterator[AnswerSource]:
    """Yields what they proved just now, then what they said in earlier applications that were sent."""
    yield AnswerSource(known={EMAIL if session.channel == "email" else PHONE: session.address})
    identities = identities_of(session.address, session.channel == "email", catalogue)
    if not allows(load_consents(identities), ONCE_ONLY, catalogue):
        return
    from onestop.storage.people.protections import find_protection  # late: it loads the modules that change cases

    if any(known and not known.own for known in map(find_protection, identities)):
        return  # somebody in this home is protected: the earlier answers may be theirs
    for each in applications_of(identities, MOST):
        if each.status is ApplicationStatus.SENT and each.reference != draft.application.reference:
            form = load_form(each.form, each.form_version)
            day = each.changed_at.isoformat()
            yield AnswerSource(
                known=known_from(form, each.answers), reference=each.reference, service=each.service, day=day
            )


def session_of(request: Request, at: datetime) -> ResidentSession | None:
    """The session of somebody who proved an address in this browser, if it is not over. It is only read here."""
    secret = sent_cookie(request, SESSION)
    session = find_session(name_of_session(secret)) if secret else None
    return session if session and is_live(session, at) else None


def identities_of(said: str, is_email: bool, catalogue: Catalogue) -> tuple[str, ...]:
    """The identities by which applications of an address or number are found."""
    if is_email:
        return (identity_of(said, identity_key()),)
    from onestop.contracts.phones import forms_of  # late: it loads the numbering plans of the whole world

    return tuple(dict.fromkeys(identity_of(form, identity_key()) for form in forms_of(said, catalogue)))


def keep_whose(application: Application, contact: dict[str, str], catalogue: Catalogue) -> None:
    """Makes a sent application findable by those addresses in it that its sender had proved."""
    said = [(contact[name], name == "email") for name in ("email", "phone") if contact.get(name)]
    names = [name for each, is_email in said for name in identities_of(each, is_email, catalogue)]
    proved = [name for name in names if name in application.proved]
    if proved and not allows(load_consents(proved), ONCE_ONLY, catalogue):
        return  # so it is not remembered either
    note_whose(application, proved)


def proved_here(request: Request, catalogue: Catalogue, at: datetime) -> tuple[str, ...]:
    """What the person at this browser has proved, in the form in which applications keep it."""
    session = session_of(request, at)
    return identities_of(session.address, session.channel == "email", catalogue) if session else ()


def say_offered(each: Offered, draft: Draft, visit: Visit) -> dict[str, str]:
    """One answer that can be filled in, with its source in words."""
    field, source = draft.form.fields[each.path], each.source
    words = visit.say(KNOWING["proved"])
    if source.reference:
        service = visit.offer.services.get(source.service)
        zone = visit.offer.jurisdiction["time_zone"]
        words = visit.say(KNOWING["earlier"]).format(
            reference=source.reference,
            service=visit.say(service["name"]) if service else source.service,
            day=say_date(datetime.fromisoformat(source.day), zone, visit.language),
        )
    return {
        "name": TAKE + text_of_path(each.path),
        "label": visit.say(field.label),
        "words": say_answer(field, each.value, visit.say),
        "source": words,
    }
