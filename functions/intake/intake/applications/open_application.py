"""Turns a sent application into a case: the same one however often it is asked for.

Its answers were checked when it was sent. What a case cannot take, such as a telephone number with a digit missing, is
left out here, because nobody is there any more to correct it; staff who work on it see all the answers.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import Any

import msgspec

from intake.applications.earlier_case import give_way
from intake.channels import CHANNELS
from intake.opening import open_case, reference_of
from onestop.contracts.api import CaseBody, ContactBody, PlaceBody
from onestop.contracts.phones import normal_phone
from onestop.contracts.read_contract import read_fields
from onestop.domain.cases.attachments import Attachment
from onestop.domain.cases.request import Request
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.catalogue.plans import read_field
from onestop.domain.catalogue.results import read_filled
from onestop.domain.errors import KeyReused, NotFound, NotValid
from onestop.domain.letters.postal_address import LONGEST_LINE, PARTS, post_from
from onestop.runtime.errands import Errand
from onestop.runtime.log import logger
from onestop.storage.cases.attachments import attachments_of, note_outcome
from onestop.storage.cases.objects import move_to_case
from onestop.storage.catalogue.releases import current

LONGEST = 200  # characters of an address and of a name


def open_application(errand: Errand) -> dict[str, Any]:
    """Opens the case of an application, or returns the one that exists."""
    fields, catalogue = errand.fields, current()
    body = CaseBody(
        service_code=fields["service"],
        place=PlaceBody(address=fields["place"][:LONGEST]) if fields["place"] else None,
        contact=contact_of(fields["contact"], catalogue),
        channel=fields["channel"] if fields["channel"] in CHANNELS else "web",
        language=fields["language"],
        answers=answers_of(fields["service"], fields["answers"], catalogue),
    )
    application = fields["application"]
    key, brought = f"application:{application}", Request(application=application)
    try:
        reference = open_case(body, catalogue, errand.at, secrets.randbits, key=key, brought=brought).reference
    except KeyReused:  # it was opened with the catalogue of another day, with other answers of the same application
        reference = reference_of(key)
    if fields.get("instead_of"):
        give_way(fields["instead_of"], reference, catalogue, errand.at)
    if fields.get("files"):
        take_files(application, reference, msgspec.convert(fields["files"], list[Attachment]), errand.at)
    return {"reference": reference}


def take_files(application: str, reference: str, files: Iterable[Attachment], at: datetime) -> None:
    """Makes the files of an application attachments of its case, each once: they were checked when they arrived."""
    known = {each.id for each in attachments_of(reference)}
    for each in files:
        if each.id in known:
            continue
        try:
            move_to_case(application, reference, each)
        except FileNotFoundError:  # it was removed at the very moment of sending
            logger.warning("a file is not there", application=application, attachment=each.id)
            continue
        try:
            note_outcome(reference, each, at)
        except NotFound as missing:  # the need was put aside: the sweep of applications asks again
            raise RuntimeError("the case of this application is not kept yet") from missing


def contact_of(given: dict[str, str], catalogue: Catalogue) -> ContactBody:
    """How to reach the applicant, as far as the contract accepts it."""
    ours = catalogue.jurisdiction.get("paper")
    post = post_from(given, ours["size"] if ours else "a4")
    sound: dict[str, Any] = {"post": list(post)} if post and max(map(len, post)) <= LONGEST_LINE else {}
    for name, value in given.items():
        if name in PARTS:
            continue
        try:
            read_fields({name: value[:LONGEST]}, ContactBody)
        except NotValid:
            continue
        if name != "phone" or normal_phone(value, catalogue):
            sound[name] = value[:LONGEST]
    return ContactBody(**sound)


def answers_of(service: str, given: dict[str, Any], catalogue: Catalogue) -> dict[str, Any] | None:
    """The answers to the questions of the service, as far as each is accepted."""
    known = catalogue.services.get(service)
    sound: dict[str, Any] = {}
    for question in map(read_field, known.get("questions", ()) if known else ()):
        try:
            sound |= read_filled({question.code: given.get(question.code)}, [question], "answers", whole=False)
        except NotValid:
            continue
    return sound or None
