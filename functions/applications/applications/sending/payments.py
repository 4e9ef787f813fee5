"""Paying a fee: the amount, the way to the provider, and the provider's report of the result."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from chalice.app import Response

from applications.form_pages.page_values import TEMPLATES
from applications.texts import PAY
from onestop.contracts.api import PaymentToldBody
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.errors import NotFound, NotPossible
from onestop.runtime.clock import now
from onestop.runtime.errands import send_errand
from onestop.runtime.identity import NOBODY
from onestop.runtime.kept_links import (
    open_page,
    opened_with,
    secret_in_links,
    secret_of_forms,
)
from onestop.runtime.outside.payments import Payment, TryingOut, provider_of
from onestop.runtime.pages.frame import Visit, address, go_to, show
from onestop.runtime.pages.posted_forms import read_form
from onestop.runtime.read_request import query
from onestop.runtime.settings import setting
from onestop.storage.people.mandates import holder_may_act

SAYS = ("paid", "failed", "expired")


def show_payment(visit: Visit, reference: str, task: str) -> Response:
    """Shows what is to be paid, and the button; the page of the case if nothing is due."""
    known, there = open_page(
        visit.request, lambda known: f"/apply/pay/{known}/{task}", reference, acts_for=holder_may_act
    )
    if there:
        return there
    path = f"/apply/pay/{known}/{task}"
    secret = secret_in_links(visit.request, known)
    try:
        due = ask_due(known, task)
        provider_of(visit.offer)
    except NotPossible:
        return go_to(f"/track/{known}", visit.language, secret=secret)
    visit = visit.in_language(due["language"])
    return show(
        visit,
        TEMPLATES,
        "pay.html",
        due["name"],
        path,
        PAY,
        kept={"secret": secret},
        amount=f"{due['amount']} {visit.offer.jurisdiction['payments']['currency']}",
        reference=known,
        task=task,
        secret=secret,
        whole_secret=secret_of_forms(visit.request, known),
    )


def begin_payment(visit: Visit, reference: str, task: str) -> Response:
    """Redirects the browser to the provider."""
    form = read_form(visit.request)
    known = opened_with(visit.request, reference, form.get("secret"), holder_may_act)
    secret = secret_in_links(visit.request, known)
    back = address(f"/track/{known}", visit.language, secret=secret)
    try:
        due = ask_due(known, task)
        payment = Payment(
            id=f"{known}.{task}.{secrets.token_hex(8)}",
            amount=due["amount"],
            currency=visit.offer.jurisdiction["payments"]["currency"],
            back=back,
        )
        there = provider_of(visit.offer).begin(payment)
    except (NotPossible, KeyError):
        there = back
    return Response(body="", status_code=303, headers={"Location": there})


def ask_due(reference: str, task: str) -> Mapping[str, Any]:
    due: Mapping[str, Any] = send_errand(
        setting("INTAKE_FUNCTION"), "show due", NOBODY, now(), reference=reference, task=task
    )
    return due


def take_told(headers: Mapping[str, str], body: bytes, catalogue: Catalogue, at: datetime) -> None:
    """Keeps the provider's report. Raises NotAllowed for a call that it did not sign, and NotValid."""
    told = provider_of(catalogue).read_told(headers, body, at)
    reference, task, _ = told.payment.split(".")
    send_errand(
        setting("INTAKE_FUNCTION"),
        "settle payment",
        NOBODY,
        at,
        reference=reference,
        task=task,
        payment=told.payment,
        status=told.status,
        amount=told.amount,
        currency=told.currency,
    )


def show_trying_out(visit: Visit, payment: str) -> Response:
    """Shows the page of the test provider, which takes no money."""
    trying_out(visit)
    said = {name: query(visit.request, name) or "" for name in ("amount", "currency", "back", "proof")}
    path, values = f"/apply/paying/{payment}", {"payment": payment, **said}
    return show(visit, TEMPLATES, "paying.html", visit.say(PAY["trying"]), path, PAY, asked=values)


def say_trying_out(visit: Visit, payment: str) -> Response:
    """Reports the result that somebody chose, by the same signed call as any provider."""
    provider, form, at = trying_out(visit), read_form(visit.request), now()
    status, amount, currency = (form.get(name, "") for name in ("status", "amount", "currency"))
    if status not in SAYS or not provider.began(payment, amount, currency, form.get("proof", "")):
        raise NotFound("There is nothing at this address.")
    told = PaymentToldBody(payment=payment, status=status, amount=amount, currency=currency)  # type: ignore[arg-type]
    take_told(*provider.say(told, at), visit.offer, at)
    back = form.get("back", "")
    there = back if back.startswith("/track/") else "/"
    return Response(body="", status_code=303, headers={"Location": there})


def trying_out(visit: Visit) -> TryingOut:
    provider = provider_of(visit.offer)
    if not isinstance(provider, TryingOut):
        raise NotFound("There is nothing at this address.")
    return provider
