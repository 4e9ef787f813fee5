"""POST service request update: a partner's resident says something more about a request, as one message on its case.

The status that their system reports is told as words, and changes nothing: the agencies decide whether something is
fixed.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import TYPE_CHECKING

from intake.incoming import Incoming
from intake.open311.answering import ClientRequest, ViewAnswer
from intake.open311.forms import Open311Form, read_posted
from intake.open311.keys import key_holder
from intake.open311.needs import CHANNEL
from intake.open311.overlong import add_rest, shortened, too_long
from intake.open311.refusing import Complaint, RequestRefused
from intake.open311.times import read_w3c
from intake.open311.updates import ROOT
from intake.receiving import NotTheirs, add_to_case, open_from
from onestop.domain.cases.links.imported_references import reference_of
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.errors import NotFound
from onestop.domain.translation import N_, Phrase
from onestop.runtime.clock import asked_at
from onestop.runtime.log import logger
from onestop.storage.cases.read_case import load_file
from onestop.storage.partners.partner_keys import Partner

if TYPE_CHECKING:
    from onestop.contracts.answers.open311 import Open311UpdateTaken

REQUIRED = ("service_request_id", "update_id", "status", "updated_datetime", "description")
# FixMyStreet's statuses -> what a clerk reads; "open" adds no words
STATUS_WORDS: Mapping[str, Phrase | None] = {
    "OPEN": None,
    "INVESTIGATING": None,
    "IN_PROGRESS": None,
    "ACTION_SCHEDULED": None,
    "FOR_TRIAGE": None,
    "INTERNAL_REFERRAL": None,
    "CLOSED": N_("The reporter's app says that this is closed."),
    "FIXED": N_("The reporter says that this is fixed."),
    "NO_FURTHER_ACTION": N_("The reporter's app says that no further action is needed."),
    "DUPLICATE": N_("The reporter's app says that this has been reported already."),
    "NOT_COUNCILS_RESPONSIBILITY": N_("The reporter's app says that this is somebody else's responsibility."),
    "CANCELLED": N_("The reporter no longer needs this."),
    "REOPEN": N_("The reporter says that this is not fixed."),
}
PICTURE: Phrase = N_("Picture: {link}")
ID_LENGTH = 200


def take_update(asked: ClientRequest) -> ViewAnswer[list[Open311UpdateTaken]]:
    """Adds an update to its case, once for each update_id; the answer returns the id."""
    form = read_posted(asked.request)
    partner = checked(form, key_holder(form, asked.request))
    update_id, at = form.first("update_id") or "", asked_at(asked.request.headers)
    reference = own_case(form.first("service_request_id") or "", partner)
    logger.append_keys(case=reference)
    text, rest = shortened(words_of(form, asked.catalogue))
    said = Incoming(
        channel=CHANNEL,
        key=f"update:{partner.id}:{update_id}",
        text=text,
        email=form.first("email"),
        phone=form.first("phone"),
        enclosures=form.files,
    )
    try:
        added = add_to_case(said, reference, asked.catalogue, at)
    except NotTheirs:  # a danger named by somebody who is not the resident
        added = open_from(said, asked.catalogue, at, secrets.randbits)
    add_rest(added.reference or reference, rest, asked.catalogue, at, key=said.key, proof=added.proof)
    return ViewAnswer(ROOT, [{"update_id": update_id}])


def checked(form: Open311Form, holder: Partner | Complaint) -> Partner:
    """The partner whose update can be accepted; raises RequestRefused with all faults."""
    wrong = [holder] if isinstance(holder, Complaint) else []
    wrong += [Complaint(400, f"{name} required") for name in REQUIRED if not form.first(name)]
    status = form.first("status")
    if status and status.upper() not in STATUS_WORDS:
        wrong.append(Complaint(400, f"status: expected one of {', '.join(STATUS_WORDS)}"))
    wrong += too_long(form.first("title"), form.first("description"), *form.every("media_url"))
    if len(form.first("update_id") or "") > ID_LENGTH:
        wrong.append(Complaint(400, f"update_id: at most {ID_LENGTH} characters"))
    if moment := form.first("updated_datetime"):
        try:
            read_w3c("updated_datetime", moment)
        except RequestRefused as refused:
            wrong += refused.complaints
    if wrong or isinstance(holder, Complaint):
        raise RequestRefused(*wrong)
    return holder


def own_case(given: str, partner: Partner) -> str:
    """The case that an update is about. A partner may add to the cases that came with its own key, because it knows
    whose they are. Anybody may comment in an app, so only somebody with the resident's address can answer our
    questions."""
    unknown = RequestRefused(Complaint(404, f"service_request_id: this key has brought no request {given[:100]!r}"))
    try:
        file = load_file(reference_of(given))
    except NotFound:
        raise unknown from None
    if file.request.partner != partner.id:
        raise unknown
    return file.case.reference


def words_of(form: Open311Form, catalogue: Catalogue) -> str:
    """What the resident said, and the status in their app, for staff: in the language of the jurisdiction."""
    say = catalogue.saying(catalogue.jurisdiction["default_language"])
    status = STATUS_WORDS[(form.first("status") or "").upper()]
    links = (say(PICTURE).format(link=link) for link in form.every("media_url"))
    said = status and f"[{say(status)}]"
    return "\n".join(filter(None, (form.first("title"), form.first("description"), *links, said)))
