"""Signing in with an electronic identity, if the jurisdiction has one: its page vouches for an address, by which cases
are found as with a code that was sent there."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from chalice.app import Response

from onestop.contracts.addresses import plain_email
from onestop.contracts.phones import normal_phone
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.errors import NotAllowed, NotFound
from onestop.domain.people.identities import HowProven, IdentityProof
from onestop.domain.people.one_time_codes import Ask
from onestop.domain.people.person import identity_of
from onestop.runtime.cookies import drop_cookie, sent_cookie, set_cookie
from onestop.runtime.kept_links import SESSION
from onestop.runtime.keys import identity_key
from onestop.runtime.outside.sign_in_elsewhere import (
    PageSilent,
    ask_for_token,
    asked_along,
    begin_sign_in_elsewhere,
    claims_for,
    comes_back,
    cookie_of_sign_in,
    read_sign_in_elsewhere,
)
from onestop.runtime.pages.frame import Visit, go_to
from onestop.runtime.read_request import query
from onestop.runtime.settings import setting
from onestop.storage.people.proofs import keep_proof
from portal.my.resident_session import open_session
from portal.my.signed_in_page import moment_of

if TYPE_CHECKING:
    from onestop.domain.catalogue.jurisdiction import ElectronicIdentity

AWAY, AWAY_SECONDS = "my-eid", 900
BACK = "/my/eid/back"
SCOPE = "openid email phone"


def eid_of(catalogue: Catalogue) -> ElectronicIdentity:
    """The electronic identity of the jurisdiction. Raises NotFound if it has none."""
    found = catalogue.jurisdiction.get("eid")
    if found is None:
        raise NotFound("There is no electronic identity here.", "eid")
    return found


def leave_for_eid(visit: Visit) -> Response:
    """Redirects the browser to the page of the electronic identity, and has it remember that it left."""
    eid = eid_of(visit.offer)
    away = begin_sign_in_elsewhere(visit.language, secrets.token_urlsafe)
    asked = {**asked_along(away, eid["client_id"], address_of_return(), SCOPE), "ui_locales": visit.language}
    joined = "&" if "?" in eid["authorize"] else "?"
    headers: dict[str, str | list[str]] = {
        "Location": f"{eid['authorize']}{joined}{urlencode(asked)}",
        "Set-Cookie": [set_cookie(AWAY, cookie_of_sign_in(away), AWAY_SECONDS)],
        "Cache-Control": "no-store",
    }
    return Response(body="", status_code=303, headers=headers)


def come_back_from_eid(visit: Visit) -> Response:
    """Opens a session for somebody who comes back with a code; anyone else is told to have a one-time code sent."""
    eid, at = eid_of(visit.offer), moment_of(visit.request)
    try:
        away = comes_back(read_sign_in_elsewhere(sent_cookie(visit.request, AWAY)), query(visit.request, "state") or "")
        code = query(visit.request, "code") or ""
        token = ask_for_token(eid["token"], away, code, eid["client_id"], address_of_return())
        claims = claims_for(token, issuer=eid["issuer"], client=eid["client_id"], nonce=away.nonce, at=at)
        ask = vouched_for(claims, visit.offer, away.to, at)
    except NotAllowed:
        return sent_back(visit, "eid_refused")
    except PageSilent:
        return sent_back(visit, "eid_silent")
    if ask is None:
        return sent_back(visit, "eid_no_address")
    # nothing of their identity there is kept: no rule needs it, and an erasure would not find it
    keep_proof([identity_of(ask.address, identity_key())], IdentityProof(how=HowProven.EID, at=at))
    secret = secrets.token_urlsafe(32)
    open_session(ask, secret, at)
    answer = go_to("/my", ask.language)
    answer.headers["Set-Cookie"] = [set_cookie(SESSION, secret), drop_cookie(AWAY)]
    return answer


def sent_back(visit: Visit, said: str) -> Response:
    answer = go_to("/my", visit.language, said=said)
    answer.headers["Set-Cookie"] = [drop_cookie(AWAY)]
    return answer


def vouched_for(claims: Mapping[str, Any], catalogue: Catalogue, language: str, at: datetime) -> Ask | None:
    """The address that the issuer says it has proven, as if a code had been sent there; None if it names none."""
    email, phone = claims.get("email"), claims.get("phone_number")
    if isinstance(email, str) and "@" in email and claims.get("email_verified") is True:
        return Ask(address=plain_email(email), channel="email", language=language, asked_at=at)
    number = normal_phone(phone, catalogue) if isinstance(phone, str) else None
    if number and claims.get("phone_number_verified") is True:
        return Ask(address=number, channel="sms", language=language, asked_at=at)
    return None


def address_of_return() -> str:
    """The address to which the issuer sends the browser back; it accepts no other."""
    return f"{setting('PUBLIC_URL').rstrip('/')}{BACK}"
