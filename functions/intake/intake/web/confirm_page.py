"""The page on which a resident confirms that a message which came in their name is theirs.

Its link goes only to the known address of the case, and opens one message and nothing else. Looking at it changes
nothing, because mail programs open links by themselves. Only the button makes the message count.
"""

from __future__ import annotations

from chalice.app import Chalice, Response

from intake.answering_back import service_answered
from intake.web.case_acts.send_act import TEMPLATES
from intake.web.confirm_texts import CONFIRM
from onestop.domain.cases.act import Act
from onestop.domain.cases.attachments import AttachmentStatus
from onestop.domain.cases.case import Contact
from onestop.domain.cases.conversation import confirm_words
from onestop.domain.cases.lifecycle import Status
from onestop.domain.errors import Conflict, NotFound, NotPossible
from onestop.domain.people.actor import Actor
from onestop.domain.people.proof import Proof
from onestop.domain.time.dates import say_moment
from onestop.runtime import links
from onestop.runtime.clock import now
from onestop.runtime.kept_links import open_page, secret_in_links
from onestop.runtime.log import logger
from onestop.runtime.metrics import count
from onestop.runtime.pages.frame import Visit, show
from onestop.runtime.pages.page_routes import page, show_error
from onestop.runtime.pages.posted_forms import read_form
from onestop.runtime.web import Caller
from onestop.storage.cases.attachments import attachment_row, attachments_of, with_proof
from onestop.storage.cases.open_and_change import change_case
from onestop.storage.cases.read_case import WholeFile, load_whole
from onestop.storage.catalogue.releases import current
from onestop.storage.once import Once
from onestop.storage.tables import Row

PATH = "/confirm/{contact}/{reference}"


def add_pages(app: Chalice) -> None:
    """Declares the routes of the page."""
    page(app, "GET", PATH, Caller.LINK, current)(show_confirm)
    page(app, "POST", PATH, Caller.LINK, current)(take_confirm)


def show_confirm(visit: Visit, contact: str, reference: str) -> Response:
    """Shows the message, and the button."""
    purpose = links.confirmation_of(contact)
    known, there = open_page(visit.request, lambda known: f"/{purpose}/{known}", reference, purpose)
    if there:
        return there
    secret = links.secret_of(purpose, known)
    whole, claimed = claimed_in(contact, known, secret)
    visit = visit.in_language(whole.file.case.language)
    if claimed.proof is not Proof.CLAIMED:
        return show_end(visit, whole, claimed, "thanks")
    if whole.file.case.status is Status.CLOSED:
        return show_end(visit, whole, claimed, "closed")
    zone = visit.offer.jurisdiction["time_zone"]
    moment = say_moment(claimed.at, zone, visit.language)
    return fill(visit, whole, claimed, "title", 200, text=claimed.text, moment=moment, secret=secret)


def take_confirm(visit: Visit, contact: str, reference: str) -> Response:
    """Takes the resident's word that they wrote it: it counts as their own, once however often the button is
    pressed."""
    whole, claimed = claimed_in(contact, reference, read_form(visit.request).get("secret"))
    visit = visit.in_language(whole.file.case.language)
    known, act = whole.file.case.reference, Act(visit.offer, now(), Actor.RESIDENT)
    try:
        if claimed.proof is Proof.CLAIMED:
            once = Once(key=f"confirm:{known}:{claimed.id}")
            change_case(
                known,
                lambda file: confirm_words(file, act, claimed, service_answered(file, claimed.text, visit.offer)),
                lambda _: once,
                read_beside=lambda: files_with(known, claimed),
            )
            logger.info("confirmed", case=known)
            count("MessagesConfirmed")
    except NotPossible:
        return show_end(visit, whole, claimed, "closed", 409)
    except Conflict:  # many others wrote at the same moment
        return show_error(visit, "unavailable", 503)
    return show_end(visit, whole, claimed, "thanks")


def claimed_in(contact: str, reference: str, secret: str | None) -> tuple[WholeFile, Contact]:
    """The case and the message that a link opens, claimed or confirmed already; all faults get the same answer."""
    whole = load_whole(links.opened_by(links.confirmation_of(contact), reference, secret))
    for each in whole.contacts:
        if each.id == contact and (each.proof is Proof.CLAIMED or each.confirmed_at):
            return whole, each
    raise NotFound(links.REFUSALS[links.CONFIRM], "reference")


def files_with(reference: str, claimed: Contact) -> list[Row]:
    """The files that came with the message, now as the resident's own. A file that is still being checked follows after
    that."""
    return [
        attachment_row(reference, with_proof(each, Proof.PROVEN))
        for each in attachments_of(reference)
        if each.arrival and each.arrival == claimed.arrival and each.status is not AttachmentStatus.EXPECTED
    ]


def show_end(visit: Visit, whole: WholeFile, claimed: Contact, name: str, status: int = 200) -> Response:
    """Shows what became of it."""
    return fill(visit, whole, claimed, name, status, end=visit.say(CONFIRM[f"{name}_text"]))


def fill(
    visit: Visit,
    whole: WholeFile,
    claimed: Contact,
    title: str,
    status: int,
    *,
    text: str = "",
    moment: str = "",
    end: str = "",
    secret: str | None = None,
) -> Response:
    purpose, known = links.confirmation_of(claimed.id), whole.file.case.reference
    path = f"/{purpose}/{known}"
    return show(
        visit,
        TEMPLATES,
        "confirm.html",
        visit.say(CONFIRM[title]),
        path,
        CONFIRM,
        status,
        kept={"secret": secret_in_links(visit.request, known, purpose)},
        target=path,
        text=text,
        moment=moment,
        end=end,
        secret=secret,
    )
