"""The catalogue speaks to each resident in a language that they and the jurisdiction share."""

from __future__ import annotations

import pytest

from onestop.domain.catalogue.catalogue import Catalogue
from tests.builders import a_catalogue


@pytest.mark.parametrize(
    ("wanted", "spoken"),
    [
        ("en", "en"),
        ("es", "es"),
        ("zh-Hans", "zh-Hans"),
        ("ES", "es"),
        ("en-CA", "en"),
        ("es-MX", "es"),
        ("es-419", "es"),
        ("zh-CN", "zh-Hans"),
        ("zh-Hans-SG", "zh-Hans"),
        ("zh", "zh-Hans"),
        ("zh-Hant", "zh-Hans"),  # not their script, but nearer to them than English
        ("zh-TW", "zh-Hans"),
        ("fr", "en"),
        ("tlh", "en"),
        ("*", "en"),
        ("", "en"),
        (None, "en"),
    ],
)
def test_a_resident_is_answered_in_the_nearest_language(catalogue: Catalogue, wanted: str | None, spoken: str) -> None:
    assert catalogue.language(wanted) == spoken


@pytest.mark.parametrize(
    ("wanted", "spoken"),
    [
        (("fr", "es", "zh-CN"), "es"),
        ((None, "", "zh-CN", "es"), "zh-Hans"),
        (("fr-CA", "de"), "en"),
        ((), "en"),
    ],
)
def test_the_first_language_that_is_spoken_counts(
    catalogue: Catalogue, wanted: tuple[str | None, ...], spoken: str
) -> None:
    assert catalogue.language(*wanted) == spoken


def test_of_two_forms_of_a_language_the_exact_one_counts_and_else_the_first() -> None:
    catalogue = a_catalogue(languages=["en", "zh-Hant", "zh-Hans", "en-XA"])
    assert [catalogue.language(wanted) for wanted in ("en", "en-GB", "zh", "zh-Hans", "en-XA")] == [
        *("en", "en", "zh-Hant", "zh-Hans", "en-XA")
    ]


def test_words_that_are_not_translated_are_said_in_the_default_language(catalogue: Catalogue) -> None:
    assert catalogue.say({"en": "Pothole", "es": "Bache"}, "es") == "Bache"
    assert catalogue.say({"en": "Pothole"}, "es") == "Pothole"
    assert catalogue.say({"en": "Pothole", "es": ""}, "es") == "Pothole"


def test_a_name_that_has_left_the_catalogue_is_said_as_its_code(catalogue: Catalogue) -> None:
    assert catalogue.name_of("service", "pothole", "es") != "pothole"
    assert catalogue.name_of("service", "horse-tram", "es") == "horse-tram"
    assert catalogue.name_of("agency", "streets", "en") == "Streets and Traffic"
    assert catalogue.name_of("agency", None, "en") == ""


def test_an_agency_that_has_left_the_catalogue_works_as_the_triage_desk_does(catalogue: Catalogue) -> None:
    assert catalogue.calendar_of("horse-tramways") == catalogue.calendar_of("contact-centre")


def test_holidays_of_the_release_are_days_off(catalogue: Catalogue) -> None:
    assert {day.isoformat() for day in catalogue.calendar_of("buildings").days_off} >= {"2026-12-25", "2027-01-01"}
