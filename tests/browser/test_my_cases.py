"""A one-time code in a browser without scripts: asked for, read in the mail, entered; all cases, and signed out."""

from __future__ import annotations

import re

import pytest

from tests.browser.city import City, open_case, staff_act, wait_until
from tests.browser.conftest import NARROW, OpenPage
from tests.browser.looking import violations, widest
from tests.browser.my_city import code_for, sent_to

pytestmark = pytest.mark.browser
ADDRESS = "journey@resident.example"


def test_a_code_from_the_mail_opens_all_cases_and_nothing_is_left_after_signing_out(
    open_page: OpenPage, city: City
) -> None:
    case = open_case(city, contact={"name": "Ana", "email": ADDRESS})
    staff_act(city, case, "streets", "notes", text="On Thursday.")
    page = open_page(NARROW, java_script_enabled=False)
    page.goto(f"{city.url}/?lang=en")
    page.click("footer >> text=All my cases")
    page.fill("#address", ADDRESS)
    page.press("#address", "Enter")
    page.wait_for_url(re.compile("/my/code"))
    assert ADDRESS in page.inner_text("main")
    page.fill("#code", "000000" if code_for(city, ADDRESS) != "000000" else "111111")
    page.press("#code", "Enter")
    page.wait_for_selector(".summary")
    page.fill("#code", code_for(city, ADDRESS))
    page.press("#code", "Enter")
    page.wait_for_url(re.compile(r"/my\?"))
    assert case["reference"] in page.inner_text("main")
    page.click("main li a")
    page.wait_for_url(re.compile(f"/track/{case['reference']}"))
    assert "secret" not in page.url
    page.goto(f"{city.url}/my/seen?lang=en")
    assert page.inner_text("h1") == "Who saw my data"
    page.goto(f"{city.url}/my?lang=en")
    page.click("main form button")
    page.wait_for_url(re.compile("signed_out"))
    page.goto(f"{city.url}/track/{case['reference']}?lang=en")
    assert page.inner_text("h1") == "We cannot find this"


def test_somebody_subscribes_to_a_place_confirms_by_the_mail_and_stops_again(open_page: OpenPage, city: City) -> None:
    address = "subscriber@neighbour.example"
    page = open_page(NARROW, java_script_enabled=False)
    page.goto(f"{city.url}/around?district=old-town&lang=es")
    page.click("text=Avisarme por correo electrónico")
    page.wait_for_url(re.compile("/subscribe"))
    page.press("#email", "Enter")
    page.wait_for_selector(".summary")
    page.fill("#email", address)
    page.press("#email", "Enter")
    page.wait_for_url(re.compile("asked=yes"))

    def find_link() -> str | None:
        found = re.search(
            r"(/subscriptions/\S+/confirm\?\S+)", "\n".join(each["body"] for each in sent_to(city, address))
        )
        return found[1] if found else None

    page.goto(f"{city.url}{wait_until(find_link)}")
    looking = open_page(NARROW)  # axe is a script
    looking.goto(page.url)
    assert violations(looking) == {}
    page.click("main form button")
    page.wait_for_selector("main [role=status]")
    page.click("main p a")
    page.wait_for_url(re.compile(r"/subscriptions/\w+\?"))
    looking.goto(page.url)
    assert violations(looking) == {}
    assert widest(looking) <= NARROW
    page.click("main form button")
    page.wait_for_url(re.compile("done=stopped"))
    assert "ya no le escribiremos" in page.inner_text("main")
