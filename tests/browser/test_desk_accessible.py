"""The desk by WCAG 2.2 AA as far as a machine can tell: in every language, on a phone and two screens, in the dark."""

from __future__ import annotations

import pytest

from tests.browser.city import City
from tests.browser.conftest import NARROW, OpenPage
from tests.browser.desk import DESK_PLACES
from tests.browser.places import LANGUAGES
from tests.browser.test_accessible import COLOURS, violations, widest

pytestmark = pytest.mark.browser
OFFICE, TWO_SCREENS = 1280, 2560


@pytest.mark.parametrize("width", [OFFICE, NARROW])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", DESK_PLACES)
def test_a_page_of_the_desk_has_no_barrier(
    open_page: OpenPage, city: City, place: str, language: str, width: int
) -> None:
    page = open_page(width, bypass_csp=True)
    DESK_PLACES[place](page, city, language)
    assert violations(page) == {}
    assert page.get_attribute("html", "lang") == language
    assert widest(page) <= width


@pytest.mark.parametrize("place", DESK_PLACES)
def test_a_page_of_the_desk_has_no_barrier_in_the_dark_and_fills_two_screens(
    open_page: OpenPage, city: City, place: str
) -> None:
    page = open_page(TWO_SCREENS, bypass_csp=True, color_scheme="dark")
    DESK_PLACES[place](page, city, "en")
    assert violations(page, COLOURS) == {}
    assert widest(page) <= TWO_SCREENS
