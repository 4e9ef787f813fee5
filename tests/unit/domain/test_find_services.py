"""Services are found by words as people type them: mistyped, not finished, in any of the languages."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.slips import slips
from onestop.domain.understanding.classifier_file import read_classifier
from onestop.domain.understanding.find_services import MOST, find_services, suggest_services
from onestop.domain.understanding.typing_mistakes import letters_of

ROOT = Path(__file__).parents[3]
LEARNED = read_classifier((ROOT / "infra" / "jurisdictions" / "port-ellery" / "classifier.bin").read_bytes())
MISTYPED = {
    "potole": "pothole",
    "pothoel": "pothole",
    "photole": "pothole",
    "grafitti": "graffiti",
    "trafic signle": "traffic-signal",
    "noice": "noise",
    "rodnets": "rodents",
    "sidewlak": "sidewalk",
    "dead racoon": "dead-animal",
    "baches en mi caye": "pothole",
    "basrua": "illegal-dumping",
    "arbol caido": "fallen-tree",
    "ROEDORS": "rodents",
}
EVERYDAY = {
    "nobody took my trash": "missed-collection",
    "farola": "street-light",
    "垃圾没收": "missed-collection",
    "路灯": "street-light",
    "坑": "pothole",
    "积雪": "snow-clearing",
}
BEGUN = {"pot": "pothole", "graf": "graffiti", "snow and i": "snow-clearing", "rui": "noise", "grafit": "graffiti"}


@pytest.mark.parametrize("typed", sorted(EVERYDAY))
def test_everyday_words_lead_to_the_service_among_the_first_two(catalogue: Catalogue, typed: str) -> None:
    found = find_services(typed, catalogue, LEARNED)
    assert EVERYDAY[typed] in [each.service for each in found[:2]]


@pytest.mark.parametrize("typed", sorted(MISTYPED))
def test_the_first_service_is_the_one_that_was_meant(catalogue: Catalogue, typed: str) -> None:
    found = find_services(typed, catalogue, LEARNED)
    assert found[0].service == MISTYPED[typed]
    assert found[0].because
    assert len(found) <= MOST


def test_what_may_mean_two_services_finds_both(catalogue: Catalogue) -> None:
    found = find_services("my bin wasn't emptied", catalogue, LEARNED)
    assert {each.service for each in found[:2]} == {"missed-collection", "waste-cart"}


@pytest.mark.parametrize("typed", sorted(BEGUN))
def test_a_word_that_is_not_finished_suggests_what_it_may_become(catalogue: Catalogue, typed: str) -> None:
    assert suggest_services(typed, catalogue)[0].service == BEGUN[typed]


@pytest.mark.parametrize("typed", ["", "xyzzy", "?!", "qq", "12345", "犇"])
def test_nothing_is_found_for_what_says_nothing(catalogue: Catalogue, typed: str) -> None:
    assert find_services(typed, catalogue) == ()
    assert suggest_services(typed, catalogue) == ()


WORDS = st.text("abcd", max_size=7)


@given(WORDS, WORDS)
def test_the_number_of_mistakes_is_the_same_from_both_sides_and_never_more_than_it_may_be(one: str, other: str) -> None:
    made = slips(one, other, 7)
    assert made == slips(other, one, 7)
    assert (made == 0) == (one == other)
    assert abs(len(one) - len(other)) <= made <= max(len(one), len(other))
    for most in range(7):
        assert slips(one, other, most) == min(made, most + 1)
    assert (letters_of(one) ^ letters_of(other)).bit_count() <= 2 * made  # what is not compared was no mistake


def test_two_letters_that_were_swapped_are_one_mistake() -> None:
    assert slips("pothoel", "pothole", 2) == 1
