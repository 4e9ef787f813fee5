"""The catalogue as it is in force, drawn and filled in; going back to an earlier release is read first, and kept."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

import pytest

from onestop.domain.catalogue.differences import Difference, differences
from onestop.domain.staff.deeds import DeedKind
from onestop.storage.catalogue import releases
from onestop.storage.staff.deeds import deeds_of
from tests.aws_in_memory import Aws, Calls
from tests.builders import NOW, a_catalogue, a_service
from tests.functional.desk.desking import Browser, signed_in

HOME = "/desk/administration/catalogue"


@pytest.fixture
def chief(aws: Aws) -> Browser:
    return signed_in(agency="contact-centre", role="administrator", sub="a-1")


def test_every_service_has_its_plan_drawn_and_said_in_words(aws: Aws, chief: Browser) -> None:
    for code in releases.current().services:
        picture = chief.get(f"{HOME}/services/{code}/plan.svg")
        assert picture["headers"]["Content-Type"].startswith("image/svg+xml")
        assert ElementTree.fromstring(picture["body"]).tag.endswith("svg")
        page = chief.get(f"{HOME}/services/{code}")
        assert page["statusCode"] == 200
        assert f"{code}/plan.svg" in page["body"]
        assert "<style" not in page["body"]


def test_every_letter_is_shown_in_each_language_and_channel_without_a_placeholder(aws: Aws, chief: Browser) -> None:
    for code in releases.current().letters:
        body = chief.get(f"{HOME}/letters/{code}")["body"]
        assert "((" not in body
        assert body.count("<section") == 3
        assert body.count("<blockquote") == 6


def test_letters_and_calendars_are_listed_by_what_they_say_and_who_works_by_them(aws: Aws, chief: Browser) -> None:
    body = chief.get(HOME)["body"]
    assert "((" not in body
    assert re.search(r'calendars/office">office</a> <span class="words">[A-Z]', body)


def test_a_calendar_shows_its_hours_and_the_days_off_to_come(aws: Aws, chief: Browser) -> None:
    body = chief.get(f"{HOME}/calendars/office")["body"]
    assert "08:30-12:30, 13:00-17:00" in body
    assert '<time datetime="2026-12-25">25 December 2026</time>' in body
    assert "2026-01-01" not in body


@pytest.mark.parametrize("path", ["services/moon", "services/moon/plan.svg", "letters/moon", "calendars/moon"])
def test_what_the_catalogue_does_not_have_is_not_found(aws: Aws, chief: Browser, path: str) -> None:
    assert chief.get(f"{HOME}/{path}")["statusCode"] == 404


@pytest.mark.parametrize("version", ["moon", "0123456789ab", "CURRENT"])
def test_a_release_that_is_not_there_is_not_put_in_force(aws: Aws, chief: Browser, version: str) -> None:
    assert chief.get(f"{HOME}/releases/{version}")["statusCode"] == 404
    assert chief.submit(f"{HOME}/releases/{version}", [("confirm", "yes")], seen=HOME)["statusCode"] == 404


def test_an_earlier_release_is_put_in_force_once_the_difference_was_read(
    aws: Aws, release: dict[str, Any], chief: Browser, calls: Calls
) -> None:
    before = releases.current().version
    fewer = release | {"services": [each for each in release["services"] if each["code"] != "noise"]}
    after = aws.publish(fewer)
    listed = chief.get(HOME)["body"]
    assert f"{HOME}/releases/{before}" in listed
    shown = chief.get(f"{HOME}/releases/{before}")["body"]
    assert "noise" in shown
    assert chief.submit(f"{HOME}/releases/{before}", seen=HOME)["statusCode"] == 400
    assert releases.read_current().version == after
    assert chief.submit(f"{HOME}/releases/{before}", [("confirm", "yes")], seen=HOME)["statusCode"] == 303
    assert releases.current().version == before
    (deed,) = deeds_of(f"{NOW:%Y-%m}", 10)
    assert (deed.kind, deed.about, deed.details, deed.by) == (
        DeedKind.RELEASED,
        before,
        (f"-{after}",),
        "staff:a-1",
    )
    assert (before, "staff:a-1") in [(each.version, each.by) for each in releases.releases(10)]
    calls.forget()
    chief.get(HOME)
    assert calls.names == ["GetItem", "Query"]


def test_releases_differ_by_what_is_new_gone_and_other() -> None:
    one = a_catalogue(a_service(code="a"), a_service(code="b"), a_service(code="c"))
    other = a_catalogue(a_service(code="b"), a_service(code="c", priority="high"), a_service(code="d"), phone="1")
    assert list(differences(one.release, other.release)) == [
        Difference(section="services", added=("d",), removed=("a",), changed=("c",)),
        Difference(section="jurisdiction", changed=("phone",)),
    ]
    assert list(differences(one.release, one.release)) == []
