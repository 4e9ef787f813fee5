"""Attachments over HTTPS: how one is added, and how one is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from msgspec import Meta, Struct

from onestop.contracts.api import Secret
from onestop.domain.cases.attachment_words import KIND_WORDS, REFUSALS, STATUS_WORDS, WARNINGS
from onestop.domain.cases.attachments import FORM_LASTS, KINDS, MOST_BYTES, TAKEN, Attachment
from onestop.domain.catalogue.catalogue import Catalogue

if TYPE_CHECKING:
    from onestop.contracts.answers.common import AttachmentOffered, AttachmentShown
    from onestop.contracts.answers.staff_case import AttachmentSeen, Point

FileName = Annotated[str, Meta(max_length=255)]


class AttachmentBody(Struct, forbid_unknown_fields=True, kw_only=True):
    """POST /api/cases/{reference}/attachments: the resident wants to add a photo or document."""

    secret: Secret
    name: FileName = ""


class StaffAttachmentBody(Struct, forbid_unknown_fields=True, kw_only=True):
    """POST /api/staff/cases/{reference}/attachments: staff add one, for colleagues or for the resident too."""

    name: FileName = ""
    public: bool = False


def offer_view(attachment: Attachment, url: str, fields: dict[str, str], left: int) -> AttachmentOffered:
    """Returns how to upload an attachment: a form (multipart/form-data) of `fields` and then `file`, posted to
    `url`."""
    return {
        "id": attachment.id,
        "upload": {"url": url, "fields": fields},
        "limits": {
            "bytes": MOST_BYTES,
            "media_types": TAKEN,
            "left": left,
            "expires_at": (attachment.at + FORM_LASTS).isoformat(),
        },
    }


def attachment_view(attachment: Attachment, reference: str, catalogue: Catalogue, language: str) -> AttachmentShown:
    """Returns an attachment as its resident sees it."""
    known = KINDS.get(attachment.media_type or "")
    kind = known.name if known else "file"
    return {
        "id": attachment.id,
        "at": attachment.at.isoformat(),
        "name": attachment.name or catalogue.say(KIND_WORDS[kind], language),
        "kind": kind,
        "status": attachment.status,
        "status_text": catalogue.say(STATUS_WORDS[attachment.status], language),
        "reason": attachment.reason and catalogue.say(REFUSALS[attachment.reason], language),
        "media_type": attachment.media_type,
        "size": attachment.size,
        "link": f"/api/cases/{reference}/attachments/{attachment.id}" if attachment.kept else None,
    }


def staff_view(
    attachment: Attachment, reference: str, fields: frozenset[str], catalogue: Catalogue, language: str
) -> AttachmentSeen:
    """Returns an attachment as staff see it: where a photo was taken only if they may know the place of the case."""
    lat, long = attachment.lat, attachment.long
    where: Point | None = {"lat": lat, "long": long} if lat is not None and long is not None else None
    link = f"/api/staff/cases/{reference}/attachments/{attachment.id}"
    return {
        **attachment_view(attachment, reference, catalogue, language),
        "by": attachment.by,
        "public": attachment.public,
        "proof": attachment.proof,
        "width": attachment.width,
        "height": attachment.height,
        "taken_at": where if "place" in fields else None,
        "warnings": [catalogue.say(WARNINGS[code], language) for code in attachment.warnings],
        "link": link if attachment.kept else None,
    }
