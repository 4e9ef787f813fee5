"""What comes together with a need: photos, documents, and words that a description cannot hold.

The sender has an answer already. So if it cannot be added to the case now, because the tables do not answer or the need
itself still waits, it goes to the same waiting room and comes back through the mailroom's queue.
"""

from __future__ import annotations

import hashlib
from datetime import datetime

import msgspec

from intake.incoming import Enclosure, Incoming
from intake.open311.overlong import add_rest
from intake.receiving import NotEnclosed, add_enclosures_or_raise
from intake.waiting_room import PREFIX, can_wait
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.errors import NotFound
from onestop.runtime.clients import client
from onestop.runtime.log import error_fields, logger
from onestop.runtime.settings import setting
from onestop.runtime.web import UNREACHABLE

SUFFIX = ".beside.json"


class Beside(msgspec.Struct, frozen=True, kw_only=True):
    """What belongs to a case that was just opened, or waits to be."""

    reference: str
    channel: str
    at: datetime
    rest: str = ""
    enclosures: tuple[Enclosure, ...] = ()


def add_or_wait(beside: Beside, catalogue: Catalogue) -> None:
    """Adds it to its case, or puts it aside if that cannot be done now. Harmless if repeated."""
    try:
        add_beside(beside, catalogue)
    except (NotFound, NotEnclosed, *UNREACHABLE) as error:
        if not can_wait():
            raise
        data = msgspec.json.encode(beside)
        key = f"{PREFIX}{beside.reference}.{hashlib.sha256(data).hexdigest()[:16]}{SUFFIX}"
        client("s3").put_object(Bucket=setting("MAIL_BUCKET"), Key=key, Body=data, ContentType="application/json")
        logger.error("put aside what came beside", case=beside.reference, **error_fields(error))


def add_beside(beside: Beside, catalogue: Catalogue) -> None:
    """Adds it to its case. Raises NotFound while the case waits to be opened, and any error of storing it."""
    add_rest(beside.reference, beside.rest, catalogue, beside.at)
    came = Incoming(channel=beside.channel, key=beside.reference, enclosures=beside.enclosures)
    add_enclosures_or_raise(came, beside.reference, beside.at)


def read_beside(data: bytes) -> Beside:
    """Reads what was put aside."""
    return msgspec.json.decode(data, type=Beside)
