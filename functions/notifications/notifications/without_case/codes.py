"""Sends one-time codes. The code is made here, when it is sent, so that no queue and no table contains it: only its
keyed hash is kept. Whether an address is known is looked up here too, long after the request was answered.

An e-mail address is sent a code whether we know it or not: its owner may want to subscribe to something, and the letter
says what to do if they asked for none. A text message costs money, so only numbers that brought a case are sent one.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from notifications.without_case.send_letter import deliver_own, may_be_written_to, own_letter
from notifications.words.letter import write_letter
from onestop.contracts.phones import forms_of
from onestop.domain.people.one_time_codes import Ask, hash_code, is_live, make_code
from onestop.domain.people.person import Person, identity_of
from onestop.runtime.keys import identity_key
from onestop.storage.catalogue.releases import current
from onestop.storage.letters.claim_letters import claim
from onestop.storage.people.contact_details import has_brought
from onestop.storage.people.one_time_codes import find_ask, keep_code

if TYPE_CHECKING:
    from onestop.domain.time_and_chance import DrawBelow

ASKED = "code.asked"
LETTER = "one-time-code"


def send_code(event: Mapping[str, Any], at: datetime, draw: DrawBelow = secrets.randbelow) -> None:
    """Sends the code that was asked for, once; sends none if it would come too late or is not allowed."""
    name = event["subject"]
    ask = find_ask(name)
    if ask is None or not is_live(ask, at):
        return
    person = person_of(ask)
    if not is_known_enough(ask) or not may_be_written_to(person, ask.channel):
        return
    notification = claim(own_letter(event, LETTER, ask.channel, ask.language, at))
    if notification is None:
        return
    catalogue, code = current(), make_code(draw)
    keep_code(name, ask, hash_code(code, name, identity_key()))
    words = {"code": code, "city": catalogue.say(catalogue.jurisdiction["name"], ask.language)}
    deliver_own(event, notification, write_letter(LETTER, ask.channel, ask.language, words, catalogue), person)


def person_of(ask: Ask) -> Person:
    """The recipient of a code: an address and a language, nothing else is known."""
    by_email = ask.channel == "email"
    email, phone = (ask.address, None) if by_email else (None, ask.address)
    return Person(id="", email=email, phone=phone, language=ask.language)


def is_known_enough(ask: Ask) -> bool:
    """Tells whether a code may be sent there: to any e-mail address, and to a number that brought a case."""
    if ask.channel == "email":
        return True
    identities = (identity_of(form, identity_key()) for form in forms_of(ask.address, current()))
    return has_brought(identities)
