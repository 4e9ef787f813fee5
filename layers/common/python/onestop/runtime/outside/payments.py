"""The port to those by whom residents pay. A provider is told what is to be paid and says where that is done; later it
says what became of it, by a call that it signs (https://www.standardwebhooks.com), at least once.

The provider for trying out takes no money: its page asks what it is to say.
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

FRESH_SECONDS = 300  # a signed call that is older was kept by somebody
FORGED = "This call is not signed as it should be."
PURPOSE = "payment-told"
STAMP = re.compile(r"[0-9]{1,12}")  # seconds since 1970: longer ones are no moments, and no float


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """What is to be paid. `id` names the case, the task and the attempt; `back` is where the resident goes then."""

    id: str
    amount: str
    currency: str
    back: str


class PaymentProvider(Protocol):
    """By whom residents pay."""

    def begin(self, payment: Payment) -> str:
        """Where it is paid: an address to send the browser to."""

    def read_told(self, headers: Mapping[str, str], body: bytes, at: datetime) -> PaymentToldBody:
        """What became of a payment, as the provider says. Raises NotAllowed for a call that somebody else made,
        and NotValid for one that says nothing we know."""


class TryingOut:
    """A provider that takes no money."""

    def begin(self, payment: Payment) -> str:
        proof = self.proof_of(payment.id, payment.amount, payment.currency)
        said = {"amount": payment.amount, "currency": payment.currency, "back": payment.back, "proof": proof}
        return f"/apply/paying/{payment.id}?{urlencode(said)}"

    def proof_of(self, payment: str, amount: str, currency: str) -> str:
        """What its page carries, so that it speaks of payments alone that were begun with it."""
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
        """The call that it makes, signed."""
        body, stamp, name = msgspec.json.encode(told), str(int(at.timestamp())), f"{told.payment}-{told.status}"
        signed = signature(signing_key(), name, stamp, body)
        return {"webhook-id": name, "webhook-timestamp": stamp, "webhook-signature": signed}, body


def signing_key() -> bytes:
    """What the provider for trying out signs with: worked out, so that it is kept nowhere."""
    return links.secret_of(PURPOSE, "signing").encode()


def signature(key: bytes, name: str, stamp: str, body: bytes) -> str:
    """As Standard Webhooks signs: over the id of the message, its moment and its body."""
    mac = hmac.new(key, f"{name}.{stamp}.".encode() + body, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(mac).decode()}"


def provider_of(catalogue: Catalogue) -> PaymentProvider:
    """The provider of the jurisdiction. Raises NotPossible where there is none."""
    if "payments" not in catalogue.jurisdiction:
        raise NotPossible("Nobody takes payments here: call us.", "payments")
    return TryingOut()
