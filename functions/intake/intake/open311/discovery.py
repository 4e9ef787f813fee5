"""GET discovery: where the endpoints are, and since when the catalogue is unchanged (Open311 Service Discovery)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from intake.open311.answering import ClientRequest, ViewAnswer
from intake.open311.times import w3c
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.runtime.settings import setting

if TYPE_CHECKING:
    from onestop.contracts.answers.open311 import Open311Discovery

GEOREPORT = "http://wiki.open311.org/GeoReport_v2"
INQUIRY = "http://wiki.open311.org/Inquiry_v1"
FORMATS = ("text/xml", "application/json")
FIRST_CHANGESET = "2026-01-01T00:00:00Z"  # for a catalogue published before its time was kept
ON_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


def show_discovery(asked: ClientRequest) -> ViewAnswer[Open311Discovery]:
    """Where to find us. "An updated changeset indicates that there has been an update to the Service Discovery list or
    to the Service Definitions": it is the time at which the catalogue was published."""
    return ViewAnswer("discovery", discovery(asked.catalogue, setting("PUBLIC_URL"), asked.language))


def discovery(catalogue: Catalogue, public_url: str, language: str) -> Open311Discovery:
    jurisdiction, base = catalogue.jurisdiction, public_url.rstrip("/")
    changeset = changeset_of(catalogue)
    reached = f"{jurisdiction['email_from']}, {jurisdiction['phone']}"
    kind: Literal["production", "test"] = "test" if urlsplit(base).hostname in ON_THIS_MACHINE else "production"
    return {
        "changeset": changeset,
        "contact": f"{catalogue.say(jurisdiction['name'], language)}: {reached}",
        "key_service": f"Ask for an API key at {jurisdiction['email_from']}; say who you are and what you build.",
        "endpoints": [
            {
                "specification": specification,
                "url": f"{base}{path}",
                "changeset": changeset,
                "type": kind,
                "formats": list(FORMATS),
            }
            for specification, path in ((GEOREPORT, "/open311/v2"), (INQUIRY, "/open311/inquiry/v1"))
        ],
    }


def changeset_of(catalogue: Catalogue) -> str:
    """When the catalogue in force was published."""
    return w3c(catalogue.release.get("published")) or FIRST_CHANGESET
