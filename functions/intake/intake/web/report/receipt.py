"""What the receipt of a report shows in addition to its reference: the promised day, a QR code of its link, and the way
to the next report near here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from onestop.domain.cases.case import CaseFile
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.time.dates import say_date
from onestop.domain.time.promises import case_due
from onestop.runtime.pages.frame import Visit, address
from onestop.runtime.read_request import query
from onestop.storage.cases.uploads import upload_form

MOST_PHOTOS = 5


def promised_by(file: CaseFile, catalogue: Catalogue) -> datetime | None:
    """The promised day of a case: its own once it was routed, before that the one of its service."""
    case, service = file.case, catalogue.services.get(file.case.service or "")
    if case.due_at or case.merged_into or not service:
        return case.due_at
    return case_due(service, service["plan"][0]["tasks"][0]["agency"], case.opened_at, catalogue)


def say_promise(file: CaseFile, visit: Visit) -> str | None:
    """That day in words."""
    due = promised_by(file, visit.offer)
    return say_date(due, visit.offer.jurisdiction["time_zone"], visit.language) if due else None


def draw_code(link: str) -> str:
    """The link as a QR code, which a telephone reads from a screen or from paper."""
    import segno  # late: only receipts need it

    return segno.make(link, error="m").svg_inline(scale=4, border=4, light="#fff", omitsize=False)


def another_address(file: CaseFile, language: str, view: Mapping[str, str], *, kiosk: bool) -> str:
    """The address for another report near here: with the same place, in the same view, and on a kiosk as a kiosk."""
    place = file.request.place
    given: dict[str, Any] = {"lat": place.lat, "long": place.long, "address": place.address} if place else {}
    given |= {**view, **({"kiosk": "yes"} if kiosk else {})}
    return address("/report", language, **{name: str(value) for name, value in given.items() if value is not None})


def photos_waiting(visit: Visit) -> int:
    """How many photos wait on this device to be sent after their report."""
    told = query(visit.request, "photos") or ""
    return min(int(told), MOST_PHOTOS) if told.isascii() and told.isdigit() and len(told) < 3 else 0


def where_photos_go(reference: str) -> str:
    """The origin that photos are sent to, for the security policy of the page."""
    return upload_form(reference, "0" * 16).origin
