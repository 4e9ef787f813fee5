"""A contact in the fields of our contracts: what does not fit a field stays in the words; nothing is refused."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from intake.checking import check_need
from intake.incoming import Incoming
from intake.place_in_words import find_place
from onestop.contracts.api import DESCRIPTION_LENGTH, CaseBody
from onestop.contracts.phones import NORMAL, normal_phone
from onestop.contracts.read_contract import CONTROL, read_fields
from onestop.domain.cases.case import Request
from onestop.domain.cases.events import Reason
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.errors import NotValid
from onestop.domain.people.actor import is_staff
from onestop.domain.people.proof import VOUCHING, Vouching
from onestop.domain.visible_words import shows_something

CUT = " […]"  # all of it is a file of the case (intake.whole_words)
SUBJECT_LENGTH = 200
NO_WORDS = "[…]"


def case_body(incoming: Incoming, catalogue: Catalogue) -> CaseBody:
    """The need of a contact. A field that our contract would refuse is left out, because the words contain it."""
    spoken = catalogue.language(incoming.language) if incoming.language else None
    service = incoming.service if incoming.service in catalogue.services else None
    sent: dict[str, Any] = {
        "service_code": service,
        "description": message_text(incoming),
        "place": without_wrong("place", place_of(incoming)),
        "contact": without_wrong("contact", contact_of(incoming, catalogue)),
        "channel": incoming.channel,
        "language": spoken,
    }
    with suppress(NotValid):  # answers that fit no question stay in the words
        answered = read_fields({**sent, "answers": dict(incoming.answers)}, CaseBody)
        check_need(answered, catalogue)
        return answered
    return read_fields(sent, CaseBody)


def message_text(incoming: Incoming) -> str:
    """What was said, up to the length that we keep; a subject takes the place of a message without words."""
    text = clean_words(incoming.text) or clean_words(incoming.subject or "") or NO_WORDS
    return text if len(text) <= DESCRIPTION_LENGTH else text[: DESCRIPTION_LENGTH - len(CUT)] + CUT


def clean_words(text: str) -> str:
    """Text without control characters and lone surrogates; empty if it shows nothing."""
    whole = text.encode("utf-8", "replace").decode()
    words = CONTROL.sub(" ", whole.replace("\r\n", "\n").replace("\r", "\n")).strip()
    return words if shows_something(words) else ""


def place_of(incoming: Incoming) -> dict[str, Any]:
    """The place that the channel knows, else the one given in the words."""
    said = find_place(message_text(incoming))
    pair = {"lat": incoming.lat, "long": incoming.long}
    if None in pair.values():
        pair = {"lat": said.lat, "long": said.long}
    return pair | {"address": clean_words(incoming.address or said.address or "")[:200]}


def contact_of(incoming: Incoming, catalogue: Catalogue) -> dict[str, Any]:
    name, phone = clean_words(incoming.name or "")[:200], incoming.phone
    if phone and not (
        VOUCHING[incoming.channel] is not Vouching.NEVER and NORMAL.fullmatch(phone)
    ):  # no carrier has vouched for it
        phone = normal_phone(phone, catalogue) or phone
    return {"name": name or None, "email": incoming.email, "phone": phone}


def without_wrong(name: str, fields: Mapping[str, Any]) -> dict[str, Any] | None:
    """Those fields of an object that our contract accepts, each checked separately."""
    kept = {inner: value for inner, value in fields.items() if value not in (None, "") and takes(name, inner, value)}
    if name == "place" and ("lat" in kept) != ("long" in kept):
        kept = {inner: value for inner, value in kept.items() if inner == "address"}
    return kept or None


def takes(name: str, inner: str, value: Any) -> bool:
    try:
        read_fields({name: {inner: value}}, CaseBody)
    except NotValid:
        return False
    return True


def brought_with(incoming: Incoming) -> Request:
    """What the channel knows about the contact in addition to the need."""
    wordless = (Reason("no_words"),) if message_text(incoming) == NO_WORDS else ()
    return Request(
        doubts=(*incoming.doubts, *wordless),
        subject=clean_words(incoming.subject)[:SUBJECT_LENGTH] if incoming.subject else None,
        message_id=incoming.message_id,
        original=incoming.original,
        language_unsure=incoming.language is None,
        consent=incoming.consent,
        taken_by=incoming.by if is_staff(incoming.by) else None,
    )
