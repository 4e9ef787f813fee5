"""A photo is shown to anybody only after a member of staff let it pass, and while its case is in public lists."""

from __future__ import annotations

from typing import Any

import pytest

from onestop.storage.cases.nearby import cases_near
from onestop.storage.cases.read_case import load_file
from tests.aws_in_memory import Aws
from tests.functional.attachments.arrivals import ATTACHMENT, an_attachment, arrive, keep_row
from tests.functional.desk.desking import signed_in
from tests.functional.portal.reading import get
from tests.functional.portal.test_around import HERE, through_the_gateway
from tests.functional.stories import POTHOLE, in_progress
from tests.unit.attachments.pictures import a_photo

PHOTO = f"/desk/cases/{{}}/attachments/{ATTACHMENT}/public"


@pytest.fixture
def reference(aws: Aws) -> str:
    """A pothole with a photo."""
    opened = str(in_progress(**POTHOLE)["reference"])
    keep_row(opened, an_attachment(name="the hole"))
    arrive(opened, a_photo())
    return opened


def photo_of(reference: str) -> dict[str, Any]:
    return through_the_gateway("GET", f"/around/photos/{reference}")


def test_a_photo_is_public_once_a_clerk_says_so_and_no_longer_when_they_take_it_back(reference: str) -> None:
    clerk, case = signed_in(), f"/desk/cases/{reference}"
    assert photo_of(reference)["statusCode"] == 404
    assert "See the photo" not in through_the_gateway("GET", "/around", lang="en", **HERE)["body"]
    assert "Let anybody see this photo" in clerk.get(case)["body"]
    assert clerk.submit(PHOTO.format(reference), [("public", "yes")], seen=case)["statusCode"] == 303
    assert [each.photo for each in cases_near(44.62, -63.62, 300).cases] == [True]
    page = through_the_gateway("GET", "/around", lang="en", **HERE)["body"]
    assert f"/around/photos/{reference}" in page
    led = photo_of(reference)
    assert led["statusCode"] == 302
    assert f"kept/{reference}/{ATTACHMENT}" in led["headers"]["Location"]
    shown = clerk.get(case, done="photo")["body"]
    assert "Anybody may see this photo: the hole" in shown
    assert clerk.submit(PHOTO.format(reference), seen=case)["statusCode"] == 303
    assert photo_of(reference)["statusCode"] == 404
    assert load_file(reference).case.photo is None


def test_lists_show_a_small_one_unless_the_browser_saves_data(reference: str) -> None:
    clerk, case = signed_in(), f"/desk/cases/{reference}"
    clerk.submit(PHOTO.format(reference), [("public", "yes")], seen=case)
    small = f"/around/photos/{reference}?size=small"
    answer = through_the_gateway("GET", "/around", lang="en", **HERE)
    assert f'{small}" alt=""' in answer["body"]
    led = through_the_gateway("GET", f"/around/photos/{reference}", size="small")["headers"]["Location"]
    assert f"kept/{reference}/{ATTACHMENT}/small?" in led
    origin = led.partition("/kept/")[0].removesuffix("/attachments")
    assert f"img-src 'self' {origin} data:" in answer["headers"]["Content-Security-Policy"]
    assert "<img" not in get("/around", view="light", **HERE)["body"]
    assert "<img" not in get("/around", headers={"Save-Data": "on"}, **HERE)["body"]


@pytest.mark.parametrize("role", ["contractor", "auditor"])
def test_who_may_not_speak_for_the_city_lets_no_photo_pass(reference: str, role: str) -> None:
    somebody = signed_in(role=role)
    assert somebody.submit(PHOTO.format(reference), [("public", "yes")])["statusCode"] in (403, 404)
    assert load_file(reference).case.photo is None


def test_only_a_photo_of_the_case_can_be_let_pass(reference: str) -> None:
    other = PHOTO.format(reference).replace(ATTACHMENT, "0" * 16)
    assert signed_in().submit(other, [("public", "yes")])["statusCode"] == 404
    assert load_file(reference).case.photo is None
