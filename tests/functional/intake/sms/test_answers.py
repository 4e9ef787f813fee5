"""A question by text message is answered at once where an article surely answers it; who was not helped gets a case."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from onestop.domain.answers.gsm import messages_of
from onestop.domain.people.person import identity_of
from onestop.runtime.keys import identity_key
from onestop.storage.catalogue.articles import counts_of_answer
from onestop.storage.incoming.talks import find_talk
from tests.aws_in_memory import Aws
from tests.functional.intake.sms.texting import NEED, NUMBER, replies, text
from tests.functional.stories import case_file

ASKED = {
    "en": "When are the libraries open?",
    "es": "¿Cuándo abren las bibliotecas?",
    "zh-Hans": "图书馆几点开门？",
}
TOLD = {"en": "Monday to Thursday 10:00 am", "es": "Horario de las bibliotecas", "zh-Hans": "开放时间"}


@pytest.fixture(autouse=True)
def published(aws: Aws, release: dict[str, Any], answer_index: bytes) -> None:
    aws.publish(release, answer_index)


@pytest.mark.parametrize("language", sorted(ASKED))
def test_a_question_is_answered_in_its_language_and_opens_no_case(aws: Aws, language: str) -> None:
    received = text(ASKED[language])
    assert (received.what, received.reference) == ("recorded", None)
    (reply,) = replies(aws)
    assert TOLD[language] in reply
    assert messages_of(reply.partition("\n")[0]) == 1


@pytest.mark.parametrize("said", ["1", "yes", "Sí", "是"])
def test_who_was_helped_says_so_with_one_word_and_is_thanked(aws: Aws, said: str) -> None:
    text(ASKED["en"])
    assert text(said, after=60 * 1).what == "recorded"
    assert [(each.channel, each.helped, each.count) for each in counts_of_answer("library-hours")] == [("sms", True, 1)]
    assert len(replies(aws)) == 2
    assert text(said, after=60 * 2).reference is None or said != "1"


@pytest.mark.parametrize("said", ["2", "no", "不"])
def test_who_was_not_helped_gets_a_case_to_which_their_next_words_are_added(aws: Aws, said: str) -> None:
    text(ASKED["en"])
    opened = text(said, after=60 * 1)
    assert opened.what == "opened"
    assert "When are the libraries open?" in (case_file(opened.reference or "").request.description or "")
    assert opened.reference in replies(aws)[-1]
    assert text("I mean the one in Millbrook", after=60 * 2).reference == opened.reference
    assert [(each.helped, each.count) for each in counts_of_answer("library-hours")] == [(False, 1)]


def test_a_need_opens_a_case_as_ever_though_an_article_speaks_of_it(aws: Aws) -> None:
    assert text(NEED).what == "opened"
    assert text("my garbage was not collected", after=60 * 60).what == "opened"


def test_the_words_of_a_question_are_not_kept_with_the_conversation(aws: Aws) -> None:
    text(ASKED["en"])
    talk = find_talk(identity_of(NUMBER, identity_key()))
    assert "libraries" not in str(talk)
    assert talk.asked[0].until - talk.answered[0] == timedelta(days=1)
