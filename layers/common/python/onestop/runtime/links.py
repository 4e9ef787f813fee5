"""Secret links: they let a resident see a case without an account.

The secret is computed from the reference and a key of the installation, so it is not stored anywhere, any function
that may read the key can put it into a letter, and checking it needs no read of a table.
"""

from __future__ import annotations

import re
from datetime import datetime
from urllib.parse import quote

from onestop.domain.cases.references import make_reference, read_reference
from onestop.domain.errors import LinkRetired, NotFound
from onestop.domain.people.link_keys import REPLY_MAC, number_of
from onestop.runtime.keys import link_keys, link_keys_for
from onestop.runtime.log import logger
from onestop.runtime.settings import setting

TRACK = "track"
SURVEY = "survey"
CONFIRM = "confirm"
APPLY = "apply"
SIGN = "sign"
BEGUN = "begun"  # not a link: it marks the browser in which an application was begun
ACTING = "acting"  # for a person who may act for somebody: a pass to one case, as long as their mandate holds
ASSIST = "assist"  # for a member of staff who helps: names them, the application, and until when
PASS = re.compile(r"(?P<secret>[^~]{1,40})~(?P<holder>[0-9a-f]{32})~(?P<began>[0-9]{1,12})")
# by purpose, what people are told whose link opens nothing
REFUSALS = {
    TRACK: "There is no case with this reference and secret. Check both, or use the link we sent you.",
    SURVEY: "There is no survey at this link. Use the link that we sent you, whole.",
    CONFIRM: "There is no such message to confirm.",
    SIGN: "There is nothing to sign at this link. Use the link that you were sent, whole.",
    ASSIST: "Open the application from the desk once more.",
    APPLY: "There is no application with this reference and code. Check both, or use the link we sent you.",
}


def be_ready() -> None:
    """Makes sure that links can be made. Called before an action that is answered with one: if a case were opened while
    its resident was told that nothing had changed, it would be opened twice."""
    link_keys()


def secret_of(purpose: str, reference: str) -> str:
    """Returns the secret that opens a case for one purpose: a survey link does not open the case."""
    return link_keys().secret_of(purpose, reference)


def opens(purpose: str, reference: str, secret: str | None) -> bool:
    """Whether this secret opens this case for this purpose, checked in the same time whatever is wrong.

    Raises LinkRetired for any secret of a retired key, because nobody can tell any more whether it is right.
    """
    number = number_of(secret or "")
    keys = link_keys_for(number)
    if number and keys.retired(number):
        raise LinkRetired
    return keys.opens(purpose, reference, secret or "")


def opened_by(purpose: str, reference: str, secret: str | None) -> str:
    """Returns the case that a link opens for a purpose, and names it in the log from here on. Raises NotFound, the same
    for a wrong secret and an unknown reference, so that nobody learns which cases exist; and LinkRetired."""
    known = read_reference(reference)
    if not known or not opens(purpose, known, secret):
        raise NotFound(REFUSALS[purpose.partition("/")[0]], "reference")
    logger.append_keys(case=known)
    return known


def confirmation_of(contact: str) -> str:
    """Returns the purpose of the link by which a resident confirms one message of their case, which opens nothing
    else."""
    return f"{CONFIRM}/{contact}"


def pass_of(reference: str, holder: str, since: datetime) -> str:
    """Returns what opens a case for somebody who may act for its resident, instead of the permanent secret: it names
    them (a keyed hash) and the mandate, which must be looked up whenever it is used."""
    began = int(since.timestamp())
    return f"{secret_of(passing(holder, began), reference)}~{holder}~{began}"


def read_pass(reference: str, shown: str | None) -> tuple[str, int] | None:
    """Returns who shows a valid pass for this case, and when their mandate began; None for anything else. Raises
    LinkRetired."""
    found = PASS.fullmatch(shown or "")
    if not found:
        return None
    holder, began = found["holder"], int(found["began"])
    return (holder, began) if opens(passing(holder, began), reference, found["secret"]) else None


def passing(holder: str, began: int) -> str:
    return f"{ACTING}/{holder}/{began}"


def signing_of(party: str) -> str:
    """Returns the purpose of the link by which somebody signs an application, which does nothing else."""
    return f"{SIGN}/{party}"


def link_to_sign(party: str, reference: str, language: str) -> str:
    """Returns the address at which somebody signs, to put into a letter."""
    page = f"{setting('PUBLIC_URL').rstrip('/')}/apply/sign/{party}/{quote(reference)}"
    return f"{page}?secret={secret_of(signing_of(party), reference)}&lang={language}"


def code_of(reference: str, purpose: str = APPLY) -> str:
    """Returns the code that opens an application for anyone who types it, on any device, or reads it out to us; or that
    shows that a survey on paper is ours."""
    return link_keys().code_of(purpose, reference)


def opened_by_code(reference: str, code: str, purpose: str = APPLY) -> str:
    """Returns the application, or the case to rate, that a reference and a code open, both as a person typed or spoke
    them. Raises NotFound, the same for a wrong code and an unknown reference."""
    known = read_reference(reference)
    if not known or not link_keys().opens_by_code(purpose, known, code):
        raise NotFound(REFUSALS[purpose], "reference")
    logger.append_keys(**{"application" if purpose == APPLY else "case": known})
    return known


def reference_from(key: str) -> str:
    """Returns the reference of what is begun by something with this key: sent twice, it begins one thing. Keys must
    begin with their source (`page:`, `partner:ID:`), because some keys are not secret: so nobody can find a key that
    leads to somebody else's reference."""
    keys = link_keys()
    bits = int.from_bytes(keys.mac(f"begun:{key}", keys.newest), "big")

    def next_bits(count: int) -> int:
        nonlocal bits
        taken, bits = bits & ((1 << count) - 1), bits >> 7
        return taken

    return make_reference(next_bits)


def reply_mac(reference: str) -> str:
    """Returns what proves that a mail answers one of our letters about a case, in characters that survive a change of
    case."""
    return link_keys().reply_mac(reference)


def proves(reference: str, shown: str) -> bool:
    """Whether a mail shows the mac of a letter of ours about this case."""
    return link_keys_for(number_of(shown, REPLY_MAC)).proves(reference, shown)


def link_to(purpose: str, reference: str, language: str | None = None) -> str:
    """Returns the address to put into a message."""
    page = f"{setting('PUBLIC_URL').rstrip('/')}/{purpose}/{quote(reference)}?secret={secret_of(purpose, reference)}"
    return f"{page}&lang={language}" if language else page
