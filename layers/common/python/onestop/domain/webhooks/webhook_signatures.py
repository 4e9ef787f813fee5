"""Signatures of webhooks, by Standard Webhooks (https://www.standardwebhooks.com): the holder of a webhook's secret can
check that a message is ours, unchanged, and current.

The secrets are derived from the identity key, the webhook and a number, so none is stored.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Sequence
from datetime import datetime


def secret_of(webhook: str, number: int, key: bytes) -> str:
    """Returns the secret of a webhook with a number, as its owner keeps it."""
    raw = hmac.new(key, f"webhook:{webhook}:{number}".encode(), hashlib.sha256).digest()
    return f"whsec_{base64.b64encode(raw).decode()}"


def headers_for(message: str, at: datetime, body: bytes, secrets: Sequence[str]) -> dict[str, str]:
    """Returns the headers that prove a message; one signature for each secret that is valid now."""
    moment = int(at.timestamp())
    signed = b".".join((message.encode(), str(moment).encode(), body))
    return {
        "Content-Type": "application/cloudevents+json; charset=utf-8",
        "User-Agent": "Onestop-Webhooks/1",
        "webhook-id": message,
        "webhook-timestamp": str(moment),
        "webhook-signature": " ".join(f"v1,{sign(signed, secret)}" for secret in secrets),
    }


def sign(signed: bytes, secret: str) -> str:
    key = base64.b64decode(secret.removeprefix("whsec_"))
    return base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
