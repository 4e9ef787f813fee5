"""Has the reference and the code of a draft sent to its applicant, and a reminder before it expires. Notifications
writes and sends the letters; here we count how many may be sent to one address."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime, time, timedelta

from chalice.app import Request

from onestop.domain.applications.application import Application
from onestop.domain.errors import TooMany
from onestop.domain.people.one_time_codes import ASKS_OF_PLACE
from onestop.domain.people.person import counting_identity
from onestop.runtime.asking_to_write import ask_to_write
from onestop.runtime.keys import identity_key
from onestop.runtime.network import is_public, network_of
from onestop.storage.guards import count_one

KEPT, ENDING = "application.kept", "application.ending"  # events that notifications listens to
LETTERS_A_DAY = 5  # to one address, whoever asks: it may belong to somebody else
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TOO_OFTEN = "Too many letters were asked for. Use the last one that we sent, or wait."


def send_code(application: Application, address: str, request: Request, at: datetime) -> None:
    """Has the link and the code sent to an address. Raises TooMany."""
    count_letter(address, request, at)
    ask_for_letter(KEPT, application, f"{application.reference}.kept.{application.version}", at)


def count_letter(address: str, request: Request | None, at: datetime) -> None:
    """Counts one more letter to an address, whatever it is about and however many drafts somebody begins; and, if a
    browser asks for it, one more from its network. Raises TooMany."""
    network = ((request.context.get("identity") or {}).get("sourceIp") or "") if request else ""
    midnight = datetime.combine(at.date(), time(), at.tzinfo)
    limits = [(f"application:{counting_identity(address, identity_key())}", LETTERS_A_DAY, midnight)]
    if is_public(network):
        limits.append((f"application-of:{network_of(network)}", ASKS_OF_PLACE, at))
    for who, most, moment in limits:
        if not count_one(counter_of(who), most, moment):
            raise TooMany(TOO_OFTEN, int((midnight + DAY - at if moment == midnight else HOUR).total_seconds()))


def remind_of(application: Application, at: datetime) -> None:
    """Has the applicant reminded that a draft expires; asked twice, it reminds them once."""
    name = f"{application.reference}.ending.{application.expires_at.date().isoformat()}"
    ask_for_letter(ENDING, application, name, at)


def ask_for_letter(kind: str, application: Application, name: str, at: datetime) -> None:
    told = {"type": kind, "id": name, "subject": application.reference, "time": at.isoformat(), "data": {}}
    ask_to_write(told)


def counter_of(who: str) -> str:
    """The name of a counter: a keyed hash, because addresses are personal data."""
    return hmac.new(identity_key(), f"count:{who}".encode(), hashlib.sha256).hexdigest()[:32]
