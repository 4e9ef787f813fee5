"""What residents write, in their words and three languages, finds the service they mean."""

from __future__ import annotations

from typing import Any

import pytest

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.understanding.keywords import KeywordIndex, KeywordMatch

SENTENCES = [
    ("There is a deep pothole in front of the bakery and a cyclist fell.", "pothole"),
    ("The street light outside my house has been dark for a week.", "street-light"),
    ("The traffic light at Mill Road stays red for cars all day.", "traffic-signal"),
    ("They skipped us again: missed garbage collection on Elm Lane.", "missed-collection"),
    ("My neighbour plays loud music until three in the morning.", "noise"),
    ("I saw rats behind the restaurant.", "rodents"),
    ("A tree has fallen across the lane.", "fallen-tree"),
    ("Water is running out of the ground: I think a water main broke.", "water-leak"),
    ("Somebody sprayed graffiti on the school wall.", "graffiti"),
    ("A car without plates has stood here since spring.", "abandoned-vehicle"),
    ("Hay un bache enorme frente a la panadería.", "pothole"),
    ("La farola de mi esquina no enciende.", "street-light"),
    ("El semáforo de la avenida está apagado.", "traffic-signal"),
    ("Hay ratas detrás del restaurante.", "rodents"),
    ("Un árbol caído bloquea el paso.", "fallen-tree"),
    ("Quiero abrir un negocio de comida, ¿qué necesito?", "new-business"),
    ("门口的马路上有个大坑洼，骑车的人摔倒了。", "pothole"),
    ("小区门口的路灯坏了一个星期。", "street-light"),
    ("路口的红绿灯不亮了。", "traffic-signal"),
    ("楼上半夜噪音很大，睡不着。", "noise"),
    ("餐馆后面有很多老鼠。", "rodents"),
    ("一棵树倒了，挡住了路。", "fallen-tree"),
    ("墙上被人涂鸦了。", "graffiti"),
    ("想办一个街头活动，需要什么许可？", "street-event-permit"),
]
SERVICES: list[dict[str, Any]] = [
    {"code": "street-light", "keywords": {"en": ["street light", "light pole"], "es": ["farola"], "zh-Hans": ["路灯"]}},
    {"code": "traffic-signal", "keywords": {"en": ["traffic light"], "es": ["semáforo"], "zh-Hans": ["红绿灯"]}},
    {"code": "street-cleaning", "keywords": {"en": ["street", "rat"], "es": [], "zh-Hans": ["路"]}},
]


def found(text: str) -> list[KeywordMatch]:
    return KeywordIndex.of(SERVICES).find(text)


@pytest.mark.parametrize(("sentence", "service"), SENTENCES)
def test_a_sentence_finds_its_service(catalogue: Catalogue, sentence: str, service: str) -> None:
    assert KeywordIndex.of(catalogue.services.values()).find(sentence)[0].service == service


def test_a_street_light_is_not_a_traffic_light() -> None:
    assert [match.service for match in found("the street light is out")] == ["street-light", "street-cleaning"]
    assert [match.service for match in found("the traffic light is out")] == ["traffic-signal"]


def test_more_words_of_a_keyword_are_more_points() -> None:
    assert [(match.service, match.points) for match in found("a street light in our street")] == [
        ("street-light", 2),
        ("street-cleaning", 1),
    ]


def test_a_keyword_of_chinese_counts_by_pairs_of_characters() -> None:
    assert [(match.service, match.points) for match in found("红绿灯坏了")] == [("traffic-signal", 1.5)]


def test_a_keyword_inside_a_longer_one_that_was_found_is_not_counted_twice() -> None:
    services = [{"code": "sewer", "keywords": {"en": ["sewer", "sewer backup"]}}]
    (match,) = KeywordIndex.of(services).find("a sewer backup in the cellar")
    assert (match.points, match.words) == (2, ("sewer backup",))


def test_a_keyword_said_twice_counts_once() -> None:
    assert found("street light, street light, STREET LIGHT!")[0].points == 2


def test_a_word_is_not_found_inside_another_word() -> None:
    assert found("The administration of democracy") == []


@pytest.mark.parametrize("text", ["STREET LIGHT", "street   light", "street\nlight", "(street light)", "Street-Light?"])
def test_case_spaces_and_marks_make_no_difference(text: str) -> None:
    assert found(text)[0].service == "street-light"


@pytest.mark.parametrize("text", ["semaforo", "SEMÁFORO", "sema\u0301foro", "ｓｅｍａｆｏｒｏ"])
def test_accents_and_widths_make_no_difference(text: str) -> None:
    assert found(text)[0].service == "traffic-signal"


@pytest.mark.parametrize("text", ["", "   ", "Something is not right.", "🙂🙂🙂", "العربية", "\x00", "((name))", ".*"])
def test_words_that_say_nothing_known_find_nothing(text: str) -> None:
    assert found(text) == []


def test_a_service_may_have_no_keywords_in_a_language() -> None:
    assert KeywordIndex.of([{"code": "pothole", "keywords": {}}]).find("pothole") == []
