"""What comes with a contact or from a browser, unexamined and untrusted: `incoming/<reference>/<id>`, deleted after a
day."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from botocore.exceptions import ClientError

from onestop.domain.cases.attachments import FORM_LASTS, MOST_BYTES
from onestop.storage.cases.objects import bucket, s3, seconds

INCOMING = re.compile(r"incoming/((?:drafts/)?[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z])/([0-9a-f]{16})")
MOST_SENT = 5 * MOST_BYTES  # by a browser: more than any photo has; a scanner may cost by the byte, so it is no more


@dataclass(frozen=True, slots=True)
class SignedForm:
    """A form that uploads one file to a place that we choose: its address and its hidden fields."""

    url: str
    fields: dict[str, str]

    @property
    def origin(self) -> str:
        """Returns the origin that the form posts to, as a Content-Security-Policy names it."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}"


@dataclass(frozen=True, slots=True)
class Fetched:
    """An object: its size, a digest of it, and its bytes unless it is larger than we accept."""

    size: int
    digest: str
    data: bytes | None


def incoming_key(reference: str, attachment: str) -> str:
    return f"incoming/{reference}/{attachment}"


def upload_form(reference: str, attachment: str, back_to: str | None = None) -> SignedForm:
    """Returns a form that uploads this one attachment. A program gets one up to the size that we accept. A browser,
    which returns to us, may send an empty file or a larger one too: the bucket would refuse it with a page of code that
    leads nowhere, but we refuse it in words, next to what can be done.

    https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html
    """
    after = {"success_action_redirect": back_to} if back_to else {"success_action_status": "201"}
    least, most = (0, MOST_SENT) if back_to else (1, MOST_BYTES)
    signed = s3().generate_presigned_post(
        Bucket=bucket(),
        Key=incoming_key(reference, attachment),
        Fields=dict(after),
        Conditions=[after, ["content-length-range", least, most]],
        ExpiresIn=seconds(FORM_LASTS),
    )
    return SignedForm(signed["url"], signed["fields"])


def put_incoming(reference: str, attachment: str, data: bytes) -> None:
    """Puts what came with a contact where an upload would put it."""
    s3().put_object(Bucket=bucket(), Key=incoming_key(reference, attachment), Body=data)


def fetch_incoming(key: str, version: str | None = None) -> Fetched | None:
    """Reads what came; None if it is not there (any more).

    `version` names one version in a bucket that keeps overwritten ones: the same form may have sent another file since.
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
    """Returns the tags of a file that came, such as what a scanner found."""
    asked = {"VersionId": version} if version else {}
    found = s3().get_object_tagging(Bucket=bucket(), Key=key, **asked)
    return {tag["Key"]: tag["Value"] for tag in found["TagSet"]}
