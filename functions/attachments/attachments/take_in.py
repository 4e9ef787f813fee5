"""Takes in a file that arrived: whether it is awaited, what it is, and what happens to it. The same notification may
come any number of times."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import unquote_plus

from attachments.kinds_of_files import RefusedFile, look_at
from attachments.owners import Owner, owner_of
from attachments.scanner import ArrivedFile, Verdict, scan
from onestop.domain.cases.attachments import LIMITS, Attachment, AttachmentStatus, places_left, side_of
from onestop.domain.errors import NotFound
from onestop.runtime.log import logger
from onestop.runtime.metrics import count
from onestop.storage.cases.objects import put_kept, put_small
from onestop.storage.cases.uploads import INCOMING, Fetched, fetch_incoming


def take_notice(notice: dict[str, Any], at: datetime) -> None:
    """Takes in the files that S3 says have arrived
    (https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html).

    A notification that is not about a file, such as the test message of a new bucket, has no records.
    """
    for record in notice.get("Records", ()):
        if record["eventName"].startswith("ObjectCreated:"):
            file = record["s3"]["object"]
            take_file(unquote_plus(file["key"]), file.get("versionId"), at)


def take_file(key: str, version: str | None, at: datetime) -> None:
    """Checks one file and keeps the result, with one line in the log."""
    found = INCOMING.fullmatch(key)
    if not found:
        logger.warning("not an upload", outcome="strange_key")
        return
    reference, name = found.groups()
    owner = owner_of(reference, name)
    attachment = next((each for each in owner.there if each.id == name), None)
    fetched = fetch_incoming(key, version)
    if attachment and fetched and not is_awaited(attachment, fetched):
        attachment = under_another_name(attachment, fetched, owner.there, at)
    outcome = (
        keep_or_refuse(owner, reference, attachment, fetched, (key, version), at) if attachment else "not_expected"
    )
    logger.info("attachment", case=reference, attachment=name, outcome=outcome)


def is_awaited(attachment: Attachment, fetched: Fetched) -> bool:
    """Tells whether these bytes are the ones awaited, or those that were checked before."""
    return attachment.status is AttachmentStatus.EXPECTED or attachment.digest in (None, fetched.digest)


def under_another_name(
    attachment: Attachment, fetched: Fetched, there: list[Attachment], at: datetime
) -> Attachment | None:
    """Somebody went back and sent another file with the same form: it is another attachment, not a lost one.

    Its name is derived from its bytes, so that the same notification leads to the same attachment again.
    """
    name = hashlib.sha256(f"{attachment.id}{fetched.digest}".encode()).hexdigest()[:16]
    known = next((each for each in there if each.id == name), None)
    if known:
        return known
    side = side_of(attachment.by)
    if sum(side_of(each.by) == side for each in there) >= LIMITS[side].tries:
        return None
    reason = None if places_left(there, attachment.by, at) else "too_many"
    return Attachment(id=name, at=at, by=attachment.by, name=attachment.name, public=attachment.public, reason=reason)


def keep_or_refuse(
    owner: Owner,
    reference: str,
    attachment: Attachment,
    fetched: Fetched | None,
    place: tuple[str, str | None],
    at: datetime,
) -> str:
    """Keeps or refuses an awaited attachment; returns which, or that it was done before. `place` is where the file is
    kept."""
    if attachment.status is not AttachmentStatus.EXPECTED:
        return "again"
    if fetched is None:
        return refuse(owner, attachment, "missing", at)
    attachment = replace(attachment, size=fetched.size, digest=fetched.digest)
    if attachment.reason:
        return refuse(owner, attachment, attachment.reason, at)
    if fetched.data is None:
        return refuse(owner, attachment, "too_large", at)
    verdict = scan(ArrivedFile(*place, fetched.data)) if fetched.data else Verdict.CLEAN  # before anything is decoded
    if verdict is Verdict.FOUND:
        return refuse(owner, attachment, "malware", at)
    seen = look_at(fetched.data)
    if isinstance(seen, RefusedFile):
        return refuse(owner, attachment, seen.reason, at)
    if reason := owner.refuses(seen):
        return refuse(owner, attachment, reason, at)
    unseen = ("unseen",) if verdict is Verdict.UNABLE and "unseen" not in seen.warnings else ()
    lat, long = seen.place or (None, None)
    kept = replace(
        attachment,
        status=AttachmentStatus.KEPT,
        media_type=seen.media_type,
        size=len(seen.data),
        width=seen.width,
        height=seen.height,
        warnings=(*seen.warnings, *unseen),
        lat=lat,
        long=long,
        fingerprint=seen.fingerprint,
        small=seen.small is not None,
    )
    if seen.small:
        put_small(reference, kept.id, seen.small)
    put_kept(reference, kept, seen.data)  # the bytes first: what is said to be kept can be fetched
    try:
        owner.note(kept, at)
    except NotFound:
        return "no_such_case"
    count("AttachmentsKept")
    return "kept"


def refuse(owner: Owner, attachment: Attachment, reason: str, at: datetime) -> str:
    owner.note(replace(attachment, status=AttachmentStatus.REFUSED, reason=reason), at)
    count("AttachmentsRefused")
    return reason
