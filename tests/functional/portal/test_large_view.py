"""The view for televisions and kiosks: links, forms and redirects lead on in it, and its device keeps nothing."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest

from onestop.domain.cases.photos import show_photo
from onestop.storage.cases.open_and_change import change_case
from onestop.storage.catalogue.releases import current
from onestop.storage.once import Once
from portal import handler as portal
from tests.builders import an_act, an_api_event
from tests.functional.attachments.arrivals import keep_photo
from tests.functional.portal.reading import get, post
from tests.functional.portal.visiting import Browser
from tests.functional.portal.walking import ask, carried
from tests.functional.stories import POTHOLE, case_file, in_progress, invite, open_case, resolved

VIEWS = ("kiosk", "tv")
PAGES = ("/", "/search?q=pothole", "/track", "/around", "/report", "/report/all", "/survey/x")
OUTSIDE_VIEW = ("/view/", "/search/", "/report/static/", "/map/")  # scripts


@pytest.mark.usefixtures("aws")
@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("path", PAGES)
def test_all_that_a_page_leads_to_is_in_the_same_view(view: str, path: str) -> None:
    answer = Browser().get(f"{path}{'&' if '?' in path else '?'}view={view}&lang=es")
    body = answer["body"]
    assert f'data-view="{view}"' in body
    ours = [unescape(there) for there in re.findall(r'(?:href|action|data-start|src)="(/[^"]*)"', body)]
    gets = re.findall(r'<form method="get" action="([^"]*)"', body)
    assert body.count(f'<input type="hidden" name="view" value="{view}">') == len(gets)
    stray = [there for there in ours if f"view={view}" not in there and not there.startswith(OUTSIDE_VIEW)]
    assert set(stray) <= set(gets)
    assert "script-src 'self'" in answer["headers"]["Content-Security-Policy"]


def links_out_of(page: dict[str, Any], view: str) -> list[str]:
    """The links of a page that leave the view: where its script is not, nobody is asked and nothing is removed."""
    there = [unescape(link) for link in re.findall('href="([^"]*)"', page["body"].partition("</head>")[2])]
    inside = ("#", "tel:")
    return [link for link in there if not link.startswith(inside) and f"view={view}" not in link]


@pytest.mark.usefixtures("aws")
@pytest.mark.parametrize("view", VIEWS)
def test_no_link_leads_out_of_the_view(view: str) -> None:
    opened = resolved(**POTHOLE)
    invite(opened["reference"])
    photo, act = keep_photo(opened["reference"]), an_act(by="staff:clerk-1", catalogue=current())
    change_case(opened["reference"], lambda file: show_photo(file, act, photo.id, "look"), lambda _: Once(key="photo"))
    shared = {"view": view, "secret": opened["secret"], "lang": "en"}
    case = get(f"/track/{opened['reference']}", **shared)
    assert "/survey/" in case["body"]
    assert '<img class="photo"' in case["body"]
    around = get("/around", lat="44.62", long="-63.62", view=view, lang="en")
    assert '<img class="thumb"' in around["body"]
    for page in (case, around, get(f"/reported/{opened['reference']}", **shared), get("/", view=view)):
        assert page["statusCode"] == 200
        assert links_out_of(page, view) == []


@pytest.mark.usefixtures("aws")
def test_other_pages_have_none_of_it() -> None:
    body = get("/")["body"]
    assert "data-view" not in body
    assert "/view/" not in body
    assert "view=" not in body.replace("view=light", "")
    assert "data-view" not in get("/", view="cinema")["body"]


@pytest.mark.usefixtures("aws")
@pytest.mark.parametrize(("view", "channel"), [("kiosk", "kiosk"), ("tv", "television")])
def test_a_report_is_made_in_the_view_and_says_how_it_came(view: str, channel: str) -> None:
    page = ask("GET", "/report", view=view, service="information", lang="en")
    assert carried(page)["kiosk"] == view
    assert "data-kiosk" in page["body"]
    while page["statusCode"] == 200:
        action = re.search('<form method="post" action="([^"?]*)[^"]*" id="step"', page["body"])[1]
        fields = carried(page) | {"description": "When do you open?"}
        page = ask("POST", action, fields, view=view)
    there = page["headers"]["Location"]
    assert f"view={view}" in there
    assert case_file(re.search("/reported/([^?]+)", there)[1]).case.channel == channel
    [line] = page["multiValueHeaders"]["Set-Cookie"]
    assert "Max-Age" not in line


@pytest.mark.usefixtures("aws")
@pytest.mark.parametrize("view", VIEWS)
def test_a_case_is_followed_by_its_reference_and_kept_until_the_browser_is_closed(view: str) -> None:
    opened = in_progress()
    browser = Browser()
    page = browser.get(f"/track?reference={opened['reference']}&secret={opened['secret']}&view={view}&lang=en")
    assert browser.visited[-1] == f"/track/{opened['reference']}?view={view}&lang=en"
    assert f'data-view="{view}"' in page["body"]
    assert ["Max-Age" in line for line in browser.lines] == [False]
    assert "This screen forgets your case" in page["body"]
    assert "for 30 days" not in page["body"]
    answer = post(f"/tell/{opened['reference']}", {"secret": opened["secret"], "text": "more"}, view=view)
    assert f"view={view}" in answer["headers"]["Location"]


@pytest.mark.usefixtures("aws")
def test_the_end_of_a_visit_forgets_every_case_and_begins_anew() -> None:
    browser = Browser()
    for opened in (open_case(), open_case()):
        browser.get(f"/track/{opened['reference']}?secret={opened['secret']}&view=tv")
    browser.cookies["__Host-survey-7KQ2-M4TX-9BWD-D"] = "1.x"
    browser.cookies["__Host-desk"] = "another"
    answer = browser.ask("POST", "/end", {"view": "tv", "lang": "es"}, "x=y")
    assert answer["statusCode"] == 303
    assert answer["headers"]["Location"] == "/?view=tv&lang=es"
    assert list(browser.cookies) == ["__Host-desk"]


@pytest.mark.usefixtures("aws")
def test_the_script_of_the_view_is_kept_for_good() -> None:
    there = re.search(r'src="(/view/[^"]+)"', get("/", view="tv")["body"])[1]
    answer = get(there)
    assert "immutable" in answer["headers"]["Cache-Control"]
    assert answer["headers"]["Content-Type"].startswith("text/javascript")
    assert get("/view/large-0.js")["statusCode"] == 404


@pytest.mark.usefixtures("aws")
def test_a_page_of_an_error_leads_on_in_the_view() -> None:
    answer = get("/track/7KQ2-M4TX-9BWD-D", secret="wrong", view="tv")
    assert answer["statusCode"] == 404
    assert 'href="/?view=tv' in answer["body"]


@pytest.mark.usefixtures("aws")
def test_an_unknown_address_has_the_keys_and_the_countdown_of_the_view_too() -> None:
    event = an_api_event("GET", "/nothing-here", query={"view": "tv"})
    event |= {"resource": "/{proxy+}", "pathParameters": {"proxy": "nothing-here"}}
    event["requestContext"] |= {"resourcePath": "/{proxy+}"}
    answer = portal.handle(event, None)
    assert answer["statusCode"] == 404
    assert 'src="/view/' in answer["body"]
    assert "script-src 'self'" in answer["headers"]["Content-Security-Policy"]
