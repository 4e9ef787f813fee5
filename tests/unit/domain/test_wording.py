"""Statuses, events and reasons are told in every language that we ship."""

from __future__ import annotations

from typing import Any

import pytest

from onestop.domain.cases.event_words import EVENT_WORDS, STATUS_WORDS, event_words
from onestop.domain.cases.events import EVENTS, Reason
from onestop.domain.cases.lifecycle import Status
from onestop.domain.cases.reasons import REASONS, explain, explain_to_resident
from onestop.domain.catalogue.catalogue import Catalogue

LANGUAGES = {"en", "zh-Hans", "es"}
INTERNAL = {
    "workflow.restarted",
    "note.added",
    "target.missed",
    "case.joined",
    "case.linked",
    "case.unlinked",
    "case.parted",
    "case.reprioritised",
    "handover.asked",
    "handover.failed",
    "decision.proposed",
    *(f"task.{what}" for what in ("assigned", "split", "waiting", "resumed", "cancelled", "due_soon", "escalated")),
}


def test_every_status_has_its_words() -> None:
    assert set(STATUS_WORDS) == set(Status)


def test_every_event_has_words_for_the_resident_or_is_internal() -> None:
    assert set(EVENT_WORDS) | INTERNAL == {event.type for event in EVENTS}
    assert not set(EVENT_WORDS) & INTERNAL


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_what_happened_is_told_with_the_names_of_agencies(catalogue: Catalogue, language: str) -> None:
    data: dict[str, Any] = {"agencies": ("streets", "water"), "agency": "streets"}
    for kind in EVENT_WORDS:
        words = event_words(kind, data, catalogue, language)
        assert words is not None
        assert "{" not in words
    passed_on = event_words("case.routed", data, catalogue, language) or ""
    assert catalogue.name_of("agency", "streets", language) in passed_on
    assert catalogue.name_of("agency", "water", language) in passed_on


@pytest.mark.parametrize("kind", sorted(INTERNAL))
def test_what_is_internal_is_not_told(catalogue: Catalogue, kind: str) -> None:
    assert event_words(kind, {"run": 2, "agency": "streets"}, catalogue, "en") is None


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_a_reason_is_a_sentence_in_every_language(catalogue: Catalogue, language: str) -> None:
    for code in REASONS:
        for say in (explain, explain_to_resident):
            said = say(Reason(code, ("one", "two")), catalogue, language)
            assert "{" not in said, code
            assert said.endswith("。" if language == "zh-Hans" else "."), code


def test_residents_are_spoken_to_and_not_of(catalogue: Catalogue) -> None:
    said = {code: explain_to_resident(Reason(code, ("one",)), catalogue, "en") for code in REASONS}
    assert [code for code, words in said.items() if "the resident" in words.lower()] == []


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_the_reason_of_a_rule_stands_beside_the_rule(catalogue: Catalogue, language: str) -> None:
    for rule in catalogue.release["rules"]:
        assert explain(Reason("rule", (rule["code"],)), catalogue, language) == rule["because"][language]


def test_a_rule_that_has_left_the_catalogue_is_named(catalogue: Catalogue) -> None:
    assert explain(Reason("rule", ("gone",)), catalogue, "en") == "gone"


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Old Town and Mill River"), ("es", "Casco Antiguo y Río Molino"), ("zh-Hans", "老城区")],
)
def test_a_border_is_told_with_the_names_of_its_districts(catalogue: Catalogue, language: str, words: str) -> None:
    assert words in explain(Reason("place_border", ("old-town", "mill-river")), catalogue, language)
    assert "gone" in explain(Reason("place_border", ("gone", "old-town")), catalogue, language)
