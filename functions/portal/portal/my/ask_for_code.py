"""A resident asks for a one-time code: the request is read, counted and passed on. No address is looked up, so the
answer and the time that it takes are the same whether the address is known or not; notifications sends the code."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime, time, timedelta

from chalice.app import Request

from onestop.contracts.phones import dialled, normal_phone
from onestop.contracts.signed_in_requests import CodeAskBody
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.errors import Fault, NotValid, TooMany
from onestop.domain.people.one_time_codes import ASKS, ASKS_FROM_PLACE, ASKS_OF_PLACE, Ask, name_of_ask
from onestop.domain.people.person import counting_identity
from onestop.runtime.asking_to_write import ask_to_write
from onestop.runtime.keys import identity_key
from onestop.runtime.network import is_public, network_of
from onestop.storage.guards import count_one
from onestop.storage.people.one_time_codes import keep_ask

ASKED = "code.asked"  # an event that notifications listens to
HOUR = timedelta(hours=1)
TOO_OFTEN = "Too many codes were asked for. Use the last one that we sent, or wait."


def read_ask(body: CodeAskBody, catalogue: Catalogue, language: str, at: datetime) -> Ask:
    """Reads where the code is to go, in the form in which we keep addresses. Raises NotValid."""
    if (body.email is None) == (body.phone is None):
        raise NotValid(Fault("email", "give one of the two: email or phone", "an address or a number, not both"))
    wanted = catalogue.language(body.language) if body.language else language
    if body.email:
        return Ask(address=body.email, channel="email", language=wanted, asked_at=at)
    phone = normal_phone(body.phone or "", catalogue)
    if phone is None or dialled(phone) is None:
        raise NotValid(Fault("phone", "this cannot be a telephone number", "such as +1 902 555 0123"))
    return Ask(address=phone, channel="sms", language=wanted, asked_at=at)


def put_on_its_way(ask: Ask, request: Request, token: str) -> None:
    """Counts a request for a code, keeps it and has its code sent. `token` is what the caller got, 256 random bits.
    Raises TooMany."""
    check_not_too_many(ask.address, request, ask.asked_at, "code")
    name = name_of_ask(token)
    keep_ask(name, ask)
    told = {"type": ASKED, "id": name, "subject": name, "time": ask.asked_at.isoformat(), "data": {}}
    ask_to_write(told)


def check_not_too_many(address: str, request: Request, at: datetime, kind: str) -> None:
    """Counts one more letter of a kind for the network, for the address, and for the two together. So somebody at the
    same library can continue if a stranger there asked too often, and so can a person whose address somebody gives
    elsewhere."""
    network = (request.context.get("identity") or {}).get("sourceIp") or ""
    identity = counting_identity(address, identity_key())
    from_place = network_of(network) if is_public(network) else ""
    hour = int((at.replace(minute=0, second=0, microsecond=0) + HOUR - at).total_seconds())
    midnight = datetime.combine(at.date(), time(), at.tzinfo)
    day = int((midnight + 24 * HOUR - at).total_seconds())
    limits = [
        (f"{kind}-from:{from_place}:{identity}", ASKS_FROM_PLACE, at, hour),
        (f"{kind}:{identity}", ASKS, midnight, day),
    ]
    if from_place:
        limits.insert(0, (f"{kind}-of:{from_place}", ASKS_OF_PLACE, at, hour))
    for who, most, moment, wait in limits:
        if not count_one(counter_of(who), most, moment):
            raise TooMany(TOO_OFTEN, wait)


def counter_of(who: str) -> str:
    """The name of a counter: a keyed hash, because a network address is personal data."""
    return hmac.new(identity_key(), f"count:{who}".encode(), hashlib.sha256).hexdigest()[:32]
