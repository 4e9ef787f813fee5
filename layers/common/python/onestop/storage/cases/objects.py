"""The bytes of attachments: objects in a bucket of their own, which browsers reach only by signed addresses.

`incoming/<reference>/<id>` is what came, unexamined and untrusted, and is deleted after a day; `kept/<reference>/<id>`
is what we made of it, `kept/<reference>/<id>/small` the small version of a photo. A file of an application is under
`drafts/` instead of `kept/` until there is a case for it. Signing costs no call.
"""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from typing import Any
from urllib.parse import quote

import botocore.session
from botocore.config import Config
from botocore.exceptions import ClientError

from onestop.domain.cases.attachments import KINDS, Attachment
from onestop.storage.tables import REGION, FromEnvironment

BUCKET = FromEnvironment("ATTACHMENTS_BUCKET")
ENDPOINT = FromEnvironment("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL")
DRAFTS = "drafts/"  # prefix of the reference of an application whose files have no case yet


@cache
def s3() -> Any:
    """Returns the client for objects. Signed addresses use the path style, because the engine has no host for each
    bucket."""
    endpoint = ENDPOINT.__get__(None)
    config = Config(
        user_agent="Onestop",
        signature_version="s3v4",
        s3={"addressing_style": "path" if endpoint else "virtual"},
        retries={"mode": "standard", "total_max_attempts": 2},
        connect_timeout=3,
        read_timeout=20,
    )  # type: ignore[no-untyped-call]
    session = botocore.session.get_session()  # type: ignore[no-untyped-call]
    return session.create_client("s3", region_name=REGION.__get__(None), endpoint_url=endpoint, config=config)


def bucket() -> str:
    """Returns the name of the bucket of attachments."""
    name = BUCKET.__get__(None)
    if name is None:
        raise RuntimeError("The environment variable ATTACHMENTS_BUCKET is not set for this function.")
    return name


def kept_key(reference: str, attachment: str) -> str:
    """Returns the key of a kept file; `reference` is that of a case, or `drafts/` and that of an application."""
    return f"{reference}/{attachment}" if reference.startswith(DRAFTS) else f"kept/{reference}/{attachment}"


def small_key(reference: str, attachment: str) -> str:
    return f"{kept_key(reference, attachment)}/small"


def put_kept(reference: str, attachment: Attachment, data: bytes) -> None:
    """Keeps what we made of a file. Browsers are told to download types that they must not show."""
    s3().put_object(
        Bucket=bucket(),
        Key=kept_key(reference, attachment.id),
        Body=data,
        ContentType=content_type(attachment),
        ContentDisposition=disposition(attachment),
    )


def move_to_case(application: str, reference: str, attachment: Attachment) -> None:
    """Copies a file of an application to the files of its case. The original stays until it is erased."""
    copy_kept(kept_key(f"{DRAFTS}{application}", attachment.id), kept_key(reference, attachment.id))
    if attachment.small:
        copy_kept(small_key(f"{DRAFTS}{application}", attachment.id), small_key(reference, attachment.id))


def copy_kept(source: str, target: str) -> None:
    """Copies a kept file. Raises FileNotFoundError if it is no longer there."""
    try:
        s3().copy_object(Bucket=bucket(), Key=target, CopySource={"Bucket": bucket(), "Key": source})
    except ClientError as error:
        if error.response["Error"]["Code"] in ("NoSuchKey", "404"):
            raise FileNotFoundError(source) from None
        raise


def erase_kept(reference: str, attachment: str) -> None:
    """Erases a file and its small version by overwriting them; the bucket deletes the overwritten versions after a
    day."""
    for key in (kept_key(reference, attachment), small_key(reference, attachment)):
        s3().delete_object(Bucket=bucket(), Key=key)


def put_small(reference: str, attachment: str, data: bytes) -> None:
    """Keeps the small version of a photo, which is always a JPEG."""
    key = small_key(reference, attachment)
    s3().put_object(Bucket=bucket(), Key=key, Body=data, ContentType="image/jpeg", ContentDisposition="inline")


def content_type(attachment: Attachment) -> str:
    media_type = attachment.media_type or "application/octet-stream"
    return f"{media_type}; charset=utf-8" if media_type == "text/plain" else media_type


def disposition(attachment: Attachment) -> str:
    """Returns the header that says whether a file is shown or downloaded, and its name (RFC 6266, RFC 8187)."""
    how = "inline" if KINDS[attachment.media_type or ""].shown else "attachment"
    return f"{how}; filename*=UTF-8''{quote(attachment.file_name, safe='')}"


def seconds(length: timedelta) -> int:
    return int(length.total_seconds())
