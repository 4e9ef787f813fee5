"""The calls of programs about an application."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chalice.app import Chalice

from applications.drafts.store import judge_draft, load_draft, today_of
from applications.sending.signatures import shown_standing, signatures_of
from onestop.domain.applications.entry_files import unnamed
from onestop.runtime import links
from onestop.runtime.clock import now
from onestop.runtime.read_request import query, raw_body, secret_shown
from onestop.runtime.web import Caller, current_request, route
from onestop.storage.catalogue.releases import current

if TYPE_CHECKING:
    from onestop.contracts.answers.applications import ApplicationShown
    from onestop.contracts.answers.residents import PaymentTaken


def add_api(app: Chalice) -> None:
    """Declares the routes. All paths below /api/applications are one route to API Gateway."""

    @route(app, "POST", "/api/applications/payments/told", Caller.PUBLIC)
    def hear_of_payment() -> PaymentTaken:
        """The payment provider says what became of a payment, in a call that it signs."""
        from applications.sending.payments import take_told  # late: few calls are about payments

        request = current_request(app)
        take_told(request.headers, raw_body(request), current(), now())
        return {"status": "taken"}

    @route(app, "GET", "/api/applications/{reference}", Caller.LINK)
    def show_application(reference: str) -> ApplicationShown:
        """An application in its present state: its answers as they were typed, and everything wrong with them."""
        request, at, catalogue = current_request(app), now(), current()
        known = links.opened_by(links.APPLY, reference, secret_shown(request))
        draft = load_draft(known, catalogue, at)
        today = today_of(catalogue, at)
        asked, mistakes = judge_draft(draft, catalogue, today)
        application = draft.application
        return {
            "reference": known,
            "service": application.service,
            "form": application.form,
            "form_version": draft.form.version,
            "status": application.status,
            "language": catalogue.language(query(request, "lang"), application.language),
            "changed_at": application.changed_at.isoformat(),
            "expires_at": application.expires_at.isoformat(),
            "case": application.case,
            "answers": unnamed(draft.form, application.answers),
            "mistakes": [{"place": each.place, "kind": each.kind, "limit": each.limit} for each in mistakes],
            "signatures": [shown_standing(each) for each in signatures_of(draft, asked, today)],
        }
