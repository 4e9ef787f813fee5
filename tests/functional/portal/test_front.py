"""The front door shows what is needed now and what everybody should know, and programs are told the same."""

from __future__ import annotations

import json

import pytest

from intake import handler as intake
from onestop.domain.catalogue.catalogue import Catalogue
from tests.builders import an_api_event
from tests.functional.portal.reading import get
from tests.functional.portal.test_search import ask

LANGUAGES = ("en", "zh-Hans", "es")
WINTER, SUMMER = {"X-Clock": "2027-01-15T12:00:00Z"}, {"X-Clock": "2027-07-15T12:00:00Z"}


@pytest.fixture(autouse=True)
def stated(aws: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """A request says what time it is."""
    monkeypatch.setenv("CLOCK", "stated")


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_winter_snow_is_on_top_and_the_notice_of_the_winter_is_read(language: str, catalogue: Catalogue) -> None:
    (notice,) = catalogue.jurisdiction["notices"]
    snow = catalogue.services["snow-clearing"]["name"][language]
    winter, summer = (get("/", headers=when, lang=language)["body"] for when in (WINTER, SUMMER))
    assert notice["text"][language] in winter
    assert notice["text"][language] not in summer
    assert (winter.count(snow), summer.count(snow)) == (2, 1)  # on its shelf all the year


def test_programs_are_told_the_notices_of_the_day() -> None:
    answer = ask("/api/notices", headers=WINTER, lang="es")
    (notice,) = json.loads(answer["body"])["notices"]
    assert notice["text"].startswith("El estacionamiento de invierno")
    assert (notice["from"], notice["until"], notice["link"]) == ("2026-11-15", "2027-03-31", None)
    assert answer["headers"]["Cache-Control"] == "public, max-age=60"
    assert json.loads(ask("/api/notices", headers=SUMMER)["body"])["notices"] == []


def test_programs_are_told_what_each_service_asks_and_whether_it_needs_a_map(catalogue: Catalogue) -> None:
    answer = intake.handle(an_api_event("GET", "/api/services", query={"lang": "zh-Hans"}), None)
    told = json.loads(answer["body"])
    assert told["languages"] == ["en", "zh-Hans", "es"]
    for line in told["services"]:
        service = catalogue.services[line["service_code"]]
        assert line["place"] == service["place"]
        assert line["public"] == service.get("public", True)
        asked = service.get("questions", ())
        assert [each["name"] for each in line["questions"]] == [each["name"]["zh-Hans"] for each in asked]
        for question, given in zip(line["questions"], asked, strict=True):
            codes = [choice["code"] for choice in given.get("choices", ())]
            assert [choice["code"] for choice in question["choices"]] == codes
