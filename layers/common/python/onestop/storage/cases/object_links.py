"""Addresses from which browsers fetch kept attachments for a few minutes. Signing costs no call."""

from __future__ import annotations

from urllib.parse import urlsplit

from onestop.domain.cases.attachments import LINK_LASTS, Attachment
from onestop.storage.cases.objects import bucket, kept_key, s3, seconds, small_key


def link_to(reference: str, attachment: Attachment) -> str:
    """Returns an address from which a kept attachment can be fetched for a few minutes."""
    link: str = s3().generate_presigned_url(
        "get_object",
        Params={"Bucket": bucket(), "Key": kept_key(reference, attachment.id)},
        ExpiresIn=seconds(LINK_LASTS),
    )
    return link


def link_to_small(reference: str, attachment: Attachment) -> str:
    """Returns an address of the small version of a photo, for lists; of the photo itself if there is no small
    version."""
    if not attachment.small:
        return link_to(reference, attachment)
    asked = {"Bucket": bucket(), "Key": small_key(reference, attachment.id)}
    link: str = s3().generate_presigned_url("get_object", Params=asked, ExpiresIn=seconds(LINK_LASTS))
    return link


def origin_of_kept() -> str:
    """Returns the origin of these addresses, as a Content-Security-Policy names it."""
    link = s3().generate_presigned_url("get_object", Params={"Bucket": bucket(), "Key": "kept/-"}, ExpiresIn=1)
    parts = urlsplit(link)
    return f"{parts.scheme}://{parts.netloc}"
