"""What a text message is by itself, and what it becomes in a conversation."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.sms.keywords import HELP, KEYWORDS, START, STATUS, STOP, THANKS, WORDS, keyword_in
from intake.sms.meaning import understand
from intake.sms.moves import next_move
from onestop.domain.cases.reference_finder import find_reference
from onestop.domain.cases.references import read_reference
from onestop.storage.talks import Asked, Talk
from tests.builders import NOW, REFERENCE, a_reference

OTHER = a_reference(5)
SOON, PAST = NOW + timedelta(hours=1), NOW - timedelta(hours=1)


@pytest.mark.parametrize(
    "word", ["STOP", "StopAll", "UNSUBSCRIBE", "cancel", "END", "QUIT", "Stop!", " stop. ", "ＳＴＯＰ"]
)
def test_the_keywords_of_carriers_stop_however_they_are_written(word: str) -> None:
    assert keyword_in(word) == (STOP, "en")


@pytest.mark.parametrize(
    "text",
    ["Stop, thanks", "Thank you. STOP", "please stop texting us", "Don't text me again", "Unsubscribe me please",
     "no more messages!", "Por favor, dejen de enviarme mensajes", "Baja, gracias", "请不要再给我发短信",
     "请停止，谢谢"],
)  # fmt: skip
def test_who_wants_no_more_messages_may_say_so_politely(text: str) -> None:
    keyword = keyword_in(text)
    assert keyword is not None
    assert keyword.order == STOP


@pytest.mark.parametrize(
    "text",
    ["Please stop the drilling at night", "Stop sign is gone", "Cancel my appointment please", "The bus stop is dirty",
     "Thank you, but the lamp is still dark", "Please send no more trucks through Mill Lane",
     "por favor paren las obras",
     "请修一下路灯", "公交站停止服务了吗"],
)  # fmt: skip
def test_politeness_makes_no_order_of_a_need(text: str) -> None:
    assert understand(text).is_need


def test_every_language_has_every_order_and_no_word_orders_two_things() -> None:
    for order in (STOP, START, HELP, STATUS):
        assert set(WORDS[order]) == {"en", "es", "zh-Hans"}
    words = [word for languages in WORDS.values() for written in languages.values() for word in written.split()]
    assert len(words) == len(set(words))
    assert {keyword.order for keyword in KEYWORDS.values()} == {STOP, START, HELP, STATUS, THANKS}


@pytest.mark.parametrize(
    "text", ["stop the noise next door", "please help my neighbour", "the end of Elm Lane", "estado de la calle"]
)
def test_an_order_inside_a_sentence_is_none(text: str) -> None:
    assert understand(text).is_need


@pytest.mark.parametrize(
    ("text", "number", "rest", "short"),
    [
        ("5", 5, "", True),
        (" 5! ", 5, "", True),
        ("(3)", 3, "", True),
        ("５", 5, "", True),
        ("5\ufe0f\u20e3", 5, "", True),
        ("٤", 4, "", True),
        ("5/5", 5, "", True),
        ("4, it took long", 4, "it took long", True),
        ("5 thanks", 5, "thanks", True),
        ("3 Elm Lane", 3, "Elm Lane", False),
    ],
)
def test_a_number_is_read_in_any_digits_and_only_with_a_sign_do_words_belong_to_it(
    text: str, number: int, rest: str, short: bool
) -> None:
    meaning = understand(text)
    assert (meaning.number, meaning.rest, meaning.short) == (number, rest, short)


@pytest.mark.parametrize("text", ["5:30 in the morning", "2.5 metres", "1234 Elm Lane", "15550142777", "3/4/26"])
def test_a_time_an_amount_or_a_long_number_is_no_short_answer(text: str) -> None:
    meaning = understand(text)
    assert meaning.number is None or not meaning.short


@pytest.mark.parametrize(
    "typed", ["7KQ2-M4TX-9BWD-D", "7kq2 m4tx 9bwd d", "7KQ2M4TX9BWDD", "7kq2.m4tx.9bwd.d", "7KQ2 - M4TX - 9BWD - D"]
)
def test_a_reference_is_found_however_it_is_typed(typed: str) -> None:
    assert find_reference(f"My case {typed}?") == (REFERENCE, True)
    assert find_reference(f"{typed} is not repaired") == (REFERENCE, False)


def test_words_that_could_be_a_reference_are_none() -> None:
    words = ["that road near a", "some more text x", "with lots here y"]
    letters = "ABCDEFGHJKMNPQRSTVWXYZ"
    sentences = [f"that road near {letter}" for letter in letters] + words
    assert any(read_reference(sentence) for sentence in sentences)  # the check character alone would let one pass
    assert [find_reference(sentence) for sentence in sentences] == [None] * len(sentences)


@given(st.integers(0, 10**6), st.sampled_from(["", " ", "-", "."]), st.booleans())
def test_every_reference_is_found_in_a_sentence(number: int, gap: str, small: bool) -> None:
    reference = a_reference(number)
    typed = reference.replace("-", gap).lower() if small else reference.replace("-", gap)
    found = find_reference(f"about {typed}, please")
    digits = any(letter.isdigit() for letter in reference)
    assert found is not None and found.reference == reference if digits or gap in ("", "-") else True


@given(st.text(max_size=300))
def test_no_message_is_too_strange(text: str) -> None:
    meaning = understand(text)
    talk = Talk(identity="x", asked=(Asked(kind="survey", until=SOON, reference=REFERENCE, choices=("standard",)),))
    assert next_move(meaning, talk, NOW).kind


def move(text: str, *asked: Asked, **talk: object) -> tuple[str, str | None]:
    found = next_move(understand(text), Talk(identity="x", asked=asked, **talk), NOW)  # type: ignore[arg-type]
    return found.kind, found.reference


QUESTION = Asked(kind="question", until=SOON, reference=REFERENCE)
SURVEY = Asked(kind="survey", until=SOON, reference=OTHER, choices=("standard",))
PICK = Asked(kind="pick", until=SOON, choices=(REFERENCE, OTHER))
LANGUAGE = Asked(kind="language", until=SOON, reference=REFERENCE, choices=("en", "es"))


@pytest.mark.parametrize(
    ("text", "asked", "expected"),
    [
        ("stop", (QUESTION,), ("stop", None)),
        ("2", (), ("unasked", None)),
        ("2", (SURVEY,), ("score", OTHER)),
        ("2", (QUESTION, SURVEY), ("score", OTHER)),  # the newest first
        ("2", (SURVEY, QUESTION), ("answer", REFERENCE)),
        ("8", (SURVEY,), ("again", OTHER)),
        ("8", (PICK,), ("again", None)),
        ("2", (PICK,), ("tell", OTHER)),
        ("2", (LANGUAGE,), ("speak", REFERENCE)),
        ("2, I think", (PICK, QUESTION), ("answer", REFERENCE)),
        ("on the left", (QUESTION, SURVEY), ("answer", REFERENCE)),
        ("ok", (QUESTION,), ("answer", REFERENCE)),
        ("the lamp is dark", (SURVEY,), ("open", None)),
        ("3 Elm Lane is dark", (SURVEY,), ("open", None)),
        ("thanks", (SURVEY,), ("add", OTHER)),
        ("thanks", (), ("unasked", None)),
        (OTHER, (QUESTION,), ("tell", OTHER)),
        (f"{OTHER} is dark again", (QUESTION,), ("add", OTHER)),
        ("status", (QUESTION,), ("choose", None)),
    ],
)
def test_what_a_message_means_depends_on_what_we_asked(
    text: str, asked: tuple[Asked, ...], expected: tuple[str, str | None]
) -> None:
    assert move(text, *asked) == expected


def test_what_we_asked_long_ago_is_not_answered_and_what_follows_soon_belongs_to_the_case_before() -> None:
    past = Asked(kind="question", until=PAST, reference=REFERENCE)
    assert move("on the left", past) == ("open", None)
    assert move("on the left", about=OTHER, about_until=SOON) == ("add", OTHER)
    assert move("on the left", about=OTHER, about_until=PAST) == ("open", None)
    assert move("7", about=OTHER, about_until=SOON) == ("add", OTHER)
