"""A caller who asks what an article surely answers hears it; who was not helped gets a case, in their own words."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

import pytest

from onestop.storage.catalogue.articles import counts_of_answer
from tests.aws_in_memory import Aws
from tests.functional.intake.voice.telephone import Telephone
from tests.functional.stories import case_file

NUMBER = "+15550142001"
ASKED = "what time does the library close"


@pytest.fixture(autouse=True)
def published(aws: Aws, release: dict[str, Any], answer_index: bytes) -> None:
    aws.publish(release, answer_index)


def ring(*keys: str, transcript: str = ASKED) -> Telephone:
    return Telephone(NUMBER, ["1", "1", "9", *keys], transcript=transcript).ring()


def test_the_article_is_spoken_and_who_was_helped_is_thanked() -> None:
    call = ring("1")
    spoken = next(said for said in call.heard if said.startswith("<speak") and "libraries" in said)
    words = [each.text for each in ElementTree.fromstring(spoken).iter("s")]
    assert words[0].startswith("The libraries are open")
    assert any(said.startswith("Thank you.") for said in call.heard)
    assert [(each.channel, each.helped) for each in counts_of_answer("library-hours")] == [("phone", True)]


def test_who_was_not_helped_gets_a_case_with_what_they_asked() -> None:
    call = ring("2")
    reference = call.external["reference"] or next(iter(call.attributes.values()))
    opened = case_file(reference)
    assert opened.request.description == ASKED
    assert [(each.channel, each.helped) for each in counts_of_answer("library-hours")] == [("phone", False)]


def test_who_presses_nothing_is_with_a_person_and_who_brings_a_need_gets_a_case_as_ever() -> None:
    assert ring().end == "queue"
    call = ring(transcript="There is a deep pothole in front of 3 Elm Lane")
    assert any("opened your request" in said for said in call.heard)
