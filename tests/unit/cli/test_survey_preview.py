"""A survey is looked at on every channel before anybody is asked, and a published one is held against itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from onestop.domain.surveys.first_question import SCORED, question_of_letter
from onestop_cli.letters.command import catalogue_of
from onestop_cli.release.surveys import check_surveys
from onestop_cli.surveys.preview import preview

SURVEYS = Path(__file__).parents[3] / "infra" / "jurisdictions" / "port-ellery" / "surveys"


@pytest.mark.parametrize("language", ["en", "es", "zh-Hans"])
def test_every_survey_is_shown_on_every_channel_in_its_own_words(language: str) -> None:
    catalogue = catalogue_of(None)
    for survey in catalogue.surveys.values():
        shown = dict(preview(survey, catalogue, language))
        sms = next(channels for channels in shown if channels.startswith("sms"))
        assert list(shown) == ["web, kiosk, television, counter", "email", sms, "phone", "letter, fax"]
        first = catalogue.say(survey["questions"][0]["text"], language)
        assert [channels for channels in ("web, kiosk, television, counter", "email", "letter, fax")
                if first not in shown[channels]] == []  # fmt: skip
        scored = question_of_letter(survey, SCORED)
        if scored:
            asked = catalogue.say(scored["text"], language)
            assert asked in shown["phone"]
            assert asked[:12] in shown[sms]
        assert not [words for words in shown.values() if "((" in words]


def document(**changes: Any) -> dict[str, Any]:
    return {"surveys/a11-v2.yaml": yaml.safe_load((SURVEYS / "a11-v2.yaml").read_text(encoding="utf-8")) | changes}


def test_a_survey_that_says_it_is_a_published_one_is_that_very_one() -> None:
    survey = document()["surveys/a11-v2.yaml"]
    trust, positive, negative, comment = survey["questions"]
    assert list(check_surveys(document())) == []
    bad: dict[str, tuple[dict[str, Any], str]] = {
        "another order": ({"questions": [trust, negative, positive, comment]}, "questions[1]"),
        "one is missing": ({"questions": [trust, positive, negative]}, "questions[3]"),
        "asked of others": (
            {"questions": [trust, positive | {"when": {"question": "trust", "answers": ["5"]}}, negative, comment]},
            "questions[1].when",
        ),
        "a driver is missing": (
            {"questions": [trust, positive, negative | {"choices": negative["choices"][2:]}, comment]},
            "questions[2].choices",
        ),
        "a reminder too late": ({"ask": {"remind_days": 14}}, "ask.remind_days"),
    }
    for what, (changes, path) in bad.items():
        assert [fault.path for fault in check_surveys(document(**changes))] == [path], what
