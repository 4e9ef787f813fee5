"""Photos of a case as pictures on its page: which ones, and what lets the browser fetch them."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from chalice.app import Request, Response

from onestop.domain.cases.attachments import KINDS, Attachment, for_resident
from onestop.storage.objects import link_to


def pictures_of(attachments: Iterable[Attachment], request: Request) -> list[Attachment]:
    """The photos that the page shows; none for a browser that asks to save data: there each is a link."""
    if (request.headers.get("save-data") or "").strip().lower() == "on":
        return []
    shown = {media_type for media_type, kind in KINDS.items() if kind.shown}
    return [each for each in for_resident(attachments) if each.kept and each.media_type in shown]


def allow_pictures(answer: Response, reference: str, pictures: list[Attachment]) -> Response:
    """Lets the page load its pictures: our own address of each leads to the bucket, and no other place may be asked."""
    if pictures:
        bucket = urlsplit(link_to(reference, pictures[0]))
        policy = str(answer.headers["Content-Security-Policy"])
        allowed = f"img-src 'self' {bucket.scheme}://{bucket.netloc} "
        answer.headers["Content-Security-Policy"] = policy.replace("img-src ", allowed, 1)
    return answer
