"""The interface to payment providers. We tell a provider what is to be paid, and it says where that is done; later it
reports the outcome in a call that it signs (https://www.standardwebhooks.com), at least once.

The provider for trying out takes no money: its page asks which outcome to report.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlencode

import msgspec

from onestop.contracts.api import PaymentToldBody
from onestop.contracts.read_contract import read_body
from onestop.domain.errors import NotAllowed, NotPossible
from onestop.runtime import links

if TYPE_CHECKING:
    from onestop.domain.catalogue.catalogue import Catalogue

FRESH_SECONDS = 300  # older signed calls may be replays
FORGED = "This call is not signed as it should be."
PURPOSE = "payment-told"
STAMP = re.compile(r"[0-9]{1,12}")  # seconds since 1970; longer numbers are not valid moments and overflow a float


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """What is to be paid. `id` names the case, the task and the attempt; `back` is where the resident goes
    afterwards."""

    id: str
    amount: str
    currency: str
    back: str


class PaymentProvider(Protocol):
    """The interface of a payment provider."""

    def begin(self, payment: Payment) -> str:
        """Returns the address to send the browser to for paying."""

    def read_told(self, headers: Mapping[str, str], body: bytes, at: datetime) -> PaymentToldBody:
        """Returns what a provider reports about a payment. Raises NotAllowed for a call from anybody else, and NotValid
        for an outcome that we do not know."""


class TryingOut:
    """A provider that takes no money."""

    def begin(self, payment: Payment) -> str:
        proof = self.proof_of(payment.id, payment.amount, payment.currency)
        said = {"amount": payment.amount, "currency": payment.currency, "back": payment.back, "proof": proof}
        return f"/apply/paying/{payment.id}?{urlencode(said)}"

    def proof_of(self, payment: str, amount: str, currency: str) -> str:
        """Returns what its page carries, so that it can only report on payments that were begun with it."""
        return links.secret_of(f"{PURPOSE}:{amount}:{currency}", payment)

    def began(self, payment: str, amount: str, currency: str, proof: str) -> bool:
        """Whether a payment was begun with it."""
        right = self.proof_of(payment, amount, currency)
        return hmac.compare_digest(right.encode(), proof.encode("utf-8", "replace"))

    def read_told(self, headers: Mapping[str, str], body: bytes, at: datetime) -> PaymentToldBody:
        sent = {name.lower(): value for name, value in headers.items()}
        stamp, signed = sent.get("webhook-timestamp", ""), sent.get("webhook-signature", "")
        if not STAMP.fullmatch(stamp) or abs(int(stamp) - at.timestamp()) > FRESH_SECONDS:
            raise NotAllowed(FORGED)
        right = signature(signing_key(), sent.get("webhook-id", ""), stamp, body)
        if not hmac.compare_digest(right.encode(), signed.encode("utf-8", "replace")):
            raise NotAllowed(FORGED)
        return read_body(body, PaymentToldBody)

    def say(self, told: PaymentToldBody, at: datetime) -> tuple[dict[str, str], bytes]:
        """Returns the signed call that it makes."""
        body, stamp, name = msgspec.json.encode(told), str(int(at.timestamp())), f"{told.payment}-{told.status}"
        signed = signature(signing_key(), name, stamp, body)
        return {"webhook-id": name, "webhook-timestamp": stamp, "webhook-signature": signed}, body


def signing_key() -> bytes:
    """Returns the key with which the provider for trying out signs: computed, so that it is not stored anywhere."""
    return links.secret_of(PURPOSE, "signing").encode()


def signature(key: bytes, name: str, stamp: str, body: bytes) -> str:
    """Returns a signature as Standard Webhooks defines it: over the id of the message, its moment and its body."""
    mac = hmac.new(key, f"{name}.{stamp}.".encode() + body, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(mac).decode()}"


def provider_of(catalogue: Catalogue) -> PaymentProvider:
    """Returns the provider of the jurisdiction. Raises NotPossible if there is none."""
    if "payments" not in catalogue.jurisdiction:
        raise NotPossible("Nobody takes payments here: call us.", "payments")
    return TryingOut()
