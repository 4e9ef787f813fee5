"""What a text message is by itself, and what it becomes in a conversation."""

from __future__ import annotations

from datetime import timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.sms.keywords import HELP, KEYWORDS, START, STATUS, STOP, THANKS, WORDS, keyword_in
from intake.sms.meaning import understand_message
from intake.sms.moves import next_move
from onestop.domain.cases.reference_finder import find_reference
from onestop.domain.cases.references import LETTERS, check_character, read_reference
from onestop.storage.incoming.talks import PendingQuestion, Talk
from tests.builders import NOW, REFERENCE, a_reference

OTHER = a_reference(5)
SOON, PAST = NOW + timedelta(hours=1), NOW - timedelta(hours=1)


@pytest.mark.parametrize(
    "word", ["STOP", "StopAll", "ARRÊT", "UNSUBSCRIBE", "cancel", "END", "QUIT", "Stop!", " stop. ", "ＳＴＯＰ"]
)
def test_the_keywords_of_carriers_stop_however_they_are_written(word: str) -> None:
    assert keyword_in(word) == (STOP, "en")


NO_MORE = {
    "en": (
        "Stop, thanks|Thank you. STOP|please stop texting us|Don't text me again|Unsubscribe me please"
        "|no more messages!"
        "|kindly stop|Stop it|stop this please|can you please stop messaging me?|Stop these texts|Would you stop now"
        "|I want you to stop sending me these messages, thank you|I don't want any more texts|do not contact me again"
        "|STOP STOP STOP|Stop!!! Wrong number.|You have the wrong number. Please stop texting me|Who is this? STOP"
        "|take me off your list|I'd like to opt out|I no longer wish to receive messages|Not interested, stop"
        "|Please stop sending updates about my request|This is not Bo's phone. Stop texting|STOP please, this isn't me"
        "|I moved away, please stop|STOP\n\nSent from my iPhone"
        "|make these texts stop|how do I unsubscribe|I said stop|Stop msgs|leave me alone|quit texting this number"
    ),
    "es": (
        "Por favor, dejen de enviarme mensajes|Baja, gracias|Para, por favor|¡Basta!|ya basta|Basta de mensajes"
        "|¿Pueden dejar de escribirme?|No me manden mas mensajes|No quiero recibir más mensajes"
        "|no más|Paren los mensajes"
        "|Quiero darme de baja|No me escriban más por favor|déjenme en paz|Sáquenme de su lista|Por favor paren"
    ),
    "zh-Hans": (
        "请不要再给我发短信|请停止，谢谢|别再发了|请停止发送短信|不要再发信息给我了|我不想再收到短信|可以停止发短信吗？"
        "|请退订|取消短信|請不要再傳簡訊給我|取消訂閱|麻烦不要再发了|别烦我了|够了"
    ),
}
NEEDS = (
    "Please stop the drilling at night|Stop sign is gone|Cancel my appointment please|The bus stop is dirty"
    "|Thank you, but the lamp is still dark|Please send no more trucks through Mill Lane|Stop it from flooding again"
    "|can you stop the trucks|Can you please stop people dumping here|Make it stop|Stop. The lamp at 3 Elm Lane is out"
    "|Don't stop the bus|please don't stop texting me|stop texting drivers on Elm Lane"
    "|I don't want any more rubbish here"
    "|I want to cancel my permit|Can you please cancel|remove my tree"
    "|take me to the office|the text on the wall is ugly"
    "|who is this|not interested in the new bins|don't call the landlord|how do I stop my neighbour"
    "|no more of this noise|this isn't my bin|please stop work on this case of beer|I moved away and the lamp is dark"
    "|por favor paren las obras|para la basura en mi calle|basta de ruido|no más ruido|no me recogen la basura"
    "|alto voltaje en el poste|baja presión de agua|quiero cancelar mi cita|dejen de tirar basura|quiten el árbol"
    "|请修一下路灯|公交站停止服务了吗|停水了|不要再停车在我家门口|别再倒垃圾了|停止施工|没收到短信|垃圾不收|取消预约|不要打扰邻居"
)


@pytest.mark.parametrize("language", NO_MORE)
def test_who_wants_no_more_messages_may_say_so_in_their_own_words(language: str) -> None:
    texts = NO_MORE[language].split("|")
    heard = {text: keyword_in(text) for text in (*texts, *map(str.upper, texts))}
    assert [text for text, keyword in heard.items() if keyword is None or keyword.order != STOP] == []


ELSEWHERE = (
    "ARRET|Arrêt.|désabonner|désinscription|plus de messages|SAIR|СТОП"
    "|отписаться|توقف|إلغاء الاشتراك|הסר|रोकें|중지|수신거부|配信停止|やめてください"
    "|Dừng lại|DUNG|itigil po|SISPANN|Abmelden|afmelden|wypisz|หยุด|🛑|⛔️⛔️|T|回TD退订|S T O P|I revoke my consent"
    "|I withdraw my consent to receive texts|STOP\nSent from my iPhone"
    "|Stop\nSent from my Verizon, Samsung Galaxy smartphone"
)


def test_nobody_has_to_know_our_languages_to_end_our_messages() -> None:
    heard = {text: keyword_in(text) for text in ELSEWHERE.split("|")}
    assert [text for text, keyword in heard.items() if keyword is None or keyword.order != STOP] == []


def test_a_word_of_another_language_inside_a_sentence_ends_nothing() -> None:
    needs = (
        "le bus ne s'arrête plus ici",
        "Отписаться от услуги не могу",
        "路灯坏了🛑",
        "🛑 sign is gone",
    )
    assert [text for text in needs if not understand_message(text).is_need] == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        *((text, THANKS) for text in ("👍", "❤️", "🙏🏽!!", "...", "thx", "Thank you so much")),
        *((text, HELP) for text in ("?", "？？", "Hi", "Hola!", "您好", "AIDE")),
    ],
)
def test_what_nobody_can_work_on_is_no_need(text: str, kind: str) -> None:
    assert understand_message(text).kind == kind


@pytest.mark.parametrize("text", ["", "🔥🏠", "🚨🚨", "🆘", "🚗💥", "🛑🚗"])
def test_a_picture_or_a_sign_that_may_be_a_need_is_left_to_a_person(text: str) -> None:
    assert understand_message(text).is_need


def test_a_sentence_that_says_one_thing_more_is_a_need() -> None:
    assert [text for text in NEEDS.split("|") if not understand_message(text).is_need] == []


@given(
    st.sampled_from([text for texts in NO_MORE.values() for text in texts.split("|")]),
    st.sampled_from(["at 3 Elm Lane", "the trucks", "and fix the lamp", "la basura", "路灯不亮"]),
)
def test_no_order_stays_one_with_a_need_behind_it(order: str, need: str) -> None:
    assert keyword_in(f"{order} {need}") is None


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
    assert understand_message(text).is_need


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
        ("Five!", 5, "", True),
        ("cinco", 5, "", True),
        ("五", 5, "", True),
        ("5 stars", 5, "", True),
        ("4 stars great crew", 4, "great crew", True),
        ("5分", 5, "", True),
        ("5 estrellas, muy bien", 5, "muy bien", True),
        ("⭐⭐⭐⭐☆", 4, "", True),
        ("★★ slow", 2, "slow", True),
        ("4 out of 5", 4, "", True),
        ("2 de 5. Tardaron", 2, "Tardaron", True),
        ("5 👍🏽", 5, "", True),
        ("5 excellent service", 5, "excellent service", True),
        ("1 很不满意", 1, "很不满意", True),
        ("Score: 4", 4, "", True),
        ("I'd give it a 3", 3, "", True),
        ("我打5分", 5, "", True),
        ("4.5", None, "", True),
        ("4-5", None, "", True),
        ("100", None, "", True),
        ("4/10", None, "", True),  # on another scale
        ("8 out of 10", None, "", True),
        ("Great job", None, "Great job", True),
        ("4 out of 5 lamps are dark", 4, "lamps are dark", False),
        ("2 of 3 lamps are dark", None, "lamps are dark", False),
        ("5分钟前路灯灭了", 5, "分钟前路灯灭了", False),
        ("(1/3) The lamp is dark", None, "The lamp is dark", False),  # the first part of three
        ("(1/5) The lamp is dark", 1, "The lamp is dark", False),
        ("(4/5)", 4, "", True),
        ("8/10, too slow", None, "too slow", True),
        ("1/2, Elm Lane is flooded", None, "Elm Lane is flooded", False),
        ("5 service roads are blocked", 5, "service roads are blocked", False),
    ],
)
def test_a_number_is_read_in_any_digits_and_only_with_a_sign_do_words_belong_to_it(
    text: str, number: int | None, rest: str, short: bool
) -> None:
    meaning = understand_message(text)
    assert (meaning.number, meaning.rest, meaning.short) == (number, rest, short)


@pytest.mark.parametrize(
    "text", ["one lamp is dark", "five", "No. 12, Elm Lane is dark", "Number 5 is dark", "good road"]
)
def test_a_number_in_words_is_one_only_alone(text: str) -> None:
    assert understand_message(text).kind == ("number" if text == "five" else "words")


@pytest.mark.parametrize("text", ["5:30 in the morning", "2.5 metres", "1234 Elm Lane", "15550142777", "3/4/26"])
def test_a_time_an_amount_or_a_long_number_is_no_short_answer(text: str) -> None:
    meaning = understand_message(text)
    assert meaning.number is None or not meaning.short


@pytest.mark.parametrize(
    "typed", ["7KQ2-M4TX-9BWD-D", "7kq2 m4tx 9bwd d", "7KQ2M4TX9BWDD", "7kq2.m4tx.9bwd.d", "7KQ2 - M4TX - 9BWD - D"]
)
def test_a_reference_is_found_however_it_is_typed(typed: str) -> None:
    assert find_reference(f"My case {typed}?") == (REFERENCE, True)
    assert find_reference(f"{typed} is not repaired") == (REFERENCE, False)


def test_words_that_could_be_a_reference_are_none() -> None:
    letters = "ABCDEFGHJKMNPQRSTVWXYZ"
    words = [f"that road near {letter}" for letter in letters]
    assert any(read_reference(four) for four in words)  # the check character alone would let one pass
    assert [find_reference(f"{four} broken lamp") for four in words] == [None] * len(words)


@given(st.integers(0, 10**6), st.sampled_from(["", " ", "-", "."]), st.booleans())
def test_every_reference_is_found_in_a_sentence(number: int, gap: str, small: bool) -> None:
    reference = a_reference(number)
    typed = reference.replace("-", gap).lower() if small else reference.replace("-", gap)
    found = find_reference(f"about {typed}, please")
    digits = any(letter.isdigit() for letter in reference)
    assert found is not None and found.reference == reference if digits or gap in ("", "-") else True


@given(st.integers(0, 10**6), st.sampled_from(["", " ", "-", "."]), st.sampled_from(["{}", "ref {}", "Status {}?"]))
def test_every_reference_is_found_when_nothing_else_is_said(number: int, gap: str, said: str) -> None:
    reference = a_reference(number)
    assert find_reference(said.format(reference.replace("-", gap).lower())) == (reference, True)


def test_a_reference_of_letters_alone_is_found_with_spaces() -> None:
    body = next(
        body for body in map("".join, combinations("ABCDEFGHJKMNPQRSTV", 12)) if check_character(body) in LETTERS[10:]
    )
    typed = " ".join([body[0:4], body[4:8], body[8:12], check_character(body)])
    assert find_reference(f"Status {typed}?") == (read_reference(typed), True)


@given(st.text(max_size=300))
def test_no_message_is_too_strange(text: str) -> None:
    meaning = understand_message(text)
    talk = Talk(
        identity="x", asked=(PendingQuestion(kind="survey", until=SOON, reference=REFERENCE, choices=("standard",)),)
    )
    assert next_move(meaning, talk, NOW).kind


def move(text: str, *asked: PendingQuestion, **talk: object) -> tuple[str, str | None]:
    found = next_move(understand_message(text), Talk(identity="x", asked=asked, **talk), NOW)  # type: ignore[arg-type]
    return found.kind, found.reference


QUESTION = PendingQuestion(kind="question", until=SOON, reference=REFERENCE)
SURVEY = PendingQuestion(kind="survey", until=SOON, reference=OTHER, choices=("standard",))
PICK = PendingQuestion(kind="pick", until=SOON, choices=(REFERENCE, OTHER))
HELPED = PendingQuestion(kind="helped", until=SOON, choices=("bins", "1"))
EXPLAIN = PendingQuestion(kind="explain", until=SOON, reference=REFERENCE, choices=("standard", "why"))
LANGUAGE = PendingQuestion(kind="language", until=SOON, reference=REFERENCE, choices=("en", "es"))


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
        ("Remove", (QUESTION,), ("answer", REFERENCE)),
        ("Salir", (QUESTION,), ("answer", REFERENCE)),
        ("Español, por favor", (LANGUAGE, QUESTION), ("speak", REFERENCE)),
        ("English", (LANGUAGE,), ("speak", REFERENCE)),
        ("Spanish please", (LANGUAGE,), ("speak", REFERENCE)),
        ("2 please", (LANGUAGE,), ("speak", REFERENCE)),
        ("中文", (LANGUAGE,), ("open", None)),  # not offered
        ("English", (QUESTION,), ("answer", REFERENCE)),
        ("English Street is dark", (LANGUAGE,), ("open", None)),
        ("5", (SURVEY, LANGUAGE), ("score", OTHER)),  # there is no fifth language
        ("2", (SURVEY, LANGUAGE), ("speak", REFERENCE)),
        ("8", (SURVEY, LANGUAGE), ("again", None)),
        ("5", (SURVEY, PICK), ("again", None)),
        ("yes", (), ("unasked", None)),
        ("No, thanks", (), ("unasked", None)),
        ("yes please", (QUESTION,), ("answer", REFERENCE)),
        ("no", (SURVEY,), ("score", OTHER)),
        ("5 stars", (SURVEY,), ("score", OTHER)),
        ("4.5", (SURVEY,), ("again", OTHER)),
        ("Great job", (SURVEY,), ("again", OTHER)),
        ("Great job", (), ("open", None)),
        ("👍", (HELPED,), ("hear", None)),
        ("👎🏿", (HELPED,), ("hear", None)),
        ("👍", (QUESTION,), ("answer", REFERENCE)),
        ("2 weeks and nothing happened", (EXPLAIN,), ("explain", REFERENCE)),
        ("slow service", (EXPLAIN,), ("explain", REFERENCE)),
    ],
)
def test_what_a_message_means_depends_on_what_we_asked(
    text: str, asked: tuple[PendingQuestion, ...], expected: tuple[str, str | None]
) -> None:
    assert move(text, *asked) == expected


def test_what_we_asked_long_ago_is_not_answered_and_what_follows_soon_belongs_to_the_case_before() -> None:
    past = PendingQuestion(kind="question", until=PAST, reference=REFERENCE)
    assert move("on the left", past) == ("open", None)
    assert move("on the left", about=OTHER, about_until=SOON) == ("add", OTHER)
    assert move("on the left", about=OTHER, about_until=PAST) == ("open", None)
    assert move("7", about=OTHER, about_until=SOON) == ("add", OTHER)
