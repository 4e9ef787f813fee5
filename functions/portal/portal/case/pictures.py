"""Photos of a case as pictures on its page: which ones, and what lets the browser fetch them."""

from __future__ import annotations

from collections.abc import Iterable

from chalice.app import Request, Response

from onestop.domain.cases.attachments import KINDS, Attachment, for_resident
from onestop.runtime.pages.frame import let_pictures_in
from onestop.runtime.pages.light_view import saves_data
from onestop.storage.cases.object_links import origin_of_kept


def pictures_of(attachments: Iterable[Attachment], request: Request) -> list[Attachment]:
    """The photos that the page shows; none for a browser that asks to save data, which gets links instead."""
    if saves_data(request):
        return []
    shown = {media_type for media_type, kind in KINDS.items() if kind.shown}
    return [each for each in for_resident(attachments) if each.kept and each.media_type in shown]


def allow_pictures(answer: Response, pictures: list[Attachment]) -> Response:
    """Allows the page to load its pictures."""
    return let_pictures_in(answer, origin_of_kept()) if pictures else answer
