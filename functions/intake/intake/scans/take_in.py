"""A letter or fax becomes a contact: its text is the need, the scan goes with it, and a person looks if it is hard to
read."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import PurePosixPath
from typing import Any

from botocore.exceptions import ClientError

from intake.applications.paper_forms import take_paper
from intake.case_body import NO_WORDS
from intake.incoming import Enclosure, Incoming, Received
from intake.language import detect
from intake.receiving import receive
from intake.scans.reading import ABSENT, BESIDE, NotReadYet, find_answer, find_ticks
from intake.scans.survey_answer import take_sheet
from intake.scans.textract import Scan, read_pages
from onestop.domain.cases.attachments import MOST_BYTES
from onestop.domain.cases.events import Reason
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.forms.paper import MARK
from onestop.runtime.clients import client
from onestop.runtime.settings import setting
from onestop.storage.cases.read_case import load_file
from onestop.storage.catalogue.releases import current

CHANNELS = ("letter", "fax")
READABLE = 80  # of 100, unless the jurisdiction sets `scan_confidence`
PATIENCE = {"on": timedelta(hours=1), "off": timedelta(minutes=5)}  # after that a person reads it
TYPES = {".pdf": "application/pdf", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png",
         ".tif": "image/tiff", ".tiff": "image/tiff"}  # fmt: skip


def take_in_scan(key: str, at: datetime) -> Received:
    """Takes in one object of the folder scans/: a scan, or the text read from one. Whichever of the two comes first,
    they are one contact. Raises NotReadYet while the text may still come."""
    return receive_scan(key, current(), at, secrets.randbits)


def receive_scan(key: str, catalogue: Catalogue, at: datetime, random_bits: Callable[[int], int]) -> Received:
    """The same, with everything that it depends on passed in."""
    bucket, scan_key = setting("MAIL_BUCKET"), key.removesuffix(BESIDE)
    stored = find_scan(bucket, scan_key)
    answer = find_answer(bucket, scan_key) if stored or key != scan_key else None
    since = stored["LastModified"] if stored else at
    if answer is None and stored and at - since < PATIENCE[setting("TEXTRACT", "off")]:
        raise NotReadYet("nothing lies beside the scan yet")
    own = (catalogue.jurisdiction["email_from"], catalogue.jurisdiction["phone"])
    scan = read_pages(answer, own)
    if stored and not scan.ticks and MARK.search(scan.text):
        scan = with_boxes(scan, own, scan_key, at - since)
    contact = contact_of(scan, scan_key, catalogue, stored)
    if scored := take_sheet(contact, catalogue, at):
        return scored
    if draft := take_paper(contact, catalogue, at):
        return draft
    received = receive(contact, catalogue, at, random_bits)
    return add_late(contact, received, catalogue, at, random_bits) if key != scan_key else received


def with_boxes(scan: Scan, own: Collection[str], key: str, waited: timedelta) -> Scan:
    """A scan of a form of ours, read again with its tick boxes; unchanged if they cannot be read, or if that takes so
    long that a person may as well look. Raises NotReadYet."""
    try:
        answer = find_ticks(setting("MAIL_BUCKET"), key)
    except NotReadYet:
        if waited < PATIENCE["on"]:
            raise
        return scan
    found = read_pages(answer, own)
    return found if MARK.search(found.text) else scan


def find_scan(bucket: str, key: str) -> dict[str, Any] | None:
    """The scan itself, with its bytes unless it is larger than we accept."""
    try:
        found: dict[str, Any] = client("s3").get_object(Bucket=bucket, Key=key)
    except ClientError as error:
        if error.response["Error"]["Code"] not in ABSENT:
            raise
        return None
    found["data"] = found["Body"].read() if found["ContentLength"] <= MOST_BYTES else b""
    return found


def contact_of(scan: Scan, key: str, catalogue: Catalogue, stored: dict[str, Any] | None) -> Incoming:
    """A scan as a contact. Writing a reference into a letter does not prove that the case is one's own."""
    path, found = PurePosixPath(key), scan.fields
    data: bytes = stored["data"] if stored else b""
    media_type = TYPES.get(path.suffix.lower(), "application/octet-stream")
    limit = catalogue.jurisdiction.get("scan_confidence", READABLE)
    doubts = (Reason("unreadable", (f"{scan.confidence:.0f}",)),) if scan.confidence < limit else ()
    return Incoming(
        channel=channel_of(path),
        key=key,
        text=scan.text,
        name=found.name,
        email=found.email,
        phone=found.phone,
        address=found.address,
        reference=found.reference,
        language=detect(scan.text, catalogue.jurisdiction["languages"]),
        original=key,
        doubts=doubts,
        enclosures=(Enclosure(name=path.name, media_type=media_type, data=data),) if data else (),
    )


def channel_of(path: PurePosixPath) -> str:
    """Its channel, by the folder that it was stored in."""
    return next((part for part in path.parts if part in CHANNELS), CHANNELS[0])


def add_late(
    contact: Incoming, received: Received, catalogue: Catalogue, at: datetime, random_bits: Callable[[int], int]
) -> Received:
    """The text arrives after a person was given the bare scan: its words are added to the same case."""
    if received.what != "again" or not received.reference or not contact.text:
        return received
    if load_file(received.reference).request.description != NO_WORDS:
        return received
    # it is the letter that opened the case, read later: both have the same sender
    late = replace(
        contact, key=f"{contact.key}#read", reference=received.reference, shown=True, vouched=True, enclosures=()
    )
    return receive(late, catalogue, at, random_bits)
