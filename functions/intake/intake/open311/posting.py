"""POST service request: a partner's client brings a need, and gets its id at once."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import TYPE_CHECKING

from intake.applications.form_links import address_of_form
from intake.danger import danger_in, say_first
from intake.enclosures import Beside, add_or_wait
from intake.limits import CountedSender
from intake.open311.answering import ClientRequest, ViewAnswer
from intake.open311.forms import Open311Form, read_posted
from intake.open311.keys import key_holder
from intake.open311.needs import CHANNEL, PostedNeed, read_need
from intake.open311.refusing import Complaint, RequestRefused
from intake.open311.repeating import GUARD, digest_of, guard_of, key_of
from intake.open311.texts import APPLIED_FOR
from intake.opening import OpenedCase, bits_of, open_case
from onestop.domain.cases.case import Request as Said
from onestop.domain.cases.references import make_reference
from onestop.runtime.clock import asked_at
from onestop.runtime.log import logger
from onestop.runtime.metrics import count
from onestop.runtime.read_request import accepted_languages, idempotency_key
from onestop.storage.guards import GuardFailed
from onestop.storage.partners.partner_keys import Partner

if TYPE_CHECKING:
    from onestop.contracts.answers.open311 import Open311Opened


def take_request(asked: ClientRequest) -> ViewAnswer[list[Open311Opened]]:
    """Opens a case. All faults are reported at once; sending the same again does not open a second case."""
    form = read_posted(asked.request)
    at = asked_at(asked.request.headers)
    holder = key_holder(form, asked.request)
    need = read_need(form, asked.catalogue, *((holder,) if isinstance(holder, Complaint) else ()))
    if isinstance(holder, Complaint):  # for the type checker: read_need has refused it
        raise RequestRefused(holder)
    opened = open_once(asked, need, form, holder, at)
    logger.append_keys(case=opened.reference)
    if opened.opened_at == at:
        count("CasesOpened")
    # also for a repeat: the first attempt may have stopped after opening the case
    came = Beside(reference=opened.reference, channel=CHANNEL, at=at, rest=need.rest, enclosures=form.files)
    add_or_wait(came, asked.catalogue)
    service = asked.catalogue.services[need.body.service_code or ""]
    first = say_first(opened.hazard, opened.language, asked.catalogue) if opened.hazard else ""
    there = address_of_form(service, opened.language)
    way = asked.catalogue.say(APPLIED_FOR, opened.language).format(address=there) if there else ""
    told: Open311Opened = {
        "service_request_id": opened.reference,
        "service_notice": " ".join(filter(None, (first, asked.catalogue.say(service["next"], opened.language), way))),
        "account_id": None,
    }
    return ViewAnswer("service_requests", [told])


def open_once(asked: ClientRequest, need: PostedNeed, form: Open311Form, partner: Partner, at: datetime) -> OpenedCase:
    """Opens the case of a post, or finds the one that the same post opened before: by the client's own key if it sends
    one, else by its content (intake.open311.repeating)."""
    languages = (asked.language, *accepted_languages(asked.request))
    key, digest = idempotency_key(asked.request), digest_of(form, partner.id)
    named = f"open311:{partner.id}:{key}" if key else key_of(digest, at)
    guards = () if key else (guard_of(digest, make_reference(bits_of(named)), at),)
    try:
        return open_case(
            need.body,
            asked.catalogue,
            at,
            secrets.randbits,
            key=named,
            languages=languages,
            brought=Said(partner=partner.id, media_url=need.media_url),
            counted=CountedSender(partner=partner.id, per_partner=partner.per_hour),
            guards=guards,
        )
    except GuardFailed as held:
        if held.name != GUARD:
            raise
        language = asked.catalogue.language(*languages)
        first = datetime.fromtimestamp(held.row["amount"], at.tzinfo)
        found = danger_in(need.body, asked.catalogue)
        return OpenedCase(
            reference=held.row["body"],
            service=need.body.service_code,
            language=language,
            opened_at=first,
            hazard=found.code if found else None,
        )
