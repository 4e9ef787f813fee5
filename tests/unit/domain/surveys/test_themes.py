"""Themes are counted in three languages, on words struck of personal data, and no small number of them is told."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onestop.domain.surveys.results_as_data import LEAST
from onestop.domain.surveys.theme_names import THEME_NAMES
from onestop.domain.surveys.themes import THEMES, count_themes, themes_of
from onestop.domain.surveys.tones import TONES, count_tones, tone_of
from onestop.runtime.pages.survey_result_words import TONE_NAMES
from onestop.storage.surveys.responses import Response
from onestop_cli.surveys.texts import redacted_words


@pytest.mark.parametrize(
    ("text", "themes"),
    [
        ("It took TOO LONG and nobody told me anything.", {"time", "information"}),
        ("Tardó muchísimo, y el señor fue grosero", {"time", "treatment"}),
        ("路灯还没修，也没人通知我。谢谢", {"unsolved", "information", "thanks"}),
        ("Breakfast in the slowly form-al garden", {"ease"}),  # whole words: no "fast", no "slow"
        ("", set()),
    ],
)
def test_a_text_has_the_themes_whose_words_stand_in_it(text: str, themes: set[str]) -> None:
    assert themes_of(text) == themes


@pytest.mark.parametrize(
    ("text", "tone"),
    [
        ("Great, the crew was friendly!", "pleased"),
        ("It was not very helpful", "displeased"),
        ("It wasn't slow", "pleased"),
        ("Quick but rude", "mixed"),
        ("El trato no fue amable", "displeased"),
        ("nada lento, muy amables", "pleased"),
        ("很满意，谢谢", "pleased"),
        ("对结果不满意", "displeased"),
        ("处理及时，但是态度差", "mixed"),
        ("I live in the old town", None),
        ("", None),
    ],
)
def test_a_text_sounds_as_its_words_say_and_contrary_behind_a_denial(text: str, tone: str | None) -> None:
    assert tone_of(text) == tone


def test_tones_are_counted_over_many_answers_and_no_small_number_is_told() -> None:
    said = [("pothole", "Great, thanks")] * 12 + [("noise", "rude")] * 11 + [("noise", "quick but rude")] * 3
    assert count_tones(said) == [
        {"tone": "pleased", "service": None, "answers": 12},
        {"tone": "pleased", "service": "pothole", "answers": 12},
    ]  # how many displeased answers there are would tell of the three


def test_every_tone_has_a_name() -> None:
    assert set(TONES) == TONE_NAMES.keys()


def test_every_theme_has_a_name() -> None:
    assert THEMES.keys() == THEME_NAMES.keys()


def test_only_answers_in_time_are_read_and_personal_data_is_struck_first() -> None:
    def said(reference: str, words: str, *, late: bool = False) -> Response:
        return Response(
            reference=reference,
            survey="standard",
            language="en",
            answered_at=datetime(2026, 11, 3, tzinfo=UTC),
            scores=(),
            words=(("comment", words),) if words else (),
            late=late,
        )

    responses = [
        said("A", "Slow. Write to fee@example.org or call +1 555 010 0199, my name is Ana Vidal."),
        said("B", "Slow too", late=True),
        said("C", ""),
        said("D", "Slow, of a case that the lake does not know"),
    ]
    ((service, words),) = redacted_words(responses, {"A": "pothole", "B": "pothole", "C": "pothole"})
    assert (service, themes_of(words)) == ("pothole", {"time"})  # the address is no theme: it says "fee"
    assert not [datum for datum in ("example", "555", "Vidal") if datum in words]


SAID = st.lists(st.tuples(st.sampled_from(["pothole", "noise", "graffiti"]), st.sampled_from(sorted(THEMES)[:4])))


@given(SAID.map(lambda said: said * 6))
def test_no_small_number_is_told_or_worked_out_from_a_sum(said: list[tuple[str, str]]) -> None:
    true = Counter((theme, service) for service, theme in said)
    rows = count_themes((service, THEMES[theme][0]) for service, theme in said)
    assert all(row["answers"] >= LEAST for row in rows)
    totals = {row["theme"]: row["answers"] for row in rows if row["service"] is None}
    for theme, total in totals.items():
        shown = {row["service"]: row["answers"] for row in rows if row["theme"] == theme and row["service"]}
        away = [count for (of, service), count in true.items() if of == theme and service not in shown]
        assert total == sum(shown.values()) + sum(away)
        assert not away or sum(away) >= LEAST
    assert {row["theme"] for row in rows} == totals.keys()
