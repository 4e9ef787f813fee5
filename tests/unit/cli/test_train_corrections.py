"""Corrections beside the examples: each text once, none against the jurisdiction's own word."""

from __future__ import annotations

from datetime import timedelta

from onestop.storage.cases.corrections import Correction
from onestop_cli.train.corrections import add_corrections
from onestop_cli.train.examples import Example
from tests.builders import NOW, a_reference

EXAMPLES = (Example("en", "pothole", "a hole in the road"), Example("en", "noise", "loud music"))
SERVICES, LANGUAGES = ("pothole", "noise"), ("en", "es")


def corrected(text: str, service: str = "noise", number: int = 1, language: str = "en") -> Correction:
    return Correction(
        reference=a_reference(number),
        language=language,
        text=text,
        service=service,
        by="staff",
        at=NOW + timedelta(hours=number),
    )


def test_a_correction_is_an_example_of_the_service_that_was_chosen() -> None:
    added = add_corrections([corrected("boom boom all night")], EXAMPLES, SERVICES, LANGUAGES)
    assert added.examples == [Example("en", "noise", "boom boom all night")]
    assert added.as_json() == {"learned": 1}


def test_what_is_known_contradicts_or_is_offered_no_more_is_counted_and_left_out() -> None:
    given = [
        corrected("A hole  in the ROAD", "pothole"),
        corrected("loud music", "pothole"),
        corrected("the tram is late", "tram"),
        corrected("trop de bruit", language="fr"),
    ]
    added = add_corrections(given, EXAMPLES, SERVICES, LANGUAGES)
    assert added.as_json() == {"learned": 0, "contradicting": 1, "elsewhere": 1, "known": 1, "withdrawn": 1}
    assert "1 name a service that is not offered" in added.in_words()


def test_of_two_cases_with_the_same_words_the_later_one_counts() -> None:
    given = [corrected("it hums", "noise", 2), corrected("it hums", "pothole", 1)]
    added = add_corrections(given, EXAMPLES, SERVICES, LANGUAGES)
    assert added.examples == [Example("en", "noise", "it hums")]
