"""Whether two needs are one: by place, time, words and photos, in every language, and never by who asks."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onestop.domain.again.earlier_needs import SURE, UNDER_WAY, KnownNeed, compare_needs, find_alike, surely_before
from onestop.domain.again.likeness import Likeness
from onestop.domain.again.public_view import may_be_same, says_nearly_the_same
from onestop.domain.again.read_likeness import likeness_at, likeness_of
from onestop.domain.again.rule import AgainRule, Merge
from onestop.domain.cases.case import Place, Request
from onestop.domain.cases.lifecycle import Status
from onestop.domain.catalogue.catalogue import Catalogue
from tests.builders import NOW, a_reference

A_METRE = 1 / 111_195
RULE = AgainRule(metres=30, within=timedelta(days=30), merge=Merge.SURELY)
NEED, OTHER = a_reference(1), a_reference(2)
SAME = {
    "en": (
        "The lamp in front of the bakery flickers all night and buzzes",
        "It buzzes and flickers, that lamp by the bakery",
    ),
    "es": (
        "La luz frente a la panadería parpadea y zumba toda la noche",
        "Parpadea y zumba la luminaria de la panadería",
    ),
    "zh-Hans": ("面包店门口的灯一直在闪，还嗡嗡响", "面包店门口那盏灯整晚闪，嗡嗡响"),
}
OTHERS = {
    "en": "A truck knocked the pole over beside the school gate yesterday",
    "es": "Un camión tumbó el poste junto al portón del colegio ayer",
    "zh-Hans": "学校大门旁边的柱子昨天被卡车撞倒了",
}


@pytest.fixture(scope="module")
def light(catalogue: Catalogue) -> Any:
    return catalogue.services["street-light"]


def told(light: Any, text: str = "", *, metres: float = 0, reference: str = OTHER, **more: Any) -> KnownNeed:
    likeness = likeness_at(44.62 + metres * A_METRE, -63.62, text, light)
    return KnownNeed(reference=reference, likeness=likeness, **({"opened_at": NOW} | more))


def need_of(light: Any, text: str = "", **more: Any) -> KnownNeed:
    return told(light, text, **{"reference": NEED, "opened_at": NOW + timedelta(hours=2)} | more)


def confidence(need: KnownNeed, other: KnownNeed) -> float:
    found = compare_needs(need, other, RULE)
    return found.confidence if found else 0.0


@pytest.mark.parametrize("language", sorted(SAME))
def test_similar_words_make_it_surer_and_other_words_less_in_each_language(light: Any, language: str) -> None:
    one, again = SAME[language]
    need = need_of(light, one)
    alike, bare = confidence(need, told(light, again)), confidence(need, told(light))
    assert alike > 0.9 > bare > confidence(need, told(light, OTHERS[language]))


def test_words_of_another_language_say_nothing(light: Any) -> None:
    need = need_of(light, SAME["en"][0])
    assert confidence(need, told(light, SAME["zh-Hans"][0])) == confidence(need, told(light))


def test_the_words_by_which_a_service_is_known_say_nothing(light: Any) -> None:
    need = need_of(light, "street light broken")
    assert confidence(need, told(light, "broken street light")) == confidence(need, told(light))


@pytest.mark.parametrize("text", ["Street light out complaint", "路灯坏了", "Farola apagada, por favor"])
def test_a_text_that_only_names_the_service_makes_nothing_sure(light: Any, text: str) -> None:
    assert confidence(need_of(light, text), told(light, text)) < SURE


def test_place_and_time_alone_are_never_sure(light: Any) -> None:
    assert 0.5 < confidence(need_of(light), told(light)) < SURE


def test_the_same_text_at_the_same_spot_is_sure_and_further_away_it_is_not(light: Any) -> None:
    text = "sparrows nest inside, glass hangs loose"
    assert confidence(need_of(light, text), told(light, text)) >= SURE
    assert confidence(need_of(light, text), told(light, text, metres=25)) < SURE


def test_another_number_of_a_pole_or_plate_is_another_thing(light: Any) -> None:
    text = "Lamp {} flickers beside the bakery"
    need = need_of(light, text.format("L-4711"))
    assert confidence(need, told(light, text.format("L4711"))) >= SURE
    assert confidence(need, told(light, text.format("L-4712"))) < 0.5


@pytest.mark.parametrize("text", ["since 8pm", "for 3 days", "since 2024", "the 2nd lamp", "100 km"])
def test_hours_years_and_counts_are_no_numbers_of_a_thing(light: Any, text: str) -> None:
    assert likeness_at(0, 0, text, light).named in ((), likeness_at(0, 0, "100", light).named)


def test_what_is_beyond_the_metres_or_days_of_the_rule_is_not_compared(light: Any) -> None:
    text = SAME["en"][0]
    assert compare_needs(need_of(light, text), told(light, text, metres=31), RULE) is None
    assert compare_needs(need_of(light, text), told(light, text, opened_at=NOW - timedelta(days=30)), RULE) is None


def test_the_surest_comes_first_each_with_its_reasons(light: Any) -> None:
    one, again = SAME["en"]
    others = [
        told(light, OTHERS["en"], reference=a_reference(3)),
        told(light, again, reference=a_reference(4), metres=12),
        told(light, again, reference=a_reference(5)),
    ]
    found = find_alike(need_of(light, one), others, RULE)
    assert [each.reference for each in found] == [a_reference(5), a_reference(4), a_reference(3)]
    assert [reason.code for reason in found[1].reasons] == ["again_near", "again_same_day", "again_same_words"]
    assert found[1].reasons[0].words == ("12",)


def test_only_an_earlier_case_that_is_under_way_is_joined_by_rule(light: Any) -> None:
    one = need_of(light, SAME["en"][0])
    same = told(light, SAME["en"][0])
    assert surely_before(one, [same], RULE) is not None
    assert surely_before(same, [one], RULE) is None
    for merge in (Merge.PROPOSE, Merge.NEVER):
        assert surely_before(one, [same], replace(RULE, merge=merge)) is None
    joined = {status for status in Status if surely_before(one, [replace(same, status=status)], RULE)}
    assert joined == set(UNDER_WAY)


def test_of_two_that_come_at_once_at_most_one_is_joined_with_the_other(light: Any) -> None:
    text = SAME["en"][0]
    one, other = told(light, text, reference=NEED), told(light, text)
    assert (surely_before(one, [other], RULE) is None) != (surely_before(other, [one], RULE) is None)


def test_the_public_is_told_of_place_and_time_as_it_knows_them(light: Any) -> None:
    exact, rounded, at = (44.62001, -63.62), (44.62, -63.62), NOW + timedelta(hours=1)
    told = may_be_same(2, exact, NOW, at, RULE)
    assert told is not None
    assert [reason.code for reason in told.reasons] == ["again_same_spot", "again_same_day"]
    about = may_be_same(90, rounded, NOW, at, RULE)
    assert about is not None
    assert about.confidence < told.confidence
    assert [reason.code for reason in about.reasons] == ["again_about_here", "again_same_day"]
    assert may_be_same(90, exact, NOW, at, RULE) is None
    assert may_be_same(0, exact, NOW - timedelta(days=31), at, RULE) is None
    assert may_be_same(0, exact, NOW, at, replace(RULE, merge=Merge.NEVER)) is None


@pytest.mark.parametrize(
    ("ours", "theirs", "same"),
    [
        (range(5), range(5), True),
        (range(6), range(5), True),
        (range(4), range(4), False),  # so few could be tried out
        (range(40), range(5), False),  # nor many at one time
        (range(3), range(5), False),
        ((), (), False),
    ],
)
def test_words_say_what_comes_first_only_to_whoever_says_nearly_all_of_them(ours: Any, theirs: Any, same: bool) -> None:
    one, other = (Likeness(lat=0, long=0, words=tuple(words)) for words in (ours, theirs))
    assert says_nearly_the_same(one, other) is same
    assert says_nearly_the_same(other, one) is same


@pytest.mark.parametrize(
    ("changed", "same"),
    [(0, True), (6, True), (7, False)],
)
def test_a_photo_drawn_anew_is_the_same_photo(light: Any, changed: int, same: bool) -> None:
    look = 0x0F0F0F0F0F0F0F0F
    other = f"{look ^ (2**changed - 1):016x}"
    found = compare_needs(need_of(light, photos=(f"{look:016x}",)), told(light, photos=(other,)), RULE)
    assert found is not None
    assert found.sure is same


def test_who_asks_by_which_channel_and_in_which_language_they_read_has_no_place_in_it() -> None:
    known = {field.name for field in fields(Likeness)} | {field.name for field in fields(KnownNeed)}
    assert known == {
        *("lat", "long", "words", "named", "whole", "language"),  # the language of the words themselves
        *("reference", "likeness", "opened_at", "status", "photos"),
    }


@given(
    taken_by=st.none() | st.text(max_size=20),
    partner=st.none() | st.text(max_size=20),
    subject=st.none() | st.text(max_size=20),
    unsure=st.booleans(),
    service=st.sampled_from([None, "street-light"]),
)
def test_all_else_that_is_kept_of_a_request_changes_nothing(light: Any, taken_by: Any, partner: Any, subject: Any,
                                                            unsure: bool, service: str | None) -> None:  # fmt: skip
    plain = Request(description=SAME["en"][0], place=Place(lat=44.62, long=-63.62))
    other = replace(
        plain, taken_by=taken_by, partner=partner, subject=subject, language_unsure=unsure, service=service,
        consent="oral", external_id="X-1",
    )  # fmt: skip
    assert likeness_of(other, light) == likeness_of(plain, light)


@given(st.text(max_size=300), st.text(max_size=300))
def test_whatever_is_written_comparing_is_the_same_both_ways(light: Any, one: str, other: str) -> None:
    here, there = told(light, one, reference=NEED), told(light, other)
    assert confidence(here, there) == pytest.approx(confidence(there, here))
