"""What a resident wrote in another language is translated beside the original where it is asked for, and an answer goes
out translated only once who wrote it has read it. Amazon Translate is played by a client that answers in its place."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import unescape
from types import SimpleNamespace
from typing import Any

import pytest

from onestop.runtime.clients import client
from onestop.runtime.pages.form_marks import FIELD
from onestop.storage.cases.read_case import load_whole
from tests.aws_in_memory import Aws
from tests.functional.desk.desking import Browser, hidden_in, signed_in
from tests.functional.desk.test_case_acts import a_case_that, done, forms_on, page_of, send
from tests.functional.stories import case_file, types

SAID = "Hay un hoyo muy profundo."
SPANISH = {"description": SAID, "contact": {"language": "es"}}


@pytest.fixture
def wanted(aws: Aws, release: dict[str, Any]) -> None:
    aws.publish(release | {"jurisdiction": release["jurisdiction"] | {"desk": {"translate": True}}})


@pytest.fixture
def asked(aws: Aws, wanted: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[dict[str, str]]]:
    """What Amazon Translate is asked; it says everything in brackets, and does not answer about what is broken."""
    monkeypatch.setenv("TRANSLATOR", "amazon")
    calls: list[dict[str, str]] = []

    def answer(model: Any, params: dict[str, Any], **_: Any) -> Any:
        sent = json.loads(params["body"])
        calls.append(sent)
        if "broken" in sent["Text"]:
            error = {"Error": {"Code": "ServiceUnavailableException", "Message": "Later."}}
            return SimpleNamespace(status_code=503), error
        return SimpleNamespace(status_code=200), {"TranslatedText": f"[{sent['TargetLanguageCode']}: {sent['Text']}]"}

    events = client("translate").meta.events
    events.register_first("before-call.translate.TranslateText", answer)
    yield calls
    events.unregister("before-call.translate.TranslateText", answer)


def translated(browser: Browser, reference: str) -> str:
    answer = browser.submit(f"/desk/cases/{reference}/translation", [], seen=f"/desk/cases/{reference}")
    assert answer["statusCode"] == 200, answer["body"]
    return str(unescape(answer["body"]))


def seen_first(browser: Browser, reference: str, text: str, path: str = "translated", **more: str) -> dict[str, Any]:
    """The page on which a message is read before it is sent."""
    page = page_of(browser, reference)
    how, field = ("ask", "question") if path.startswith("tasks") else ("message", "text")
    fields = {**dict(forms_on(page)[how][1]), field: text, **more}
    answer: dict[str, Any] = browser.post(f"/desk/cases/{reference}/{path}", list(fields.items()))
    return answer


def test_where_it_is_off_the_page_says_so_only_where_the_languages_differ(aws: Aws) -> None:
    assert "Translations are switched off." in page_of(signed_in(), a_case_that(**SPANISH))["body"]
    assert (
        "Translations are switched off."
        not in page_of(signed_in(language="es", sub="clerk-2"), a_case_that(**SPANISH))["body"]
    )
    assert "Translations are switched off." not in page_of(signed_in(), a_case_that())["body"]


def test_without_a_machine_nothing_is_offered_however_much_it_is_wanted(aws: Aws, wanted: None) -> None:
    reference = a_case_that(**SPANISH)
    assert "Translations are switched off." in page_of(signed_in(), reference)["body"]
    assert "/translat" not in page_of(signed_in(), reference)["body"]
    assert seen_first(signed_in(), reference, "Tomorrow.")["statusCode"] == 409


def test_without_the_jurisdiction_nothing_leaves_however_it_is_deployed(
    aws: Aws, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRANSLATOR", "amazon")
    assert "Translations are switched off." in page_of(signed_in(), a_case_that(**SPANISH))["body"]


def test_what_was_said_stands_beside_its_translation_only_where_it_is_asked_for(
    aws: Aws, asked: list[dict[str, str]]
) -> None:
    browser, reference = signed_in(), a_case_that(**SPANISH)
    page = page_of(browser, reference)["body"]
    assert "Translate into English" in page
    assert asked == []
    body = translated(browser, reference)
    assert asked == [{"Text": SAID, "SourceLanguageCode": "es", "TargetLanguageCode": "en"}]
    assert f'lang="es">{SAID}</blockquote>' in body
    assert f'<p class="hint">Translated by a machine</p>[en: {SAID}]' in body
    page_of(browser, reference)
    assert len(asked) == 1
    assert case_file(reference).case.version == 3  # nothing happened to the case


def test_words_that_somebody_may_not_see_are_not_sent_anywhere(aws: Aws, asked: list[dict[str, str]]) -> None:
    reference = a_case_that(**SPANISH)
    assert signed_in(agency="water").submit(
        f"/desk/cases/{reference}/translation", [], seen="/desk"
    )["statusCode"] == 404  # fmt: skip
    assert asked == []


def test_when_the_translator_does_not_answer_the_original_stays_and_a_line_says_so(
    aws: Aws, asked: list[dict[str, str]]
) -> None:
    browser, reference = signed_in(), a_case_that(**SPANISH | {"description": "Todo está broken."})
    body = translated(browser, reference)
    assert "The translator does not answer at the moment." in body
    assert "Todo está broken." in body
    assert "Translated by a machine" not in body
    assert "Translate into English" in body  # it can be asked for again


def test_an_answer_goes_out_translated_once_it_was_read_marked_and_with_the_original(
    aws: Aws, asked: list[dict[str, str]]
) -> None:
    browser, reference = signed_in(), a_case_that(**SPANISH)
    assert "See it in Español first" in unescape(page_of(browser, reference)["body"])
    before = types(reference)
    shown = seen_first(browser, reference, "We come on Tuesday.")
    assert shown["statusCode"] == 200
    assert "A machine translated this. Nothing was sent yet." in unescape(shown["body"])
    assert types(reference) == before
    fields = {**hidden_in(shown["body"].partition("<details")[0]), "how": "message"}
    marked = "Este mensaje lo tradujo una máquina. Esto es lo que se escribió:"
    sent = f"[es: We come on Tuesday.]\n\n{marked}\n\nWe come on Tuesday."
    assert fields["text"] == sent
    done(browser.post(f"/desk/cases/{reference}/notes", list(fields.items())))
    assert load_whole(reference).contacts[-1].text == sent
    assert types(reference)[-1] == "contact.sent"


def test_a_question_can_be_read_translated_too(aws: Aws, asked: list[dict[str, str]]) -> None:
    browser, reference = signed_in(), a_case_that(**SPANISH)
    shown = seen_first(browser, reference, "Which lane?", "tasks/01/translated")
    fields = {**hidden_in(shown["body"].partition("<details")[0]), "how": "ask"}
    done(browser.post(f"/desk/cases/{reference}/tasks/01/question", list(fields.items())))
    assert case_file(reference).tasks[0].waits_for == "resident"
    assert load_whole(reference).contacts[-1].text.startswith("[es: Which lane?]\n\nEste mensaje")


@pytest.mark.parametrize(
    ("text", "status", "words"),
    [
        ("", 400, "Write something here."),
        ("a" * 5_000, 400, "You wrote 5,000"),
        ("b" * 3_000, 400, "with its translation it has 6,"),
        ("This is broken.", 503, "nothing was sent. What you wrote is still here."),
    ],
)
def test_what_stands_in_the_way_of_a_translated_answer_is_said_and_nothing_is_lost(
    aws: Aws, asked: list[dict[str, str]], text: str, status: int, words: str
) -> None:
    browser, reference = signed_in(), a_case_that(**SPANISH)
    before = types(reference)
    answer = seen_first(browser, reference, text)
    body = unescape(answer["body"])
    assert answer["statusCode"] == status
    assert words in body
    assert text in body
    assert types(reference) == before


def test_whoever_may_not_write_to_the_resident_sees_no_translated_answer(aws: Aws, asked: list[dict[str, str]]) -> None:
    reference = a_case_that(**SPANISH)
    auditor = signed_in(role="auditor", sub="auditor-1")
    page = auditor.get(f"/desk/cases/{reference}")
    fields = [(FIELD, hidden_in(page["body"])[FIELD]), ("text", "Hello.")]
    assert auditor.post(f"/desk/cases/{reference}/translated", fields)["statusCode"] == 403
    assert asked == []


def test_what_is_sent_without_a_translation_is_sent_as_it_was_written(aws: Aws, asked: list[dict[str, str]]) -> None:
    browser, reference = signed_in(), a_case_that(**SPANISH)
    done(send(browser, page_of(browser, reference), "message", text="Vamos el martes."))
    assert load_whole(reference).contacts[-1].text == "Vamos el martes."
    assert asked == []
