"""Whether a form is our own: it carries what only our pages know (`runtime.pages.same_origin` asks the browser).

The mark is written differently on each page (a random mask and the masked bytes): pages are compressed, and from the
sizes of compressed pages a fixed text could be guessed letter by letter.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac

FIELD = "form"  # the hidden field of every form
LENGTH = 32


def known_by(secret: str) -> bytes:
    """Returns the value that forms of a session are known by, in a fixed length."""
    return hashlib.sha256(f"forms of {secret}".encode()).digest()


def mark_form(secret: str, mask: bytes) -> str:
    """Returns the mark that a form carries; `mask` is 32 random bytes."""
    masked = bytes(one ^ other for one, other in zip(mask, known_by(secret), strict=True))
    return base64.urlsafe_b64encode(mask + masked).decode()


def is_marked(secret: str, sent: str) -> bool:
    """Whether a form carries the mark of this session; compared in the same time whatever it carries."""
    try:
        both = base64.urlsafe_b64decode(sent.encode("ascii"))
    except (binascii.Error, UnicodeEncodeError, ValueError):
        return False
    unmasked = bytes(one ^ other for one, other in zip(both[:LENGTH], both[LENGTH:], strict=False))
    return hmac.compare_digest(unmasked, known_by(secret))
