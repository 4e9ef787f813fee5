"""What is held back: spam according to somebody else's filter, or more than one sender may bring. A person looks, and
may make a case of it; nothing is thrown away."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import msgspec
from botocore.exceptions import ClientError

from intake.incoming import Incoming
from onestop.domain.errors import NotFound
from onestop.runtime.clients import client
from onestop.runtime.log import logger
from onestop.runtime.metrics import count
from onestop.runtime.settings import setting
from onestop.storage.incoming.arrivals import QUARANTINED, Arrival, arrival_id, keep_arrival

PREFIX = "quarantine/"


def hold_back(incoming: Incoming, why: str, at: datetime) -> None:
    """Keeps a contact for a person to look at: first its content, then the row that lists it."""
    held = arrival_id(incoming.channel, incoming.key)
    client("s3").put_object(
        Bucket=setting("MAIL_BUCKET"),
        Key=f"{PREFIX}{held}.json",
        Body=msgspec.json.encode(incoming),
        ContentType="application/json",
    )
    keep_arrival(
        Arrival(id=held, kind=QUARANTINED, channel=incoming.channel, at=at, why=why, original=incoming.original)
    )
    logger.info("held back", arrival=held, channel=incoming.channel, why=why)
    count("ContactsHeldBack")


def held_contact(held: str) -> Incoming:
    """A contact that was held back, as it came, but no longer marked as spam. Raises NotFound once its retention time
    is over."""
    try:
        answer = client("s3").get_object(Bucket=setting("MAIL_BUCKET"), Key=f"{PREFIX}{held}.json")
    except ClientError as error:
        if error.response["Error"]["Code"] not in ("NoSuchKey", "404"):
            raise
        raise NotFound("What was held back is not kept any longer.", "arrival") from None
    return replace(msgspec.json.decode(answer["Body"].read(), type=Incoming), spam=None)
