"""The entry point for everything that does not come over HTTPS: e-mail, messages, scans, and needs that waited.

All of it comes through one queue. What fails is delivered again, and at last set aside with an alarm; the original
stays in the mail bucket all the while.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import unquote_plus

from intake.opening import keep_waiting
from intake.waiting_room import read_aside
from onestop.runtime.clients import client
from onestop.runtime.clock import now
from onestop.runtime.log import logger
from onestop.runtime.queues import handle_messages
from onestop.runtime.settings import setting
from onestop.storage.catalogue.releases import current, warmed

Take = Callable[[str, datetime], None]


def handle(event: dict[str, Any], context: Any) -> Any:
    """Takes in the contacts of a batch; one that fails goes back to the queue alone."""
    return {} if warmed(event) else handle_messages(event, context, lambda message: take_in(message, now()))


def take_in(message: Mapping[str, Any], at: datetime) -> None:
    """Takes in one message of the queue: objects that a bucket reports, or what a resident sent to our number."""
    if "Records" in message:
        for key in keys_of(message):
            take_object(key, at)
    elif message.get("Event") == "s3:TestEvent":  # S3 tests the queue when it is set up
        logger.info("tried out")
    else:
        from intake.sms.take_in import take_message

        take_message(message, at)


def keys_of(message: Mapping[str, Any]) -> Iterator[str]:
    """The objects that a bucket reports, whose keys it URL-encodes."""
    for record in message["Records"]:
        yield unquote_plus(record["s3"]["object"]["key"])


def take_object(key: str, at: datetime) -> None:
    """Takes in one object of the mail bucket, according to its folder."""
    folder = key.partition("/")[0]
    if folder not in FOLDERS:
        logger.error("nobody reads this folder", folder=folder)
        return
    FOLDERS[folder](key, at)


def take_mail(key: str, at: datetime) -> None:
    """Takes in an e-mail, as SES wrote it."""
    from intake.email.take_in import take_in_mail

    take_in_mail(read_object(key), key, at)


def take_scan(key: str, at: datetime) -> None:
    """Takes in a letter or a fax, as a scanner stored it, or the text read from it."""
    from intake.scans.take_in import take_in_scan

    take_in_scan(key, at)


def take_waiting(key: str, _at: datetime) -> None:
    """Takes in a need that was put aside while the tables did not answer, or what came with one."""
    if key.endswith(".beside.json"):
        from intake.enclosures import add_beside, read_beside

        add_beside(read_beside(read_object(key)), current())
        return
    aside = read_aside(read_object(key))
    keep_waiting(aside)
    logger.info("opened after waiting", case=aside.reference)


def read_object(key: str) -> bytes:
    """The bytes of an object of the mail bucket."""
    data: bytes = client("s3").get_object(Bucket=setting("MAIL_BUCKET"), Key=key)["Body"].read()
    return data


FOLDERS: Mapping[str, Take] = {"mail": take_mail, "scans": take_scan, "waiting": take_waiting}
