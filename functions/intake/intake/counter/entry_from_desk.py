"""Assisted entry from the desk: what a member of staff filled in becomes a case; and what the resident is told about
it.

All faults are reported at once, and if the words name a danger, nothing is opened before the clerk has read the
emergency number to the resident.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from typing import Any

import msgspec

from intake.checking import check_need
from intake.counter.entry_over_http import check_consent, open_entry
from intake.danger import danger_answer, danger_in_words, say_first
from intake.untold import can_be_told, next_words
from intake.web.one_page.form import pieces
from onestop.contracts.read_contract import read_fields
from onestop.contracts.staff import EntryBody
from onestop.domain.cases.case import Case
from onestop.domain.cases.event_words import UNTOLD
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.errors import Fault, NotFound, NotValid
from onestop.domain.hazards.find_danger import FoundHazard
from onestop.runtime import links
from onestop.runtime.errands import Errand
from onestop.runtime.identity import check_may
from onestop.runtime.pages.posted_forms import faults_of
from onestop.storage.cases.read_case import load_file
from onestop.storage.catalogue.releases import current

ACT = "entries"


def open_entry_from_desk(errand: Errand) -> dict[str, Any]:
    """Opens a case for somebody, once for each key; or says which danger their words name, if nobody has told them the
    emergency number yet."""
    check_may(errand.staff, ACT)
    fields, catalogue = errand.fields, current()
    sent = fields["entry"]
    danger = None if fields["danger_seen"] else danger_in_words(words_of(sent), catalogue)
    if danger:  # before anything else, even if something is missing
        return {"danger": said_first(danger, sent, fields["language"], catalogue)}
    body = read_entry(sent, catalogue)
    key = f"desk:{fields['key']}" if fields["key"] else None
    opened = open_entry(body, errand.staff, catalogue, errand.at, secrets.randbits, key=key)
    return {"reference": opened.reference}


def read_entry(sent: dict[str, Any], catalogue: Catalogue) -> EntryBody:
    """Reads what was filled in; raises NotValid with all its faults."""
    faults = [*piece_faults(sent)]
    wrong = {fault.field.partition(".")[0] for fault in faults}
    sound = {name: value for name, value in sent.items() if name not in wrong}
    try:
        body = read_fields({"consent": "spoken"} | sound, EntryBody)
        faults += faults_of(check_need, body, catalogue)
        faults += faults_of(check_consent, body)
    except NotValid as error:
        faults += error.faults
    if not sent.get("consent"):
        faults.append(Fault("consent", "this field is missing", "how they agreed"))
    if faults:
        raise NotValid(*faults)
    return body


def piece_faults(sent: dict[str, Any]) -> Iterator[Fault]:
    """The faults of each field by itself, because a contract stops at the first fault in an object."""
    for piece in pieces({name: value for name, value in sent.items() if name != "answers"}):
        yield from faults_of(read_fields, {"consent": "spoken"} | piece, EntryBody)


def words_of(sent: dict[str, Any]) -> list[str]:
    """The answers in free words."""
    answered = (sent.get("answers") or {}).values()
    return [text for text in (sent.get("description"), *answered) if isinstance(text, str)]


def said_first(danger: FoundHazard, sent: dict[str, Any], language: str, catalogue: Catalogue) -> dict[str, str]:
    """The emergency number before all else: for the clerk, and in the words to read to the resident."""
    return {
        "hazard": danger.code,
        "number": catalogue.hazards.number_of(danger.code),
        "say": say_first(danger.code, language, catalogue),
        "read": say_first(danger.code, catalogue.language(sent.get("language")), catalogue),
    }


def show_entered(errand: Errand) -> dict[str, Any]:
    """What a clerk reads out and prints for somebody for whom they have just opened a case. Other cases are not shown,
    because anyone with reference and secret sees the case as its resident does."""
    check_may(errand.staff, ACT)
    file, catalogue = load_file(errand.fields["reference"]), current()
    case, own = file.case, errand.fields["language"]
    if file.request.taken_by != errand.staff.actor:
        raise NotFound(f"There is no case {case.reference}.", "reference")  # the same words as load_file
    service = catalogue.services.get(case.service or file.request.service or "")
    told = can_be_told(case)
    following = next_words(case.service or file.request.service, catalogue, told=told)
    return {
        "reference": case.reference,
        "secret": links.secret_of(links.TRACK, case.reference),
        "link": links.link_to(links.TRACK, case.reference, case.language),
        "language": case.language,
        "channel": case.channel,
        "service": catalogue.say(service["name"], case.language) if service else "",
        "next": catalogue.say(following, case.language),
        "next_own": catalogue.say(following, own),
        "untold": "" if told else catalogue.say(UNTOLD, case.language),
        "untold_own": "" if told else catalogue.say(UNTOLD, own),
        "opened_at": case.opened_at.isoformat(),
        "danger": danger_told(case, own, catalogue),
    }


def danger_told(case: Case, language: str, catalogue: Catalogue) -> dict[str, Any] | None:
    """The emergency number again, in both languages."""
    told = danger_answer(case.hazard, language, catalogue, case.reference)
    read = danger_answer(case.hazard, case.language, catalogue, case.reference)
    return {**msgspec.to_builtins(told), "read": read["say"]} if told and read else None
