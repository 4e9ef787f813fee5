"""Webhooks of agencies: the list, and each with its recent deliveries and how they were answered."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from chalice.app import Response

from casework.administration.change_webhooks import (
    CHANGES,
    Doer,
    add_webhook,
    change_webhook,
    faults_of,
    remove,
    send_case_again,
    send_time_again,
    try_out,
)
from casework.pages.administration.accounts import ACT, HOME
from casework.pages.administration.texts import TEXTS as ADMINISTRATION
from casework.pages.administration.webhook_texts import CALLS, DONE, RESTS, TEXTS
from casework.pages.declare_page import page
from casework.pages.desk_addresses import go_to
from casework.pages.desk_request import DeskVisit
from casework.pages.frame import show
from onestop.domain.cases.references import read_reference
from onestop.domain.errors import NotFound
from onestop.domain.time.dates import say_moment
from onestop.domain.webhooks.webhook_signatures import secret_of
from onestop.runtime.keys import identity_key
from onestop.storage.partners.webhooks import WebhookCall, all_webhooks, latest_of, load_webhook

LIST = f"{HOME}/webhooks"
ONE = f"{LIST}/{{webhook}}"
SHOWN = 50


@page("GET", LIST, ACT)
def show_webhooks(visit: DeskVisit) -> Response:
    """Shows all webhooks: one Query."""
    return show_list(visit, {"url": "", "agency": "", "types": ""}, [])


@page("POST", LIST, ACT)
def add(visit: DeskVisit) -> Response:
    """Adds one, or shows the form again with what is wrong in it."""
    typed = {name: visit.form.text(name).strip() for name in ("url", "agency", "types")}
    types = typed["types"].replace(",", " ").split()
    wrong = faults_of(typed["url"], typed["agency"], types, visit.offer)
    if wrong:
        return show_list(visit, typed, [(field, visit.say(TEXTS[f"wrong_{field}"])) for field in wrong])
    webhook = add_webhook(typed["url"], typed["agency"], types, doer(visit))
    return go_to(f"{LIST}/{webhook.id}", done="added")


@page("GET", ONE, ACT)
def show_webhook(visit: DeskVisit, webhook: str) -> Response:
    """Shows one webhook with its latest deliveries: two Queries."""
    return show_one(visit, webhook, [])


@page("POST", f"{ONE}/change", ACT)
def change(visit: DeskVisit, webhook: str) -> Response:
    """Pauses, resumes or removes it, adds a key or retires one, or sends a test event."""
    known, what = load_webhook(webhook)[0], visit.form.text("what")
    if what == "test":
        try_out(known, doer(visit))
    elif what == "remove":
        remove(known, doer(visit))
        return go_to(LIST, done=what)
    elif what in CHANGES:
        change_webhook(known, what, doer(visit))
    else:
        raise NotFound("There is no such change.", "what")
    return go_to(f"{LIST}/{webhook}", done=what)


@page("POST", f"{ONE}/again", ACT)
def send_again(visit: DeskVisit, webhook: str) -> Response:
    """Sends events again: those of a case, or of some days."""
    known, form = load_webhook(webhook)[0], visit.form
    if case := form.text("case").strip():
        reference = read_reference(case)
        if not reference:
            return show_one(visit, webhook, [("case", visit.say(TEXTS["wrong_case"]))])
        send_case_again(known, reference, doer(visit))
        return go_to(f"{LIST}/{webhook}", done="again")
    days = days_of(form.text("since"), form.text("until"), visit)
    if days is None:
        return show_one(visit, webhook, [("since", visit.say(TEXTS["wrong_days"]))])
    send_time_again(known, *days, doer(visit))
    return go_to(f"{LIST}/{webhook}", done="again")


def doer(visit: DeskVisit) -> Doer:
    return Doer(visit.staff, visit.at)


def days_of(since: str, until: str, visit: DeskVisit) -> tuple[datetime, datetime] | None:
    """Returns when the first of some days of the jurisdiction begins and the last ends, in UTC; None if they are not
    dates."""
    try:
        first, last = date.fromisoformat(since), date.fromisoformat(until or since)
    except ValueError:
        return None
    if last < first or not date.min < first < last + timedelta(days=1) < date.max:
        return None
    zone = ZoneInfo(visit.offer.jurisdiction["time_zone"])
    begins, ends = (datetime.combine(each, time(), zone) for each in (first, last + timedelta(days=1)))
    return begins.astimezone(UTC), ends.astimezone(UTC)


def show_list(visit: DeskVisit, typed: dict[str, str], errors: list[tuple[str, str]]) -> Response:
    agencies = [(code, visit.offer.name_of("agency", code, visit.language)) for code in visit.offer.agencies]
    names = dict(agencies)
    shown = [(each, names.get(each.agency) or visit.say(TEXTS["every_agency"])) for each in all_webhooks()]
    title, status = visit.say(TEXTS["title"]), 400 if errors else 200
    words = {**ADMINISTRATION, **TEXTS}
    done = visit.asked("done")
    return show(visit, "administration/webhooks.html", title, words, status, errors=errors, webhooks=shown,
                done=visit.say(DONE[done]) if done in DONE else "",
                choices=agencies, typed=typed)  # fmt: skip


def show_one(visit: DeskVisit, webhook: str, errors: list[tuple[str, str]]) -> Response:
    known, breaker = load_webhook(webhook)
    done = visit.asked("done")
    values: dict[str, Any] = {
        "webhook": known,
        "agency": visit.offer.name_of("agency", known.agency, visit.language) or visit.say(TEXTS["every_agency"]),
        "secrets": [secret_of(known.id, number, identity_key()) for number in known.keys],
        "rests": visit.say_count(RESTS, breaker.failures, moment=moment(visit, breaker.open_until))
        if breaker.is_open(visit.at)
        else "",
        "deliveries": [line_of(each, visit) for each in latest_of(known.id, SHOWN)],
        "done": visit.say(DONE[done]) if done in DONE else "",
    }
    title, status = visit.say(TEXTS["one"]), 400 if errors else 200
    words = {**ADMINISTRATION, **TEXTS}
    return show(visit, "administration/webhook.html", title, words, status, errors=errors, **values)


def line_of(delivery: WebhookCall, visit: DeskVisit) -> dict[str, Any]:
    """Returns one delivery of an event, in words."""
    return {
        "type": delivery.event["type"],
        "case": delivery.case,
        "happened": moment(visit, datetime.fromisoformat(delivery.event["time"])),
        "call": delivery.call.value,
        "call_words": visit.say(CALLS[delivery.call]),
        "said": delivery.said,
        "times": delivery.times,
        "last": moment(visit, delivery.last_at),
    }


def moment(visit: DeskVisit, at: datetime | None) -> str:
    return say_moment(at, visit.offer.jurisdiction["time_zone"], visit.language, now=visit.at) if at else ""
