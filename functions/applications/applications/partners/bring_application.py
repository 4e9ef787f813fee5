"""Applications that partners bring: a whole form at once, checked as the pages check it and refused in the same words.
If nothing is wrong it is kept, and sent at once unless somebody still has to sign."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from chalice.app import Chalice, Request

from applications.drafts.letters import count_letter
from applications.drafts.store import Draft, Saving, begin_draft, form_for, load_draft, save_answers, today_of
from applications.partners.files import drop_others, named_files, offer_place
from applications.sending.send_application import send_application
from applications.sending.signatures import are_missing, send_signer_link, shown_standing, signatures_of
from onestop.contracts.application_requests import ApplicationBody, ApplicationFileBody
from onestop.domain.applications.application import ApplicationStatus
from onestop.domain.applications.application_signatures import SignatureState
from onestop.domain.applications.files import file_fields
from onestop.domain.applications.limits import check_size
from onestop.domain.applications.merge_drafts import same
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.errors import Fault, KeyReused, NotAllowed, NotValid, TooMany
from onestop.domain.forms.blank_answers import without_blank
from onestop.domain.forms.form import Form
from onestop.domain.forms.mistake_words import say_mistake
from onestop.domain.forms.mistakes import Mistake, first_at_each
from onestop.domain.forms.signatures import WantedSignature, signatures_wanted
from onestop.runtime import links
from onestop.runtime.answer_of import AnswerOf, answer_with
from onestop.runtime.clock import now
from onestop.runtime.keys import identity_key
from onestop.runtime.read_request import idempotency_key, json_body
from onestop.runtime.web import Caller, current_request, route
from onestop.storage.applications.application_rows import find_application
from onestop.storage.catalogue.forms import load_form
from onestop.storage.catalogue.releases import current
from onestop.storage.guards import count_one
from onestop.storage.partners.partner_keys import Partner, partner_of

if TYPE_CHECKING:
    from onestop.contracts.answers.applications import ApplicationTaken
    from onestop.contracts.answers.common import AttachmentOffered

HOUR = 3600
CREATED = 201
FILES_EACH = 10  # places for files, for each application that a plan allows


def add_partners(app: Chalice) -> None:
    """Declares the route."""

    @route(app, "POST", "/api/applications", Caller.PUBLIC)
    def take_application() -> AnswerOf[ApplicationTaken]:
        """A partner brings an application of somebody, whole. What is wrong with it is told as on the pages, each
        mistake at its field; nothing is kept then. With an Idempotency-Key a repeat is harmless."""
        request, at, catalogue = current_request(app), now(), current()
        partner = who_brings(request)
        body = json_body(request, ApplicationBody)
        count_for(partner, at)
        key = idempotency_key(request) or secrets.token_urlsafe(24)
        taken = keep_brought(body, partner, key, catalogue, at)
        return answer_with(taken, CREATED, {"Location": f"/api/applications/{taken['reference']}"})

    @route(app, "POST", "/api/applications/files", Caller.PUBLIC)
    def take_place() -> AnswerOf[AttachmentOffered]:
        """A partner wants to upload a file that answers a question of an application, before bringing that application
        under the same Idempotency-Key. The answer is a form that uploads it; what the file really is, is checked
        then."""
        request, at, catalogue = current_request(app), now(), current()
        partner = who_brings(request)
        body, key = json_body(request, ApplicationFileBody), idempotency_key(request)
        if key is None:
            right = "the key under which the application will be brought"
            raise NotValid(Fault("Idempotency-Key", "this header is missing", right))
        count_for(partner, at, "application-files", FILES_EACH)
        return answer_with(offer_place(body, reference_of(partner, key), key, catalogue, at), CREATED)


def who_brings(request: Request) -> Partner:
    """The partner of a request. Raises NotAllowed if it shows no partner's key."""
    partner = partner_of(request.headers.get("x-api-key"))
    if partner is None:
        raise NotAllowed("Applications are taken from partners with a key of theirs.", "x-api-key")
    return partner


def reference_of(partner: Partner, key: str) -> str:
    """The reference of the application that a partner brings under a key."""
    return links.reference_from(f"partner:{partner.id}:{key}")


def keep_brought(
    body: ApplicationBody, partner: Partner, key: str, catalogue: Catalogue, at: datetime
) -> ApplicationTaken:
    """Keeps an application in which nothing is wrong. Raises NotValid, and KeyReused if the key brought another one."""
    from onestop.contracts.forms.check_answers import judge_answers  # late: see `judge_draft`

    form, today = form_for(body.service_code, catalogue), today_of(catalogue, at)
    language = catalogue.language(body.language)
    check_size(body.answers)
    reference = reference_of(partner, key)
    before = find_application(reference)
    if before and before.service != body.service_code:
        raise KeyReused(key)
    if before and before.status is ApplicationStatus.SENT:  # brought again, checked as on the day it was sent
        form, today = load_form(before.form, before.form_version), today_of(catalogue, before.changed_at)
    answers, missing = named_files(form, without_blank(body.answers), reference, before, at)
    asked, mistakes = judge_answers(form, answers, today, catalogue)
    mistakes += [each for each in missing if each.path in asked.fields]
    if mistakes:
        raise NotValid(*faults_of(mistakes, form, catalogue, language))
    check_signers(body.signers or (), signatures_wanted(form, asked, today))
    # a sent application has only the answers that count
    brought = answers if before and before.status is ApplicationStatus.DRAFT else asked.answers
    kept = load_draft(reference, catalogue, at).application.answers if before else {}
    if before and not same(kept, brought):
        raise KeyReused(key)
    if not before and file_fields(form):
        drop_others(form, answers, reference)  # first: once it is kept, it cannot be brought again
    draft = begin_draft(reference, body.service_code, language, "partner", catalogue, at)
    if not before:
        saving = Saving(seen={}, by=f"partner:{partner.id}", catalogue=catalogue, at=at)
        draft = save_answers(draft, form.fields.values(), answers, saving)
        if file_fields(form):
            draft = load_draft(reference, catalogue, at)
    signatures = signatures_of(draft, asked, today)
    if not are_missing(signatures):
        draft = replace(draft, application=send_application(draft, catalogue, at).application)
    else:
        ask_signers(draft, signatures, body, catalogue, at)
    return taken_of(draft, signatures)


def check_signers(signers: Iterable[str], wanted: Iterable[WantedSignature]) -> None:
    """Raises NotValid if a link is to be sent to somebody whose signature is not wanted."""
    names = [each.id for each in wanted]
    right = ", ".join(names) or "nobody: this application wants no signature"
    if strange := [name for name in signers if name not in names]:
        raise NotValid(*(Fault(f"signers.{name}", "nobody of this name signs", right) for name in strange))


def ask_signers(
    draft: Draft, signatures: Iterable[SignatureState], body: ApplicationBody, catalogue: Catalogue, at: datetime
) -> None:
    """Has the links sent to those who sign, once to each. Raises TooMany."""
    for each in signatures:
        email = (body.signers or {}).get(each.wanted.id)
        if email and not (each.party and each.party.asked):
            count_letter(email, None, at)
            send_signer_link(draft, each, email, draft.application.language, catalogue, at)


def taken_of(draft: Draft, signatures: Iterable[SignatureState]) -> ApplicationTaken:
    """The answer to the partner."""
    application = draft.application
    return {
        "reference": application.reference,
        "secret": links.secret_of(links.APPLY, application.reference),
        "status": application.status,
        "case": application.case,
        "signatures": [shown_standing(each) for each in signatures],
    }


def faults_of(mistakes: Iterable[Mistake], form: Form, catalogue: Catalogue, language: str) -> list[Fault]:
    """The mistakes, in the form of a problem document: where, in the words of the pages with one sentence for each
    place as there, and of what kind."""
    say = catalogue.saying(language)
    return [Fault(f"answers.{each.place}", say_mistake(each, form, say), each.kind) for each in first_at_each(mistakes)]


def count_for(partner: Partner, at: datetime, what: str = "applications", each: int = 1) -> None:
    """Counts one more in this hour. Raises TooMany."""
    named = hmac.new(identity_key(), f"{what}:{partner.id}".encode(), hashlib.sha256).hexdigest()[:32]
    if not count_one(named, partner.per_hour * each, at):
        wait = HOUR - (at.minute * 60 + at.second)
        raise TooMany("This key has brought more within an hour than its plan allows.", wait)
