"""Administrators' acts on webhooks: add one, change its key, test it, send events again. Each is recorded for the
auditor before it is done."""

from __future__ import annotations

import ipaddress
import re
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlsplit

from onestop.contracts.recorded import cloud_event
from onestop.domain.cases.events import EVENTS
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.errors import NotPossible
from onestop.domain.staff.deeds import Deed, DeedKind
from onestop.domain.webhooks.webhook import TEST, Breaker, Webhook
from onestop.runtime.identity import Staff
from onestop.runtime.outside.call_outside import is_outside
from onestop.runtime.settings import setting
from onestop.storage.cases.read_case import load_history
from onestop.storage.partners.webhooks import await_call, between, keep_breaker, keep_webhook, remove_webhook
from onestop.storage.staff.deeds import deed_kept_first

LONGEST_URL = 500
MOST_AGAIN = 2000  # events sent again by one press of the button, at most
HOST = re.compile(r"[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})+")


@dataclass(frozen=True, slots=True)
class Doer:
    """The administrator who does it, and when."""

    staff: Staff
    at: datetime

    def deed(self, webhook: str, *details: str) -> Deed:
        return Deed(at=self.at, by=self.staff.actor, kind=DeedKind.WEBHOOK, about=webhook, details=details)


def faults_of(url: str, agency: str, types: Iterable[str], catalogue: Catalogue) -> list[str]:
    """Returns the fields that are wrong. Host names are checked at each call; an internal IP address is refused
    here."""
    wrong = [] if is_callable(url) else ["url"]
    if agency and agency not in catalogue.agencies:
        wrong.append("agency")
    if not set(types) <= {event.type for event in EVENTS}:
        wrong.append("types")
    return wrong


def is_callable(url: str) -> bool:
    """Says whether a URL points to an outside server that can be called at all."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return False
    plain = parts.scheme == "https" and len(url) <= LONGEST_URL and not (parts.username or parts.password)
    if not plain or port == 0 or parts.fragment:
        return False
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return bool(HOST.fullmatch(host))
    return is_outside(host)


def add_webhook(url: str, agency: str, types: Iterable[str], doer: Doer) -> Webhook:
    """Adds a webhook; it gets events that are published from now on."""
    webhook = Webhook(id=secrets.token_hex(8), url=url, agency=agency, types=tuple(sorted(set(types))))
    with deed_kept_first(doer.deed(webhook.id, "added", agency)):
        keep_webhook(webhook)
    return webhook


def change_webhook(webhook: Webhook, what: str, doer: Doer) -> None:
    """Changes a webhook; `what` names the change. Raises NotPossible."""
    become = CHANGES[what](webhook)
    with deed_kept_first(doer.deed(webhook.id, what)):
        keep_webhook(become)
        if what == "resume":
            keep_breaker(webhook.id, Breaker())


def remove(webhook: Webhook, doer: Doer) -> None:
    """Removes it for good; to get events there again, somebody adds a new one, which has another secret."""
    with deed_kept_first(doer.deed(webhook.id, "removed")):
        remove_webhook(webhook, doer.at)


def add_key(webhook: Webhook) -> Webhook:
    """Adds a key, which signs together with the older one until that is retired."""
    if len(webhook.keys) > 1:
        raise NotPossible("Two keys sign already: retire the older one first.", "webhook")
    return replace(webhook, keys=(*webhook.keys, webhook.keys[-1] + 1))


def retire_key(webhook: Webhook) -> Webhook:
    """Retires the older key: it no longer signs."""
    if len(webhook.keys) < 2:
        raise NotPossible("One key must sign: add a new one first.", "webhook")
    return replace(webhook, keys=webhook.keys[1:])


CHANGES: dict[str, Callable[[Webhook], Webhook]] = {
    "new_key": add_key,
    "retire_key": retire_key,
    "pause": lambda webhook: replace(webhook, paused=True),
    "resume": lambda webhook: replace(webhook, paused=False),
}


def try_out(webhook: Webhook, doer: Doer) -> None:
    """Sends a test event that is about no case."""
    event = {
        "specversion": "1.0",
        "id": f"test.{secrets.token_hex(8)}",
        "source": setting("EVENT_SOURCE"),
        "type": TEST,
        "subject": "",
        "time": doer.at.isoformat(),
        "datacontenttype": "application/json",
        "data": {},
    }
    with deed_kept_first(doer.deed(webhook.id, "tested")):
        await_call(webhook.id, event, doer.at)


def send_case_again(webhook: Webhook, reference: str, doer: Doer) -> int:
    """Sends all events of a case to the webhook again, in their order; returns how many. Raises NotFound."""
    events = [cloud_event(each, setting("EVENT_SOURCE")) for each in load_history(reference)[1]]
    wanted = [each for each in events if replace(webhook, paused=False).wants(each)]
    with deed_kept_first(doer.deed(webhook.id, "sent again", reference)):
        for event in wanted:
            await_call(webhook.id, event, doer.at)
    return len(wanted)


def send_time_again(webhook: Webhook, since: datetime, until: datetime, doer: Doer) -> int:
    """Sends the webhook its events of a period again, as far back as they are kept: 30 days."""
    found = [each for each, _ in zip(between(webhook.id, since, until), range(MOST_AGAIN), strict=False)]
    with deed_kept_first(doer.deed(webhook.id, "sent again", since.isoformat(), until.isoformat())):
        for delivery in found:
            await_call(webhook.id, delivery.event, doer.at)
    return len(found)
