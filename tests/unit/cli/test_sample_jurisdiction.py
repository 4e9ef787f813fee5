"""The sample jurisdiction is what issue 2 asks for, and kind to residents in all three languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from onestop.domain.catalogue.plans import applies, read_plan
from onestop_cli.release import read_folder as release
from onestop_cli.release.references import fold_keyword

SAMPLE = Path(__file__).parents[3] / "infra" / "jurisdictions" / "port-ellery"
LANGUAGES = {"en", "zh-Hans", "es"}
CHINESE = re.compile(r"[\u4e00-\u9fff]")
NEEDED = """
    pothole street-light graffiti missed-collection bulky-waste abandoned-vehicle noise rodents stray-animal fallen-tree
    snow-clearing water-leak sidewalk traffic-signal dangerous-building street-event-permit new-business information
"""


@pytest.fixture(scope="module")
def sample() -> dict[str, Any]:
    return release.read_release(SAMPLE)


def find_texts(node: Any, path: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    if isinstance(node, dict) and node.keys() & LANGUAGES and all(isinstance(words, str) for words in node.values()):
        yield path, node
    elif isinstance(node, dict | list):
        for key, child in node.items() if isinstance(node, dict) else enumerate(node):
            yield from find_texts(child, f"{path}/{key}")


def agencies_of(service: dict[str, Any]) -> set[str]:
    return {task["agency"] for stage in service["plan"] for task in stage["tasks"]}


@cache  # each is looked for in every name, description and keyword
def pattern_of(keyword: str, language: str) -> re.Pattern[str]:
    words = re.escape(fold_keyword(keyword))
    return re.compile(words if language == "zh-Hans" else rf"(?<!\w){words}(?!\w)")


def services_found(sample: dict[str, Any], language: str, text: str) -> set[str]:
    folded = fold_keyword(text)
    return {
        service["code"]
        for service in sample["services"]
        if any(pattern_of(keyword, language).search(folded) for keyword in service["keywords"][language])
    }


def test_the_sample_has_the_services_groups_and_agencies_that_were_asked_for(sample: dict[str, Any]) -> None:
    codes = {service["code"] for service in sample["services"]}
    kinds = [agency["kind"] for agency in sample["agencies"]]
    assert codes >= set(NEEDED.split())
    life = {service["code"] for service in sample["services"] if service.get("life")}
    assert (len(codes - life), len(life)) == (32, 6)
    assert len(sample["groups"]) == 6
    assert {service["group"] for service in sample["services"]} == {group["code"] for group in sample["groups"]}
    assert (kinds.count("department"), kinds.count("contractor"), kinds.count("system")) == (8, 2, 1)
    assert {agency["code"] for agency in sample["agencies"]} == {
        agency for service in sample["services"] for agency in agencies_of(service)
    }
    assert len(sample["boundaries"]["features"]) >= 4


def test_eight_services_cross_two_to_four_agencies(sample: dict[str, Any]) -> None:
    crossing = {
        service["code"]: (len(agencies_of(service)), len(service["plan"]))
        for service in sample["services"]
        if len(agencies_of(service)) > 1
    }
    assert crossing == {
        "dangerous-building": (4, 2),
        "fallen-tree": (2, 2),
        "illegal-dumping": (2, 1),
        "new-business": (4, 5),
        "noise": (2, 1),
        "sleeping-outside": (2, 2),
        "street-event-permit": (4, 5),
        "water-leak": (2, 2),
    }


def test_a_dangerous_building_takes_two_stages_of_two_tasks_by_four_agencies(sample: dict[str, Any]) -> None:
    plan = next(service["plan"] for service in sample["services"] if service["code"] == "dangerous-building")
    assert [[task["agency"] for task in stage["tasks"]] for stage in plan] == [
        ["buildings", "streets"],
        ["water", "environment-health"],
    ]


def test_every_feature_of_plans_is_used_somewhere(sample: dict[str, Any]) -> None:
    services = sample["services"]
    stages = [stage for service in services for stage in service["plan"]]
    tasks = [task for stage in stages for task in stage["tasks"]]
    facts = {fact.partition(".")[0] for task in tasks for kind in ("when", "unless") for fact in task.get(kind, {})}
    assert facts == {"answer", "applied", "result", "district", "priority"}
    assert {task.get("done_by", "agency") for task in tasks} == {"agency", "resident", "machine", "service"}
    assert {stage.get("complete", "all") for stage in stages} == {"all", "any", "ended", 2}
    assert any(task.get("optional") for task in tasks)
    assert any(task.get("repeatable") for task in tasks)
    assert any("due_days" in task for task in tasks)
    assert {"due_days", "targets", "reopen_at", "questions"} <= {name for service in services for name in service}
    assert all("penalty" in agency for agency in sample["agencies"] if agency["kind"] == "contractor")
    assert {"escalation", "warn_percent", "remind_days", "answer_days", "reopen_days"} <= sample["jurisdiction"].keys()


def test_a_case_without_answers_opens_the_same_tasks_as_ever(sample: dict[str, Any]) -> None:
    opened = {
        service["code"]: [
            [task.code for task in stage.tasks if not task.optional and applies(task, {"priority": ("normal",)})]
            for stage in read_plan(service["plan"])
        ]
        for service in sample["services"]
    }
    assert opened["fallen-tree"] == [["remove-tree"], ["repair-street"]]
    assert opened["new-business"] == [["check-papers"], ["inspect-building", "inspect-hygiene"], [], [], ["issue"]]
    assert opened["rodents"] == [["treat"], []]
    safety = ["traffic-plan", "health-plan", "park-plan"]
    assert opened["street-event-permit"] == [["check-form"], safety, ["decide"], [], []]
    assert [code for code, plan in opened.items() if not plan[0]] == []


def test_every_text_is_there_in_three_different_languages(sample: dict[str, Any]) -> None:
    texts = list(find_texts(sample))
    assert len(texts) > 200
    for path, text in texts:
        assert text.keys() == LANGUAGES, path
        assert len({words.strip().casefold() for words in text.values()}) == 3, path
        assert CHINESE.search(text["zh-Hans"]), path
        assert not CHINESE.search(text["en"] + text["es"]), path


def test_chinese_texts_use_chinese_punctuation(sample: dict[str, Any]) -> None:
    for path, text in find_texts(sample):
        assert not re.search(r"[\u4e00-\u9fff][,;:?!]", text["zh-Hans"]), path


def test_no_sentence_for_residents_is_long(sample: dict[str, Any]) -> None:
    for service in sample["services"]:
        for sentence in re.split(r"(?<=[.!?])\s", f"{service['description']['en']} {service['next']['en']}"):
            assert len(sentence.split()) <= 26, f"{service['code']}: {sentence}"


def test_the_words_of_a_service_name_lead_to_that_service_and_no_other(sample: dict[str, Any]) -> None:
    for service in sample["services"]:
        for language in LANGUAGES:
            found = services_found(sample, language, service["name"][language])
            assert found == {service["code"]}, f"{language}: {service['name'][language]}"


def test_no_description_leads_to_another_service(sample: dict[str, Any]) -> None:
    for service in sample["services"]:
        for language in LANGUAGES:
            found = services_found(sample, language, service["description"][language])
            assert found <= {service["code"]}, f"{language}: {service['description'][language]}"


def test_no_keyword_hides_inside_a_keyword_of_another_service(sample: dict[str, Any]) -> None:
    for service in sample["services"]:
        for language in LANGUAGES:
            for keyword in service["keywords"][language]:
                found = services_found(sample, language, keyword)
                assert found == {service["code"]}, f"{language}: {keyword}"


@pytest.mark.parametrize(
    ("language", "words", "service"),
    [
        ("en", "There are rats behind the bakery", "rodents"),
        ("en", "The STREET LIGHT on my corner flickers", "street-light"),
        ("en", "the traffic light is stuck on red", "traffic-signal"),
        ("en", "Nobody picked up: missed garbage again", "missed-collection"),
        ("en", "INFORMATION ONLY CALL", "information"),
        ("en", "A barking dog keeps us awake", "noise"),
        ("zh-Hans", "小区门口的路灯坏了三天", "street-light"),
        ("zh-Hans", "我家附近有老鼠", "rodents"),
        ("zh-Hans", "楼下广场舞太吵了", "noise"),
        ("es", "Hay un bache enorme frente a mi casa", "pothole"),
        ("es", "El semáforo de la esquina está apagado", "traffic-signal"),
        ("es", "Un perro suelto asusta a los niños", "stray-animal"),
    ],
)
def test_everyday_words_lead_to_the_right_service(
    sample: dict[str, Any], language: str, words: str, service: str
) -> None:
    assert services_found(sample, language, words) == {service}


def test_a_text_message_fits_into_one_before_it_is_filled_in(sample: dict[str, Any]) -> None:
    for letter in sample["letters"]:
        assert len(letter["sms"]["en"]) <= 160
        # who is sent a code typed on a page types it there: a link in such a message is how others are deceived
        assert ("((link))" in letter["sms"]["en"]) is (letter["code"] != "one-time-code")


def test_the_survey_asks_the_six_questions(sample: dict[str, Any]) -> None:
    (survey,) = (each for each in sample["surveys"] if each["code"] == "standard")
    kinds = {question["code"]: question["kind"] for question in survey["questions"]}
    scales = ("satisfaction", "ease", "speed", "fairness", "resolved")
    assert kinds == {**dict.fromkeys(scales, "scale"), "comment": "text"}
    assert [question["code"] for question in survey["questions"] if question["required"]] == ["satisfaction"]


def test_samples_of_other_surveys_are_there_and_one_of_them_is_asked(sample: dict[str, Any]) -> None:
    counts = {each["code"]: len(each["questions"]) for each in sample["surveys"]}
    assert counts == {"a11": 9, "a11-v2": 4, "pulse": 1, "pulse-and-why": 2, "reasons": 4, "standard": 6}
    asked_by = {service["survey"] for service in sample["services"]} | {sample["jurisdiction"]["survey"]}
    assert asked_by == {"standard", "none", "pulse-and-why"}
    rules = {each["code"]: each["low_score"]["then"] for each in sample["services"] if "low_score" in each}
    assert rules == {
        **{"missed-collection": "reopen", "tap-water": "triage", "waste-cart": "follow_up", "street-cleaning": "ask"}
    }


def test_no_two_districts_share_ground(sample: dict[str, Any]) -> None:
    rings = [feature["geometry"]["coordinates"][0] for feature in sample["boundaries"]["features"]]
    spots = [(-63.7 + step * 0.0047, 44.6 + rise * 0.0037) for step in range(44) for rise in range(28)]
    owners = [sum(contains(ring, spot) for ring in rings) for spot in spots]
    assert set(owners) == {0, 1}
    assert owners.count(1) > 800


def contains(ring: list[list[float]], spot: tuple[float, float]) -> bool:
    inside = False
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > spot[1]) != (y2 > spot[1]) and spot[0] < (x2 - x1) * (spot[1] - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside
