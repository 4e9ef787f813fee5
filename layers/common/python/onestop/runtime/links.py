"""Secret links: what lets a resident see a case without an account.

The secret is worked out from the reference and a key of the installation, so it is kept nowhere, can be put into a
letter by any function that holds the key, and costs no read to check.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from urllib.parse import quote

from onestop.runtime.settings import setting

TRACK = "track"
SURVEY = "survey"
CONFIRM = "confirm"
SECRET_BYTES = 18
MAC_LETTERS = 16  # of base 32, because mail systems fold case: 80 bits


def key() -> bytes:
    """The key of this installation, from which secrets and identities are worked out."""
    return bytes.fromhex(setting("LINK_KEY"))


def secret_of(purpose: str, reference: str) -> str:
    """The secret that opens a case for one purpose: a survey link does not open the case."""
    mac = hmac.new(key(), f"{purpose}:{reference}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(mac[:SECRET_BYTES]).decode()


def opens(purpose: str, reference: str, secret: str | None) -> bool:
    """Says whether this secret opens this case for this purpose, in the same time whatever is wrong."""
    return hmac.compare_digest(secret_of(purpose, reference).encode(), (secret or "").encode())


def confirmation_of(contact: str) -> str:
    """The purpose of the link by which a resident confirms one message of their case, and opens nothing else."""
    return f"{CONFIRM}/{contact}"


def reply_mac(reference: str) -> str:
    """What proves that a mail answers one of our letters about a case, in letters that may be folded."""
    mac = hmac.new(key(), f"reply:{reference}".encode(), hashlib.sha256).digest()
    return base64.b32encode(mac).decode()[:MAC_LETTERS].lower()


def link_to(purpose: str, reference: str, language: str | None = None) -> str:
    """The address to put into a message."""
    page = f"{setting('PUBLIC_URL').rstrip('/')}/{purpose}/{quote(reference)}?secret={secret_of(purpose, reference)}"
    return f"{page}&lang={language}" if language else page
