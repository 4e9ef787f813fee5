"""What the world may know of a case depends on the channel that it came on and on its service."""

from __future__ import annotations

from dataclasses import replace

import pytest

from intake.channels import CHANNELS
from intake.open311.extending import extended
from intake.open311.publishing import is_listed, published
from onestop.domain.cases.case import Place, Request
from onestop.domain.cases.lifecycle import Status
from tests.builders import NOW, a_case, a_catalogue, a_service

HERE = Place(lat=44.648912, long=-63.575237, address="12 Harbour Walk")
SAID = Request(service="pothole", description="Ask for Ana.", place=HERE, media_url="https://photos.example/1.jpg")
CATALOGUE = a_catalogue(
    a_service(next={"en": "We come."}), a_service(code="shelter", public=False, next={"en": "We come."})
)


@pytest.mark.parametrize("channel", CHANNELS)
def test_words_pictures_and_the_exact_place_are_told_where_the_channel_publishes(channel: str) -> None:
    told = published(a_case(channel=channel, service="pothole"), SAID, CATALOGUE, "en")
    exact = (told["description"], told["address"], told["media_url"], told["lat"], told["long"])
    rough = (None, None, None, 44.649, -63.575)
    open_ = ("Ask for Ana.", "12 Harbour Walk", "https://photos.example/1.jpg", 44.648912, -63.575237)
    assert exact == (open_ if channel == "open311" else rough)


ADDRESSES = {
    "https://photos.example/1.jpg?id=5": True,
    "HTTP://Photos.Example:8080/1.jpg": True,
    "https://93.184.216.34/1.jpg": True,
    "https://[2606:2800:220:1:248:1893:25c8:1946]/1.jpg": True,
    "https://xn--fiq228c.example/1.jpg": True,
    "http://10.1.2.3/1.jpg": False,
    "http://127.0.0.1:8080/1.jpg": False,
    "http://2130706433/1.jpg": False,
    "http://0x7f.1/1.jpg": False,
    "http://127.1/1.jpg": False,
    "http://[::1]/1.jpg": False,
    "http://[::ffff:10.1.2.3]/1.jpg": False,
    "http://169.254.169.254/latest/meta-data": False,
    "http://100.64.0.1/1.jpg": False,
    "http://intranet/1.jpg": False,
    "http://cam7.town.internal/1.jpg": False,
    "http://cam7.local./1.jpg": False,
    "http://localhost/1.jpg": False,
    "https://user:secret@photos.example/1.jpg": False,
    "https://photos.example:port/1.jpg": False,
    "https://[photos/1.jpg": False,
    "ftp://photos.example/1.jpg": False,
    "javascript:alert(1)": False,
    "/1.jpg": False,
}


@pytest.mark.parametrize(("link", "shown"), ADDRESSES.items())
def test_only_a_picture_that_everybody_can_reach_is_published(link: str, shown: bool) -> None:
    case, said = a_case(channel="open311", service="pothole"), replace(SAID, media_url=link)
    assert published(case, said, CATALOGUE, "en")["media_url"] == (link if shown else None)
    extensions = extended(case, said, CATALOGUE, "en")["extended_attributes"]
    assert extensions["media_urls"] == ([link] if shown else [])


@pytest.mark.parametrize("service", ["shelter", "no-longer-there", None])
def test_of_a_private_or_unknown_service_nothing_is_listed(service: str | None) -> None:
    case = a_case(channel="open311", service=service)
    assert not is_listed(case, CATALOGUE)
    told = published(case, SAID, CATALOGUE, "en")
    assert [told[name] for name in ("description", "address", "lat", "long", "media_url")] == [None] * 5
    assert told["service_code"] == service or told["service_code"] == "unknown"


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (Status.OPEN, "open"),
        (Status.TRIAGE, "open"),
        (Status.IN_PROGRESS, "open"),
        (Status.RESOLVED, "closed"),
        (Status.CLOSED, "closed"),
    ],
)
def test_a_case_is_open_or_closed(status: Status, told: str) -> None:
    assert published(a_case(status=status, service="pothole"), SAID, CATALOGUE, "en")["status"] == told


def test_a_closed_request_was_updated_when_it_was_closed() -> None:
    case = a_case(status=Status.CLOSED, service="pothole", closed_at=NOW, updated_at=NOW.replace(hour=20))
    assert published(case, SAID, CATALOGUE, "en")["updated_datetime"] == "2026-11-23T15:00:00Z"


def test_who_waits_for_the_resident_says_so() -> None:
    case = a_case(status=Status.IN_PROGRESS, service="pothole", waiting_since=NOW)
    assert published(case, SAID, CATALOGUE, "en")["status_notes"] == "Waiting for your answer"
