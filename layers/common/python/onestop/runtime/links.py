"""Secret links: what lets a resident see a case without an account.

The secret is worked out from the reference and a key of the installation, so it is kept nowhere, can be put into a
letter by any function that may read the key, and costs no read of a table to check.
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
BEGUN = "begun"  # of no link: it marks a browser as the one in which an application was begun
ACTING = "acting"  # for whoever may act for somebody: a pass to one case, as long as their mandate holds
ASSIST = "assist"  # for a member of staff who helps: names them and until when, with the application
PASS = re.compile(r"(?P<secret>[^~]{1,40})~(?P<holder>[0-9a-f]{32})~(?P<began>[0-9]{1,12})")
# what somebody hears whose link opens nothing, by its purpose
REFUSALS = {
    TRACK: "There is no case with this reference and secret. Check both, or use the link we sent you.",
    SURVEY: "There is no survey at this link. Use the link that we sent you, whole.",
    CONFIRM: "There is no such message to confirm.",
    SIGN: "There is nothing to sign at this link. Use the link that you were sent, whole.",
    ASSIST: "Open the application from the desk once more.",
    APPLY: "There is no application with this reference and code. Check both, or use the link we sent you.",
}


def be_ready() -> None:
    """Sees to it that links can be made. Asked before something is done that is answered with one: a case that is open
    while its resident hears that nothing was changed would be opened twice."""
    link_keys()


def secret_of(purpose: str, reference: str) -> str:
    """The secret that opens a case for one purpose: a survey link does not open the case."""
    return link_keys().secret_of(purpose, reference)


def opens(purpose: str, reference: str, secret: str | None) -> bool:
    """Says whether this secret opens this case for this purpose, in the same time whatever is wrong.

    Raises LinkRetired for any secret of a key that is retired: right or wrong, nobody can tell any more.
    """
    number = number_of(secret or "")
    keys = link_keys_for(number)
    if number and keys.retired(number):
        raise LinkRetired
    return keys.opens(purpose, reference, secret or "")


def opened_by(purpose: str, reference: str, secret: str | None) -> str:
    """The case that a link opens for a purpose, to be named in the log from here on. Raises NotFound, the same for a
    wrong secret and an unknown reference, so that nobody learns which cases there are; and LinkRetired."""
    known = read_reference(reference)
    if not known or not opens(purpose, known, secret):
        raise NotFound(REFUSALS[purpose.partition("/")[0]], "reference")
    logger.append_keys(case=known)
    return known


def confirmation_of(contact: str) -> str:
    """The purpose of the link by which a resident confirms one message of their case, and opens nothing else."""
    return f"{CONFIRM}/{contact}"


def pass_of(reference: str, holder: str, since: datetime) -> str:
    """What opens a case for whoever may act for its resident, in place of the secret that opens it for ever: it names
    them (a keyed hash) and the mandate, which whoever takes it looks up."""
    began = int(since.timestamp())
    return f"{secret_of(passing(holder, began), reference)}~{holder}~{began}"


def read_pass(reference: str, shown: str | None) -> tuple[str, int] | None:
    """Who shows a pass of ours to this case, and since when they may act; None for anything else. Raises
    LinkRetired."""
    found = PASS.fullmatch(shown or "")
    if not found:
        return None
    holder, began = found["holder"], int(found["began"])
    return (holder, began) if opens(passing(holder, began), reference, found["secret"]) else None


def passing(holder: str, began: int) -> str:
    return f"{ACTING}/{holder}/{began}"


def signing_of(party: str) -> str:
    """The purpose of the link by which somebody signs an application, and does nothing else."""
    return f"{SIGN}/{party}"


def link_to_sign(party: str, reference: str, language: str) -> str:
    """The address by which somebody signs, to put into a letter."""
    page = f"{setting('PUBLIC_URL').rstrip('/')}/apply/sign/{party}/{quote(reference)}"
    return f"{page}?secret={secret_of(signing_of(party), reference)}&lang={language}"


def code_of(reference: str, purpose: str = APPLY) -> str:
    """The code that opens an application for whoever types it, on any device, or reads it out to us; or that shows
    that a survey on paper is one of ours."""
    return link_keys().code_of(purpose, reference)


def opened_by_code(reference: str, code: str, purpose: str = APPLY) -> str:
    """The application, or the case to rate, that a reference and a code open, both as a person typed or spoke them.
    Raises NotFound, the same for a wrong code and an unknown reference."""
    known = read_reference(reference)
    if not known or not link_keys().opens_by_code(purpose, known, code):
        raise NotFound(REFUSALS[purpose], "reference")
    logger.append_keys(**{"application" if purpose == APPLY else "case": known})
    return known


def reference_from(key: str) -> str:
    """The reference of what is begun by something that carries this key: sent twice, it begins one thing. Nobody can
    find a key that leads to somebody else's, if it says first what brought it (`page:`, `partner:ID:`): some keys are
    no secrets."""
    keys = link_keys()
    bits = int.from_bytes(keys.mac(f"begun:{key}", keys.newest), "big")

    def next_bits(count: int) -> int:
        nonlocal bits
        taken, bits = bits & ((1 << count) - 1), bits >> 7
        return taken

    return make_reference(next_bits)


def reply_mac(reference: str) -> str:
    """What proves that a mail answers one of our letters about a case, in letters that may be folded."""
    return link_keys().reply_mac(reference)


def proves(reference: str, shown: str) -> bool:
    """Says whether a mail shows the mac of a letter of ours about this case."""
    return link_keys_for(number_of(shown, REPLY_MAC)).proves(reference, shown)


def link_to(purpose: str, reference: str, language: str | None = None) -> str:
    """The address to put into a message."""
    page = f"{setting('PUBLIC_URL').rstrip('/')}/{purpose}/{quote(reference)}?secret={secret_of(purpose, reference)}"
    return f"{page}&lang={language}" if language else page
