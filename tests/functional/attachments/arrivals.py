"""The messages and objects of the bucket, for tests about attachments."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import quote_plus

from attachments import handler
from onestop.domain.cases.attachments import Attachment, AttachmentStatus
from onestop.storage.cases.attachments import attachment_row, find_attachment
from onestop.storage.cases.uploads import incoming_key, put_incoming
from tests.builders import NOW, an_sqs_event

ATTACHMENT = "4f1d0c9a6be27853"


def an_attachment(*, id: str = ATTACHMENT, at: datetime = NOW, by: str = "resident", **fields: Any) -> Attachment:
    """An attachment, by default in the state "expected"."""
    return Attachment(id=id, at=at, by=by, **fields)


def keep_row(reference: str, attachment: Attachment) -> Attachment:
    attachment_row(reference, attachment).save()
    return attachment


def keep_photo(reference: str, **fields: Any) -> Attachment:
    """A photo of the resident's own that has come and was found good."""
    kept = {"status": AttachmentStatus.KEPT, "media_type": "image/jpeg", "public": True}
    return keep_row(reference, an_attachment(**kept | fields))


def a_notice(*keys: str, event: str = "ObjectCreated:Post") -> dict[str, Any]:
    """Returns what S3 puts into the queue when files have arrived."""
    return {
        "Records": [
            {
                "eventVersion": "2.1",
                "eventSource": "aws:s3",
                "eventName": event,
                "s3": {"bucket": {"name": "attachments"}, "object": {"key": quote_plus(key), "size": 1}},
            }
            for key in keys
        ]
    }


def tell(*notices: dict[str, Any]) -> list[str]:
    """Lets the function take notices; returns the ids of those that go back to the queue."""
    answer = handler.handle(an_sqs_event(*notices), None)
    return [failure["itemIdentifier"] for failure in answer["batchItemFailures"]]


def arrive(reference: str, data: bytes, attachment: str = ATTACHMENT) -> Attachment | None:
    """Uploads the bytes of an attachment and has them checked; returns the attachment afterwards."""
    put_incoming(reference, attachment, data)
    assert tell(a_notice(incoming_key(reference, attachment))) == []
    return find_attachment(reference, attachment)
