"""Applications that partners bring: a whole form at once, judged as the pages judge it, refused with their very words.
What is right is kept; it is sent at once, unless somebody has yet to sign."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from chalice.app import Chalice, Response

from applications.drafts import Draft, Saving, begin_draft, form_for, save_answers, today_of
from applications.sending import send
from applications.signing import are_missing, shown_standing, signatures_of
from onestop.contracts.applying import ApplicationBody
from onestop.domain.applications.application import Status
from onestop.domain.applications.limits import check_size
from onestop.domain.applications.merging import same
from onestop.domain.catalogue.catalogue import Catalogue, Said
from onestop.domain.errors import Fault, KeyReused, NotAllowed, NotValid, TooMany
from onestop.domain.forms.form import Form
from onestop.domain.forms.mistakes import Mistake, first_at_each
from onestop.domain.forms.wording import say_mistake
from onestop.domain.translation import translate
from onestop.runtime import links
from onestop.runtime.clock import now
from onestop.runtime.keys import identity_key
from onestop.runtime.web import Caller, current_request, idempotency_key, json_body, route
from onestop.storage.applications import find_application
from onestop.storage.catalogue import current
from onestop.storage.forms import load_form
from onestop.storage.guards import count_one
from onestop.storage.partners import Partner, partner_of

if TYPE_CHECKING:
    from onestop.contracts.answers.applications import ApplicationTaken

HOUR = 3600
CREATED = 201


def add_partners(app: Chalice) -> None:
    """Declares the route."""

    @route(app, "POST", "/api/applications", Caller.PUBLIC)
    def take_application() -> Response:
        """A partner brings an application of somebody, whole. What is wrong with it is told as the pages tell it, each
        mistake at its field; nothing is kept then. With an Idempotency-Key a repeat is harmless."""
        request, at, catalogue = current_request(app), now(), current()
        partner = partner_of(request.headers.get("x-api-key"))
        if partner is None:
            raise NotAllowed("Applications are taken from partners with a key of theirs.", "x-api-key")
        body = json_body(request, ApplicationBody)
        count_for(partner, at)
        key = idempotency_key(request) or secrets.token_urlsafe(24)
        taken = bring(body, partner, key, catalogue, at)
        there: dict[str, str | list[str]] = {"Location": f"/api/applications/{taken['reference']}"}
        return Response(body=taken, status_code=CREATED, headers=there)


def bring(body: ApplicationBody, partner: Partner, key: str, catalogue: Catalogue, at: datetime) -> ApplicationTaken:
    """Keeps an application in which nothing is wrong. Raises NotValid, and KeyReused for a key that brought others."""
    from onestop.contracts.forms.checking import judge_answers  # late: see drafts.judge_draft

    form, today = form_for(body.service_code, catalogue), today_of(catalogue, at)
    language = catalogue.language(body.language)
    check_size(body.answers)
    reference = links.reference_from(f"partner:{partner.id}:{key}")
    before = find_application(reference)
    if before and before.service != body.service_code:
        raise KeyReused(key)
    if before and before.status is Status.SENT:  # brought again it is judged as on the day on which it was sent
        form, today = load_form(before.form, before.form_version), today_of(catalogue, before.changed_at)
    asked, mistakes = judge_answers(form, body.answers, today)
    if mistakes:
        raise NotValid(*faults_of(mistakes, form, catalogue, language))
    # what is sent has what counts
    brought = body.answers if before and before.status is Status.DRAFT else asked.answers
    if before and not same(before.answers, brought):
        raise KeyReused(key)
    draft = begin_draft(reference, body.service_code, language, "partner", catalogue, at)
    if not before:
        saving = Saving(seen={}, by=f"partner:{partner.id}", catalogue=catalogue, at=at)
        draft = save_answers(draft, form.fields.values(), body.answers, saving)
    signatures = signatures_of(draft, asked, today)
    if not are_missing(signatures):
        draft = replace(draft, application=send(draft, catalogue, at).application)
    return taken_of(draft, signatures, language)


def taken_of(draft: Draft, signatures: Iterable[Any], language: str) -> ApplicationTaken:
    """What the partner is answered."""
    application = draft.application
    return {
        "reference": application.reference,
        "secret": links.secret_of(links.APPLY, application.reference),
        "status": application.status,
        "case": application.case,
        "signatures": [
            {**shown_standing(each), "link": links.link_to_sign(each.wanted.id, application.reference, language)}
            for each in signatures
        ],
    }


def faults_of(mistakes: Iterable[Mistake], form: Form, catalogue: Catalogue, language: str) -> list[Fault]:
    """What is wrong, as a problem document has it: where, in the words of the pages and one sentence a place as there,
    and of what kind."""

    def say(said: Said) -> str:
        return translate(said, language) if isinstance(said, str) else catalogue.say(said, language)

    return [Fault(f"answers.{each.place}", say_mistake(each, form, say), each.kind) for each in first_at_each(mistakes)]


def count_for(partner: Partner, at: datetime) -> None:
    """Counts one more of this hour. Raises TooMany."""
    named = hmac.new(identity_key(), f"applications:{partner.id}".encode(), hashlib.sha256).hexdigest()[:32]
    if not count_one(named, partner.per_hour, at):
        wait = HOUR - (at.minute * 60 + at.second)
        raise TooMany("This key has brought more applications within an hour than its plan allows.", wait)
