"""Which case a mail belongs to, and whether it proves to come from the resident of that case.

Our letters ask for replies to `local+REFERENCE.mac@domain` and name in References a message `<REFERENCE.mac@domain>`
that never existed: mail programs copy that into their reply (RFC 5322, 3.6.4). The mac is computed from the link keys,
so whoever shows it has had a letter of ours about that case. A reference alone, in the subject or in the text, says
what a mail is about, and proves nothing. notifications/channels/email_threads.py writes both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from intake.email.reading import Mail
from onestop.domain.cases.reference_finder import find_reference
from onestop.domain.cases.references import read_reference
from onestop.runtime import links

PROOF = re.compile(r"(?:^|[+<])([0-9a-z]{13})\.((?:[0-9]{1,4}\.)?[a-z2-7]{16})@", re.IGNORECASE)
TEXT = 20_000  # characters in which a reference is searched


def case_of(mail: Mail) -> tuple[str | None, bool]:
    """The reference of the case that a mail is about, if any, and whether the mail proves to come from its resident."""
    addressed = [*mail.recipients, *(f"<{each}>" for each in mail.follows)]
    proven = proven_in(addressed)
    if proven:
        return proven, True
    named = (
        unproven_in(addressed),
        *(reference_in(text) for text in (mail.subject, mail.text, mail.facts, mail.whole)),
    )
    return next(filter(None, named), None), False


def proven_in(texts: Iterable[str]) -> str | None:
    """The first reference that is shown together with its mac."""
    for text in texts:
        for plain, mac in PROOF.findall(text):
            reference = read_reference(plain)
            if reference and links.proves(reference, mac.lower()):
                return reference
    return None


def unproven_in(texts: Iterable[str]) -> str | None:
    """The first reference in an address of ours whose mac is wrong: mistyped, or forged."""
    return next((found for text in texts for plain, _ in PROOF.findall(text) if (found := read_reference(plain))), None)


def reference_in(text: str) -> str | None:
    """The first reference in a text; its check character excludes most other numbers."""
    found = find_reference(text[:TEXT])
    return found.reference if found else None
