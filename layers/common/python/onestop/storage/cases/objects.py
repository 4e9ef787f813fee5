"""The bytes of attachments: objects in a bucket of their own, which browsers reach by signed addresses only.

`incoming/<reference>/<id>` is what came, unseen and untrusted, and is gone after a day; `kept/<reference>/<id>` is what
we made of it, `kept/<reference>/<id>/small` a small one of a photo. A file of an application lies below `drafts/`
instead of `kept/` until there is a case for it. Signing asks nobody: it costs no call.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any
from urllib.parse import quote, urlsplit

import botocore.session
from botocore.config import Config
from botocore.exceptions import ClientError

from onestop.domain.cases.attachments import FORM_LASTS, KINDS, LINK_LASTS, MOST_BYTES, Attachment
from onestop.storage.tables import REGION, FromEnvironment

BUCKET = FromEnvironment("ATTACHMENTS_BUCKET")
ENDPOINT = FromEnvironment("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL")
DRAFTS = "drafts/"  # before the reference of an application, whose files have no case yet
INCOMING = re.compile(r"incoming/((?:drafts/)?[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z])/([0-9a-f]{16})")


@dataclass(frozen=True, slots=True)
class SignedForm:
    """A form that puts one file where we say: its address and its hidden fields."""

    url: str
    fields: dict[str, str]

    @property
    def origin(self) -> str:
        """Where the form goes, as a Content-Security-Policy names it."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}"


@dataclass(frozen=True, slots=True)
class Fetched:
    """An object: its size, a digest of it, and its bytes unless there are more of them than we take."""

    size: int
    digest: str
    data: bytes | None


@cache
def s3() -> Any:
    """The client for objects. A signed address must be right as it stands: the engine has no host for each bucket."""
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
    """The bucket of attachments."""
    name = BUCKET.__get__(None)
    if name is None:
        raise RuntimeError("The environment variable ATTACHMENTS_BUCKET is not set for this function.")
    return name


def incoming_key(reference: str, attachment: str) -> str:
    return f"incoming/{reference}/{attachment}"


def kept_key(reference: str, attachment: str) -> str:
    """`reference` of a case; or `drafts/` and that of an application."""
    return f"{reference}/{attachment}" if reference.startswith(DRAFTS) else f"kept/{reference}/{attachment}"


def small_key(reference: str, attachment: str) -> str:
    return f"{kept_key(reference, attachment)}/small"


def upload_form(reference: str, attachment: str, back_to: str | None = None) -> SignedForm:
    """A form that lets a browser upload this one attachment, of a size that we take, and then leads it back to us.

    https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html
    """
    after = {"success_action_redirect": back_to} if back_to else {"success_action_status": "201"}
    signed = s3().generate_presigned_post(
        Bucket=bucket(),
        Key=incoming_key(reference, attachment),
        Fields=dict(after),
        Conditions=[after, ["content-length-range", 1, MOST_BYTES]],
        ExpiresIn=seconds(FORM_LASTS),
    )
    return SignedForm(signed["url"], signed["fields"])


def link_to(reference: str, attachment: Attachment) -> str:
    """An address at which a kept attachment can be fetched for a few minutes."""
    link: str = s3().generate_presigned_url(
        "get_object",
        Params={"Bucket": bucket(), "Key": kept_key(reference, attachment.id)},
        ExpiresIn=seconds(LINK_LASTS),
    )
    return link


def link_to_small(reference: str, attachment: Attachment) -> str:
    """An address of the photo as a list shows it; of the photo itself where no small one was made of it."""
    if not attachment.small:
        return link_to(reference, attachment)
    asked = {"Bucket": bucket(), "Key": small_key(reference, attachment.id)}
    link: str = s3().generate_presigned_url("get_object", Params=asked, ExpiresIn=seconds(LINK_LASTS))
    return link


def origin_of_kept() -> str:
    """Where the addresses of kept attachments lead, as a Content-Security-Policy names it."""
    link = s3().generate_presigned_url("get_object", Params={"Bucket": bucket(), "Key": "kept/-"}, ExpiresIn=1)
    parts = urlsplit(link)
    return f"{parts.scheme}://{parts.netloc}"


def put_incoming(reference: str, attachment: str, data: bytes) -> None:
    """Puts what came with a contact where an upload would put it."""
    s3().put_object(Bucket=bucket(), Key=incoming_key(reference, attachment), Body=data)


def fetch_incoming(key: str, version: str | None = None) -> Fetched | None:
    """Reads what came; None if it is not there (any more).

    `version` is that of a bucket which keeps what is overwritten: the same form may have sent another file meanwhile.
    """
    asked = {"VersionId": version} if version else {}
    try:
        found = s3().get_object(Bucket=bucket(), Key=key, **asked)
    except ClientError as error:
        if error.response["Error"]["Code"] in ("NoSuchKey", "NoSuchVersion", "404"):
            return None
        raise
    size = int(found["ContentLength"])
    data = found["Body"].read() if size <= MOST_BYTES else None
    return Fetched(size, hashlib.sha256(data or found["ETag"].encode()).hexdigest()[:32], data)


def tags_of_incoming(key: str, version: str | None = None) -> dict[str, str]:
    """What is written beside a file that came, such as what a scanner found."""
    asked = {"VersionId": version} if version else {}
    found = s3().get_object_tagging(Bucket=bucket(), Key=key, **asked)
    return {tag["Key"]: tag["Value"] for tag in found["TagSet"]}


def put_kept(reference: str, attachment: Attachment, data: bytes) -> None:
    """Keeps what we made of it. What a browser must not show by itself, it is told to download."""
    s3().put_object(
        Bucket=bucket(),
        Key=kept_key(reference, attachment.id),
        Body=data,
        ContentType=content_type(attachment),
        ContentDisposition=disposition(attachment),
    )


def move_to_case(application: str, reference: str, attachment: Attachment) -> None:
    """Puts a file of an application where those of its case lie. It stays where it is, too, until it is erased."""
    copy_kept(kept_key(f"{DRAFTS}{application}", attachment.id), kept_key(reference, attachment.id))
    if attachment.small:
        copy_kept(small_key(f"{DRAFTS}{application}", attachment.id), small_key(reference, attachment.id))


def copy_kept(source: str, target: str) -> None:
    """Raises FileNotFoundError for what is not there any more."""
    try:
        s3().copy_object(Bucket=bucket(), Key=target, CopySource={"Bucket": bucket(), "Key": source})
    except ClientError as error:
        if error.response["Error"]["Code"] in ("NoSuchKey", "404"):
            raise FileNotFoundError(source) from None
        raise


def erase_kept(reference: str, attachment: str) -> None:
    """Erases a file with the small one of it; what was overwritten so is forgotten by the bucket after a day."""
    for key in (kept_key(reference, attachment), small_key(reference, attachment)):
        s3().delete_object(Bucket=bucket(), Key=key)


def put_small(reference: str, attachment: str, data: bytes) -> None:
    """Keeps the small one of a photo, which is always a JPEG."""
    key = small_key(reference, attachment)
    s3().put_object(Bucket=bucket(), Key=key, Body=data, ContentType="image/jpeg", ContentDisposition="inline")


def content_type(attachment: Attachment) -> str:
    media_type = attachment.media_type or "application/octet-stream"
    return f"{media_type}; charset=utf-8" if media_type == "text/plain" else media_type


def disposition(attachment: Attachment) -> str:
    """Whether a file is shown or downloaded, and its name (RFC 6266, RFC 8187)."""
    how = "inline" if KINDS[attachment.media_type or ""].shown else "attachment"
    return f"{how}; filename*=UTF-8''{quote(attachment.file_name, safe='')}"


def seconds(length: timedelta) -> int:
    return int(length.total_seconds())
