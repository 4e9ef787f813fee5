"""Which case a mail belongs to, and whether it proves to come from the resident of that case.

What we send asks to be answered at `local+REFERENCE.mac@domain` and names a message `<REFERENCE.mac@domain>` that never
was, in References: mail programs copy that into their answer (RFC 5322, 3.6.4). The mac is worked out from the
installation's key, so whoever shows it has had a letter of ours about that case. A reference alone, in the subject or
in the text, says what a mail is about, and proves nothing. notifications/threading.py writes both.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Iterable

from intake.email.reading import Mail
from onestop.domain.cases.references import read_reference
from onestop.runtime import links

PROOF = re.compile(r"(?:^|[+<])([0-9a-z]{13})\.([a-z2-7]{16})@", re.IGNORECASE)
WRITTEN = re.compile(r"(?<![\w-])\w{4}[-‐‑–]\w{4}[-‐‑–]\w{4}[-‐‑–]\w(?![\w-])")  # as we write it: 7KQ2-M4TX-9BWD-D
TYPED = re.compile(r"(?<![\w-])(?=\w*\d)\w{4}[- ]?\w{4}[- ]?\w{4}[- ]?\w(?![\w-])")  # as people do; no plain word
DASHES = re.compile(r"[‐‑–]")
TEXT = 20_000  # characters in which a reference is looked for


def case_of(mail: Mail) -> tuple[str | None, bool]:
    """The reference of the case that a mail is about, if any, and whether the mail proves to come from its resident."""
    addressed = [*mail.recipients, *(f"<{each}>" for each in mail.follows)]
    proven = proven_in(addressed)
    if proven:
        return proven, True
    named = (unproven_in(addressed), reference_in(mail.subject, TYPED), reference_in(mail.text, WRITTEN))
    return next(filter(None, (*named, reference_in(mail.whole, WRITTEN))), None), False


def proven_in(texts: Iterable[str]) -> str | None:
    """The first reference that is shown together with its mac."""
    for text in texts:
        for plain, mac in PROOF.findall(text):
            reference = read_reference(plain)
            if reference and hmac.compare_digest(links.reply_mac(reference), mac.lower()):
                return reference
    return None


def unproven_in(texts: Iterable[str]) -> str | None:
    """The first reference in an address of ours whose mac is wrong: mistyped, or made up."""
    return next((found for text in texts for plain, _ in PROOF.findall(text) if (found := read_reference(plain))), None)


def reference_in(text: str, written: re.Pattern[str]) -> str | None:
    """The first reference in a text; its check character keeps most other numbers out."""
    found = (read_reference(DASHES.sub("-", each)) for each in written.findall(text[:TEXT]))
    return next(filter(None, found), None)
