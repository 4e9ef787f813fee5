"""A resident adds a photo with scripts switched off: the browser speaks to the bucket itself, and comes back to us."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import Page

from onestop.domain.cases.attachments import MOST_BYTES
from tests.browser.city import City, open_case, staff_act, status_of, token_of, wait_until
from tests.browser.conftest import NARROW, WIDE, OpenPage
from tests.browser.looking import resize, violations, widest
from tests.browser.places import LANGUAGES
from tests.patience import patient
from tests.unit.attachments.pictures import HALIFAX, PLANTED, a_pdf, a_photo

pytestmark = pytest.mark.browser

HEIC = {"name": "IMG_0001.HEIC", "mimeType": "image/heic", "buffer": a_photo("HEIF", place=HALIFAX)}


def attach_page(page: Page, city: City, case: dict[str, str], language: str) -> None:
    page.goto(f"{city.url}/attach/{case['reference']}?secret={case['secret']}&lang={language}")


def looked_at(city: City, case: dict[str, str]) -> Any:
    """The attachments of a case, once each has been looked at."""
    there = status_of(city, case)["attachments"]
    return there if there and all(each["status"] != "expected" for each in there) else None


def test_a_photo_is_added_without_scripts_and_seen_again(open_page: OpenPage, city: City) -> None:
    case = open_case(city)
    page = open_page(NARROW, java_script_enabled=False)
    page.goto(f"{city.url}/track/{case['reference']}?secret={case['secret']}&lang=es")
    page.click("text=Añadir una foto o un documento")
    page.fill("#name", "El bache")
    page.click("#send")
    page.set_input_files("#file", files=[HEIC])  # type: ignore[list-item]
    page.click("#upload")
    page.wait_for_url(re.compile("/attach/.*added="))
    assert "Gracias" in page.inner_text("p.done")
    [attachment] = wait_until(lambda: looked_at(city, case))
    assert (attachment["status"], attachment["media_type"]) == ("kept", "image/jpeg")
    page.reload()
    assert page.inner_text("main li a") == "El bache"
    picture = page.request.get(f"{city.url}{page.get_attribute('main li a', 'href')}")
    assert picture.headers["content-type"] == "image/jpeg"
    assert PLANTED not in picture.body()
    page.click(f"main a[href*='/track/{case['reference']}']")
    shown = page.locator("img.photo")
    assert shown.get_attribute("alt") == "Foto: El bache"
    shown.scroll_into_view_if_needed()
    wait_until(lambda: shown.evaluate("picture => picture.complete && picture.naturalWidth > 0"))


def test_a_file_that_we_cannot_take_is_explained(open_page: OpenPage, city: City) -> None:
    case = open_case(city)
    page = open_page(WIDE, java_script_enabled=False)
    attach_page(page, city, case, "zh-Hans")
    page.click("#send")
    page.set_input_files("#file", files=[{"name": "a.jpg", "mimeType": "image/jpeg", "buffer": b"MZ\x90\0"}])
    page.click("#upload")
    page.wait_for_url(re.compile("added="))
    wait_until(lambda: looked_at(city, case))
    page.reload()
    assert "文件未能添加" in page.inner_text("p.note[role=status]")


def test_a_file_that_is_too_large_is_told_before_it_is_sent(open_page: OpenPage, city: City) -> None:
    page = open_page(NARROW, bypass_csp=True)
    attach_page(page, city, open_case(city), "es")
    page.click("#send")
    page.wait_for_selector("#file")
    there = page.url
    for data, words in ((b"x" * (MOST_BYTES + 1), "El archivo pesa más de 20 MB."), (b"", "El archivo está vacío.")):
        page.set_input_files("#file", files=[{"name": "a.txt", "mimeType": "text/plain", "buffer": data}])
        page.click("#upload")
        assert words in page.inner_text("#file-wrong")
        assert (page.url, page.get_attribute("#file", "aria-invalid")) == (there, "true")
        assert violations(page) == {}
    page.set_input_files("#file", files=[HEIC])  # type: ignore[list-item]
    assert page.locator("#file-wrong").count() == 0
    page.click("#upload")
    page.wait_for_url(re.compile("/attach/.*added="))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_have_no_barrier(open_page: OpenPage, city: City, language: str) -> None:
    page = open_page(bypass_csp=True)
    attach_page(page, city, city.cases["under-way"], language)
    for step in ("list", "form"):
        for width in (WIDE, NARROW):
            resize(page, width)
            assert violations(page) == {}, (step, width)
            assert widest(page) <= width, step
        assert page.get_attribute("html", "lang") == language
        if step == "list":
            page.click("#send")
            page.wait_for_selector("#file")


def test_an_app_uploads_and_staff_see_what_came_and_where_it_was_taken(city: City) -> None:
    case = open_case(city)
    body = {"secret": case["secret"], "name": "permit.pdf"}
    address = f"{city.suite.api}/cases/{case['reference']}/attachments"
    for data in (a_pdf(b"/S /JavaScript /JS (x)"), a_photo(place=HALIFAX)):
        form = city.http.post(address, json=body).raise_for_status().json()["upload"]
        post(form, data).raise_for_status()
    assert {each["status"] for each in wait_until(lambda: looked_at(city, case))} == {"kept"}
    wait_until(lambda: status_of(city, case)["status"] == "in_progress")
    headers = {"Authorization": token_of(city, "streets")}
    staff = f"{city.suite.api}/staff/cases/{case['reference']}"
    shown = city.http.get(staff, headers=headers).raise_for_status().json()["attachments"]
    assert sorted(len(each["warnings"]) for each in shown) == [0, 1]
    for each in shown:
        answer = city.http.get(f"{staff}/attachments/{each['id']}", headers=headers)
        assert answer.status_code == 302
        fetched = httpx.get(answer.headers["location"], timeout=patient(30))
        how = "inline" if each["kind"] == "photo" else "attachment"
        assert fetched.headers["content-disposition"] == f"{how}; filename*=UTF-8''{expected_name(each)}"


def expected_name(shown: dict[str, Any]) -> str:
    return "permit.jpg" if shown["kind"] == "photo" else "permit.pdf"


def test_a_form_takes_nothing_but_what_it_was_signed_for(city: City) -> None:
    case = open_case(city)
    address = f"{city.suite.api}/cases/{case['reference']}/attachments"
    form = city.http.post(address, json={"secret": case["secret"]}).raise_for_status().json()["upload"]
    elsewhere = {**form, "fields": form["fields"] | {"key": "kept/7KQ2-M4TX-9BWD-D/4f1d0c9a6be27853"}}
    assert post(elsewhere, b"x").status_code == 403
    assert post(form, b"").status_code == 400
    assert post(form, b"x" * (20 * 1024 * 1024 + 1)).status_code == 400
    bare = httpx.put(f"{form['url'].rstrip('/')}/{form['fields']['key']}", content=b"x", timeout=patient(30))
    assert bare.status_code == 403
    assert urlsplit(form["url"]).query == ""


def test_staff_add_a_photo_that_the_resident_sees_only_if_they_say_so(city: City) -> None:
    case = open_case(city)
    staff_act(city, case, "streets", "notes", text="seen")
    headers = {"Authorization": token_of(city, "streets")}
    address = f"{city.suite.api}/staff/cases/{case['reference']}/attachments"
    for public, size in ((True, (60, 40)), (False, (60, 41))):
        offer = city.http.post(address, json={"public": public}, headers=headers).raise_for_status().json()
        post(offer["upload"], a_photo(size=size)).raise_for_status()
    [attachment] = wait_until(lambda: looked_at(city, case))
    assert attachment["status"] == "kept"


def post(form: dict[str, Any], data: bytes) -> httpx.Response:
    """Posts a file by a signed form, as a program does."""
    return httpx.post(form["url"], data=form["fields"], files={"file": ("file", data)}, timeout=patient(60))
