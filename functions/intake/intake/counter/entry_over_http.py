"""Assisted entry: a member of staff opens a case for somebody at the counter, on the telephone or in a letter."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec
from chalice.app import Chalice

from intake.api.opened_answer import opened_answer
from intake.channels import Credential, check_claim
from intake.limits import CountedSender
from intake.opening import OpenedCase, open_case
from intake.readiness import check_ready
from onestop.contracts.api import CaseBody
from onestop.contracts.staff import EntryBody
from onestop.domain.cases.case import Request
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.errors import Fault, NotValid
from onestop.runtime.clock import asked_at
from onestop.runtime.identity import Staff, check_may, staff_from
from onestop.runtime.log import logger
from onestop.runtime.metrics import count
from onestop.runtime.read_request import accepted_languages, idempotency_key, json_body
from onestop.runtime.web import Caller, current_request, route
from onestop.storage.catalogue.releases import current

if TYPE_CHECKING:
    from onestop.contracts.answers.residents import CaseOpened
    from onestop.runtime.answer_of import AnswerOf


def add_routes(app: Chalice) -> None:
    """Declares the route."""

    def open_for_somebody() -> AnswerOf[CaseOpened]:
        """A member of staff opens a case for a resident; who did, on which channel and how they agreed is kept."""
        request, catalogue = current_request(app), current()
        staff = staff_from(request.to_original_event())
        check_may(staff, "entries")
        opened = open_entry(
            json_body(request, EntryBody),
            staff,
            catalogue,
            asked_at(request.headers),
            secrets.randbits,
            key=idempotency_key(request),
            languages=accepted_languages(request),
        )
        return opened_answer(opened, catalogue)

    route(app, "POST", "/api/staff/entries", Caller.STAFF)(open_for_somebody)


def open_entry(
    entry: EntryBody,
    staff: Staff,
    catalogue: Catalogue,
    at: datetime,
    random_bits: Callable[[int], int],
    *,
    key: str | None,
    languages: tuple[str, ...] = (),
) -> OpenedCase:
    """Opens a case for somebody else. Raises what `open_case` raises, NotAllowed for a channel that staff may not name,
    and NotValid for details of somebody who was not asked whether we may keep them."""
    check_claim(entry.channel, Credential.STAFF)
    check_consent(entry)
    body = CaseBody(**{field.name: getattr(entry, field.name) for field in msgspec.structs.fields(CaseBody)})
    check_ready(body, catalogue, languages)
    opened = open_case(
        body,
        catalogue,
        at,
        random_bits,
        key=f"{staff.id}:{key}" if key else None,  # the same key from another clerk is another command
        languages=languages,
        brought=Request(taken_by=staff.actor, consent=entry.consent),
        by=staff.actor,
        counted=CountedSender(staff=True),
    )
    logger.append_keys(case=opened.reference)
    count("CasesOpened")
    return opened


def check_consent(entry: EntryBody) -> None:
    """Refuses to keep who somebody is or how to reach them under the statement that nothing about a person is kept."""
    if entry.consent == "not_needed" and entry.contact:
        wrong = "it says that nothing about a person is kept, but there is a contact"
        raise NotValid(Fault("consent", wrong, "spoken or signed; or an entry without a contact"))
