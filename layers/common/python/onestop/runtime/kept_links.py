"""The secret of a link, kept by the browser in a cookie of its own, so that it need not be in addresses.

Browsers remember addresses, people read them over shoulders, and copy them into messages. A cookie opens pages to read.
It never sends a form: each form carries the secret in a field, which no other site knows, so a page that residents
happen to look at cannot do anything in their name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from chalice.app import Request, Response

from onestop.domain.cases.references import read_reference
from onestop.domain.errors import LinkRetired
from onestop.runtime import links
from onestop.runtime.clock import asked_at
from onestop.runtime.cookies import cookies_beginning, drop_cookie, sent_cookie, set_cookie
from onestop.runtime.log import logger
from onestop.runtime.pages.frame import go_to
from onestop.runtime.pages.large_view import is_shared
from onestop.runtime.pages.posted_forms import read_form
from onestop.runtime.read_request import query, secret_shown

DAY = 24 * 3600  # seconds
# Whether somebody (a keyed hash), under a mandate that began then, may act on a case now: `storage.people.mandates`.
ActsFor = Callable[[str, int, str, datetime], bool]
LASTS = {  # how long the browser keeps each; a survey and a message to confirm are used once
    links.TRACK: 30 * DAY,
    links.SURVEY: DAY,
    links.CONFIRM: DAY,
    links.APPLY: 90 * DAY,
    links.BEGUN: 90 * DAY,
    links.SIGN: DAY,
}
NAMES = {links.TRACK: "case"}  # names of cookies that differ from the purpose of the link
CHECKED = "checked"  # the browser was asked to keep the secret; this request shows whether it did
# the other parameters of our addresses
GOES_ON = (
    *("view", "kiosk", "done", "sent", "photos", "upload", "added", "signer", "back", "others"),
    *("score", "from", "paper"),
)
RESIDENT = SESSION, ASK = (
    "my",
    "my-code",
)  # signed in to see all their cases; asked for a code (portal/my)


def cookie_of(reference: str, purpose: str = links.TRACK) -> str:
    return f"{NAMES.get(purpose, purpose).replace('/', '-')}-{reference}"


def kept_secret(request: Request, reference: str, purpose: str = links.TRACK) -> str:
    """Returns the secret of a link that a browser has kept; empty if it has none."""
    return sent_cookie(request, cookie_of(reference, purpose))


def keep_secret(
    reference: str, secret: str, purpose: str = links.TRACK, *, seconds: int = 0, until_closed: bool = False
) -> str:
    """Returns the header that makes a browser keep the secret of a link: for this many seconds, for the usual time, or
    until the browser is closed."""
    lasts = None if until_closed else seconds or LASTS[purpose.partition("/")[0]]
    return set_cookie(cookie_of(reference, purpose), secret, lasts)


def kept_here(request: Request, reference: str = "") -> list[str]:
    """Returns the names of the cookies in which a browser has kept links: all of them, or those of one case."""
    names = [name for purpose in LASTS for name in cookies_beginning(request, f"{NAMES.get(purpose, purpose)}-")]
    return [name for name in names if name.endswith(reference)]


def forget_all(answer: Response, request: Request) -> Response:
    """Makes a shared device forget the links of the previous person, and that they were signed in."""
    signed_in = [name for name in RESIDENT if sent_cookie(request, name)]
    if kept := [*kept_here(request), *signed_in]:
        answer.headers["Set-Cookie"] = [drop_cookie(name) for name in kept]
    return answer


def was_begun_here(request: Request, reference: str) -> bool:
    """Whether this browser began an application, rather than only following somebody's link to it."""
    try:
        return links.opens(links.BEGUN, reference, kept_secret(request, reference, links.BEGUN))
    except LinkRetired:
        return False


def opened_here(request: Request, reference: str, purpose: str = links.TRACK, acts_for: ActsFor | None = None) -> str:
    """Returns the case that the caller may look at: by the secret that they show, or else by the one in their browser.
    Raises NotFound and LinkRetired as `links.opened_by` does."""
    shown = secret_shown(request) or kept_secret(request, read_reference(reference) or "", purpose)
    return opened_with(request, reference, shown, acts_for) if acts_for else links.opened_by(purpose, reference, shown)


def opened_with(request: Request, reference: str, shown: str | None, acts_for: ActsFor) -> str:
    """Returns the case that a secret opens, or a pass while its holder may act for the resident. Raises NotFound and
    LinkRetired as `links.opened_by` does."""
    known = read_reference(reference)
    passed = links.read_pass(known, shown) if known else None
    if known and passed and acts_for(*passed, known, asked_at(request.headers)):
        logger.append_keys(case=known)
        return known
    return links.opened_by(links.TRACK, reference, shown)


def pass_shown(request: Request, reference: str) -> str:
    """Returns the pass with which somebody came to a case, wherever the request carries it; empty for its resident."""
    sent = read_form(request).get("secret") if request.method == "POST" else secret_shown(request)
    shown = (sent, kept_secret(request, reference))
    return next((each for each in shown if each and links.read_pass(reference, each)), "")


def secret_of_forms(request: Request, reference: str) -> str:
    """Returns what the forms of a case carry: its secret; for somebody who acts for its resident, only their pass."""
    return pass_shown(request, reference) or links.secret_of(links.TRACK, reference)


def secret_in_links(request: Request, reference: str, purpose: str = links.TRACK) -> str:
    """Returns the secret that links on a page must carry: empty if the browser keeps it."""
    if purpose == links.TRACK and (own := pass_shown(request, reference)):
        return "" if kept_secret(request, reference) == own else own
    try:
        kept = links.opens(purpose, reference, kept_secret(request, reference, purpose))
    except LinkRetired:
        kept = False
    return "" if kept else links.secret_of(purpose, reference)


def open_page(
    request: Request,
    path: Callable[[str], str],
    reference: str,
    purpose: str = links.TRACK,
    acts_for: ActsFor | None = None,
) -> tuple[str, Response | None]:
    """Returns the case whose page the caller may look at (see `opened_here`), and where to send their browser first so
    that the secret leaves the address (see `without_secret`). `path` gives the page of a case."""
    known = opened_here(request, reference, purpose, acts_for)
    return known, without_secret(request, path(known), known, purpose)


def without_secret(request: Request, path: str, reference: str, purpose: str = links.TRACK) -> Response | None:
    """Returns where to send a browser that opened a page by an address with its valid secret; None if the page is shown
    at once.

    Whether a browser keeps a cookie is known only when it asks for a second page. A browser that did not keep it is
    shown the page by its address, as before.
    """
    secret, language = query(request, "secret"), query(request, "lang") or ""
    if not secret:
        return None
    if kept_secret(request, reference, purpose) == secret:
        return go_to(path, language, **rest_of(request))
    if query(request, "cookie") == CHECKED:
        return None
    shared = is_shared(request)
    return asked_to_keep(path, language, reference, secret, rest_of(request), purpose, until_closed=shared)


def rest_of(request: Request) -> dict[str, str]:
    """Returns the other parameters of an address."""
    return {name: value for name in GOES_ON if (value := query(request, name))}


def asked_to_keep(
    path: str,
    language: str,
    reference: str,
    secret: str,
    rest: Mapping[str, str],
    purpose: str = links.TRACK,
    *,
    until_closed: bool = False,
) -> Response:
    """Asks the browser to keep a secret, and to continue to a page that shows whether it did."""
    answer = go_to(path, language, **{**rest, "secret": secret, "cookie": CHECKED})
    answer.headers["Set-Cookie"] = [keep_secret(reference, secret, purpose, until_closed=until_closed)]
    return answer
