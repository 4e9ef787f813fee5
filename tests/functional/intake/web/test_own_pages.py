"""The pages on which a resident does something about their own case: what they show, refuse and do, once each."""

from __future__ import annotations

import copy
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from onestop.domain.cases.case import Task
from onestop.domain.cases.lifecycle import Status, TaskStatus
from onestop.runtime import links
from onestop.storage.cases.case_rows import case_row
from onestop.storage.cases.read_case import load_whole
from tests.aws_in_memory import Aws
from tests.functional.dialogue import BUSINESS, TREE, ask, merge, opened, resolve, staff_act
from tests.functional.portal.reading import follow, get, language_of, post, title_of, value_of, wrong_in
from tests.functional.stories import case_file, end_stage, in_progress, take_step, types

LANGUAGES = ("en", "zh-Hans", "es")
WORDS = "左边。\nمرحبا <b>"
FIELDS = [
    {"code": "size", "kind": "number", "required": True},
    {"code": "day", "kind": "date", "required": True},
    {"code": "gone", "kind": "yesno", "required": True},
    {
        "code": "kind",
        "kind": "choice",
        "required": True,
        "choices": [{"code": "oak", "name": {"en": "Oak", "zh-Hans": "橡树", "es": "Roble"}}],
    },
    {
        "code": "tools",
        "kind": "choices",
        "required": True,
        "choices": [
            {"code": "saw", "name": {"en": "Saw", "zh-Hans": "锯", "es": "Sierra"}},
            {"code": "axe", "name": {"en": "Axe", "zh-Hans": "斧", "es": "Hacha"}},
        ],
    },
    {"code": "words", "kind": "text", "required": False},
]
FILLED = {
    "result-size": "12,5",
    "result-day": "2026-11-23",
    "result-gone": "no",
    "result-kind": "oak",
    "result-tools.saw": "yes",
    "result-tools.axe": "yes",
    "result-words": "树已清除",
}


def secret_of(reference: str) -> str:
    return links.secret_of(links.TRACK, reference)


def open_form(path: str, reference: str, **query: str) -> dict[str, Any]:
    return get(f"/{path}", secret=secret_of(reference), **query)


def send(path: str, reference: str, lang: str = "en", **fields: str) -> dict[str, Any]:
    return post(f"/{path}", {"secret": secret_of(reference), **fields}, lang=lang)


def contacts(reference: str) -> list[str]:
    return [contact.text for contact in load_whole(reference).contacts if contact.direction == "in"]


def own_part(reference: str) -> Task:
    return next(task for task in case_file(reference).open_tasks() if task.waits_for == "resident")


@pytest.fixture
def tree(aws: Aws, release: dict[str, Any]) -> tuple[str, str]:
    """A case whose resident has a part with every kind of field: its reference, and the address of the part."""
    release = copy.deepcopy(release)
    service = next(each for each in release["services"] if each["code"] == "fallen-tree")
    part = next(task for stage in service["plan"] for task in stage["tasks"] if task["code"] == "confirm-removal")
    part["results"] = [{"name": {"en": each["code"], "zh-Hans": "项", "es": "x"}, **each} for each in FIELDS]
    part["results"][2]["name"] = {"en": "Is it gone?", "zh-Hans": "是否已清除？", "es": "¿Ya no está?"}
    aws.publish(release)
    reference = opened(**TREE, answers={"land": "private"})["reference"]
    resolve_until_own_part(reference)
    return reference, f"part/{reference}/{own_part(reference).id}"


def resolve_until_own_part(reference: str) -> None:
    end_stage(reference)
    take_step("advance", reference)


# ---------------------------------------------------------------- telling us something


@pytest.mark.usefixtures("aws")
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_form_shows_what_we_asked_in_the_language_of_the_visit(language: str) -> None:
    reference = in_progress()["reference"]
    ask(reference, "Which side? <i>")
    answer = open_form(f"tell/{reference}", reference, lang=language)
    assert answer["statusCode"] == 200
    assert language_of(answer) == language
    assert '<blockquote class="said" dir="auto">Which side? &lt;i&gt;</blockquote>' in answer["body"]


@pytest.mark.usefixtures("aws")
def test_an_answer_is_kept_resumes_the_work_and_leads_back_to_the_case() -> None:
    reference = in_progress()["reference"]
    task = ask(reference, "Which side?")
    answer = send(f"tell/{reference}", reference, text=WORDS)
    page = follow(answer)
    assert contacts(reference) == [WORDS]
    assert next(each for each in case_file(reference).tasks if each.id == task.id).status is TaskStatus.OPEN
    assert page["statusCode"] == 200
    assert "Thank you. Everybody who works on your case can read" in page["body"]
    assert "左边。\nمرحبا &lt;b&gt;" in page["body"]


@pytest.mark.usefixtures("aws")
def test_a_message_sent_twice_is_one_message_and_two_forms_are_two() -> None:
    reference = in_progress()["reference"]
    first, second = (value_of(open_form(f"tell/{reference}", reference), "key") for _ in range(2))
    for key in (first, first, second):
        assert send(f"tell/{reference}", reference, text="Hello", key=key)["statusCode"] == 303
    assert contacts(reference) == ["Hello", "Hello"]


@pytest.mark.usefixtures("aws")
def test_other_words_under_the_same_key_are_offered_again() -> None:
    reference = in_progress()["reference"]
    send(f"tell/{reference}", reference, text="One", key="k")
    answer = send(f"tell/{reference}", reference, text="Two", key="k")
    assert answer["statusCode"] == 409
    assert wrong_in(answer) == ["send"]
    assert "Two" in answer["body"]
    assert send(f"tell/{reference}", reference, text="Two", key=value_of(answer, "key"))["statusCode"] == 303


@pytest.mark.usefixtures("aws")
@pytest.mark.parametrize("path", ["tell", "reopen", "withdraw"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_words_that_are_too_many_are_named_at_their_field_and_kept(path: str, language: str) -> None:
    reference = in_progress()["reference"]
    if path == "reopen":
        resolve(reference)
    field = "text" if path == "tell" else "reason"
    answer = send(f"{path}/{reference}", reference, language, **{field: "字" * 4001})
    assert answer["statusCode"] == 400
    assert wrong_in(answer) == [field]
    assert f'id="{field}-wrong"' in answer["body"]
    assert "字" * 4001 in answer["body"]
    assert language_of(answer) == language


@pytest.mark.usefixtures("aws")
@pytest.mark.parametrize("path", ["tell", "reopen"])
def test_words_that_are_missing_are_asked_for(path: str) -> None:
    reference = in_progress()["reference"]
    if path == "reopen":
        resolve(reference)
    answer = send(f"{path}/{reference}", reference)
    assert answer["statusCode"] == 400
    assert title_of(answer).startswith("Error: ")
    assert len(wrong_in(answer)) == 1


@pytest.mark.usefixtures("aws")
@pytest.mark.parametrize("words", ["\u200b", "\ufeff \u2800", "\u2066\u2069"], ids=ascii)
def test_an_answer_that_nobody_sees_is_none_and_the_work_still_waits(words: str) -> None:
    reference = in_progress()["reference"]
    task = ask(reference, "Which side?")
    answer = send(f"tell/{reference}", reference, text=words)
    assert (answer["statusCode"], len(wrong_in(answer)), contacts(reference)) == (400, 1, [])
    assert next(each for each in case_file(reference).tasks if each.id == task.id).status is TaskStatus.WAITING


@pytest.mark.usefixtures("aws")
def test_an_emoji_is_an_answer_and_what_nobody_sees_stays_inside_it() -> None:
    reference = in_progress()["reference"]
    for words in ("👩\u200d🔧", "\u200fمرحبا\u200f"):
        assert send(f"tell/{reference}", reference, text=words)["statusCode"] == 303
    assert contacts(reference) == ["👩\u200d🔧", "\u200fمرحبا\u200f"]


# ---------------------------------------------------------------- withdrawing and reopening


@pytest.mark.usefixtures("aws")
def test_nothing_is_withdrawn_by_looking_and_all_by_confirming_once() -> None:
    reference = in_progress()["reference"]
    key = value_of(open_form(f"withdraw/{reference}", reference), "key")
    assert case_file(reference).case.status is Status.IN_PROGRESS
    for _ in range(2):
        answer = send(f"withdraw/{reference}", reference, key=key)
        assert "Your request is withdrawn" in follow(answer)["body"]
    assert case_file(reference).case.because == "withdrawn"
    assert types(reference).count("case.closed") == 1


@pytest.mark.usefixtures("aws")
def test_a_case_is_reopened_with_what_is_still_wrong_and_once() -> None:
    reference = in_progress()["reference"]
    resolve(reference)
    key = value_of(open_form(f"reopen/{reference}", reference), "key")
    for _ in range(2):
        answer = send(f"reopen/{reference}", reference, reason="坑还在", key=key)
        assert "Your case is reopened" in follow(answer)["body"]
    assert types(reference).count("case.reopened") == 1
    assert [note.text for note in load_whole(reference).notes] == ["坑还在"]


@pytest.mark.usefixtures("aws")
@pytest.mark.parametrize("language", LANGUAGES)
def test_who_reopens_a_case_again_and_again_is_asked_to_call_and_told_when_it_goes_on(language: str) -> None:
    reference = in_progress()["reference"]
    for _ in range(3):
        assert send(f"withdraw/{reference}", reference, reason="?")["statusCode"] == 303
        assert send(f"reopen/{reference}", reference, reason="?")["statusCode"] == 303
    send(f"withdraw/{reference}", reference, reason="?")
    shown = open_form(f"reopen/{reference}", reference, lang=language)
    sent = send(f"reopen/{reference}", reference, lang=language, reason="?")
    assert (shown["statusCode"], sent["statusCode"]) == (200, 429)
    assert 86000 < int(sent["headers"]["Retry-After"]) <= 86400
    assert title_of(shown) == title_of(sent)
    assert title_of(sent).startswith({"en": "You had this", "zh-Hans": "您今天已多次", "es": "Hoy ya pidió"}[language])
    assert types(reference).count("case.reopened") == 3


# ---------------------------------------------------------------- a part that is theirs


@pytest.mark.usefixtures("aws")
@pytest.mark.parametrize(
    ("language", "part"),
    [("en", "Send the floor plan"), ("zh-Hans", "提交平面图"), ("es", "Enviar el plano del local")],
)
def test_a_part_without_fields_is_done_with_one_button(language: str, part: str) -> None:
    reference = opened(**BUSINESS)["reference"]
    path = f"part/{reference}/{own_part(reference).id}"
    form = open_form(path, reference, lang=language)
    assert title_of(form).startswith(part)
    key = value_of(form, "key")
    for _ in range(2):
        assert send(path, reference, key=key)["statusCode"] == 303
    assert types(reference).count("task.completed") == 1


@pytest.mark.parametrize(
    ("language", "name"), [("en", "Is it gone?"), ("zh-Hans", "是否已清除？"), ("es", "¿Ya no está?")]
)
def test_fields_and_choices_are_named_in_the_language(tree: tuple[str, str], language: str, name: str) -> None:
    reference, path = tree
    body = open_form(path, reference, lang=language)["body"]
    choice = {"en": "Axe", "zh-Hans": "斧", "es": "Hacha"}[language]
    assert f"<legend>{name}</legend>" in body
    assert f"<span>{choice}</span>" in body
    assert body.count("<legend>") == 3


def test_what_was_filled_in_is_kept_in_its_own_kind(tree: tuple[str, str]) -> None:
    reference, path = tree
    page = follow(send(path, reference, **FILLED))
    part = next(task for task in case_file(reference).tasks if task.code == "confirm-removal")
    assert part.status is TaskStatus.DONE
    assert part.results == {
        "size": 12.5,
        "day": "2026-11-23",
        "gone": False,
        "kind": "oak",
        "tools": ["saw", "axe"],
        "words": "树已清除",
    }
    assert "Thank you. Your part is done." in page["body"]


def test_every_field_that_is_missing_is_named_in_order(tree: tuple[str, str]) -> None:
    reference, path = tree
    answer = send(path, reference)
    assert answer["statusCode"] == 400
    assert wrong_in(answer) == ["result-size", "result-day", "result-gone", "result-kind", "result-tools"]
    assert own_part(reference)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("result-size", "many"),
        ("result-size", "nan"),
        ("result-size", "1e99"),
        ("result-size", "²"),
        ("result-day", "23.11.2026"),
        ("result-day", "2026-02-30"),
        ("result-gone", "perhaps"),
        ("result-kind", "plastic"),
        ("result-words", "x" * 2001),
    ],
)
def test_a_value_that_cannot_be_taken_is_named_and_all_else_is_kept(
    tree: tuple[str, str], field: str, value: str
) -> None:
    reference, path = tree
    answer = send(path, reference, **(FILLED | {field: value}))
    assert answer["statusCode"] == 400
    assert wrong_in(answer) == [field]
    assert "树已清除" in answer["body"] or field == "result-words"
    assert answer["body"].count(" checked>") >= 2


@pytest.mark.usefixtures("aws")
def test_a_task_of_an_agency_is_not_there_for_residents() -> None:
    reference = in_progress()["reference"]
    task = case_file(reference).open_tasks()[0].id
    assert open_form(f"part/{reference}/{task}", reference)["statusCode"] == 404
    assert send(f"part/{reference}/{task}", reference)["statusCode"] == 404
    assert open_form(f"part/{reference}/99", reference)["statusCode"] == 404
    assert "task.completed" not in types(reference)


# ---------------------------------------------------------------- what cannot be done


@pytest.mark.usefixtures("aws")
@pytest.mark.parametrize(
    ("path", "state", "title"),
    [
        ("tell", "withdrawn", "This case is closed"),
        ("withdraw", "withdrawn", "There is nothing to withdraw"),
        ("withdraw", "resolved", "There is nothing to withdraw"),
        ("withdraw", "followed", "Others need this too"),
        ("reopen", "under way", "We are still working on it"),
        ("reopen", "joined", "Your case continues in another one"),
        ("tell", "joined", "Your case continues in another one"),
    ],
)
def test_what_cannot_be_done_now_is_said_in_words(path: str, state: str, title: str) -> None:
    reference = in_progress()["reference"]
    bring_to(reference, state)
    before = types(reference)
    shown = open_form(f"{path}/{reference}", reference, lang="en")
    sent = send(f"{path}/{reference}", reference, text="x", reason="x")
    assert (shown["statusCode"], sent["statusCode"]) == (200, 409)
    assert [title_of(answer).partition(" –")[0] for answer in (shown, sent)] == [title, title]
    assert types(reference) == before


def bring_to(reference: str, state: str) -> None:
    if state == "withdrawn":
        staff_act(reference, "withdrawal", reason="x")
    elif state == "resolved":
        resolve(reference)
    elif state == "joined":
        merge(reference, in_progress()["reference"])
    elif state == "followed":
        merge(in_progress()["reference"], reference)


@pytest.mark.usefixtures("aws")
def test_after_its_time_a_case_is_not_reopened_and_the_page_says_so() -> None:
    reference = in_progress()["reference"]
    staff_act(reference, "withdrawal", reason="x")
    case = case_file(reference).case
    case_row(replace(case, closed_at=case.closed_at - timedelta(days=31))).save()
    shown, sent = (
        open_form(f"reopen/{reference}", reference, lang="en"),
        send(f"reopen/{reference}", reference, reason="x"),
    )
    assert (shown["statusCode"], sent["statusCode"]) == (200, 409)
    assert title_of(sent).startswith("It is too late to reopen this case")
    assert "/reopen/" not in get(f"/track/{reference}", secret=secret_of(reference))["body"]


@pytest.mark.usefixtures("aws")
def test_a_part_that_waits_no_more_is_said_in_words() -> None:
    reference = opened(**BUSINESS)["reference"]
    path = f"part/{reference}/{own_part(reference).id}"
    staff_act(reference, "withdrawal", reason="x")
    shown, sent = open_form(path, reference, lang="en"), send(path, reference)
    assert (shown["statusCode"], sent["statusCode"]) == (200, 409)
    assert title_of(sent).startswith("This part does not wait for you any more")


@pytest.mark.usefixtures("aws")
@pytest.mark.parametrize("path", ["tell/{}", "withdraw/{}", "reopen/{}", "part/{}/01"])
def test_a_page_opens_with_the_secret_of_its_case_only(path: str) -> None:
    reference, other = in_progress()["reference"], in_progress()["reference"]
    survey = links.secret_of(links.SURVEY, reference)
    before = types(reference)
    for secret in ("", "wrong", survey, secret_of(other)):
        shown = get("/" + path.format(reference), secret=secret)
        sent = post("/" + path.format(reference), {"secret": secret, "text": "x", "reason": "x"})
        assert (shown["statusCode"], sent["statusCode"]) == (404, 404)
        assert reference not in shown["body"] + sent["body"]
    assert types(reference) == before


@pytest.mark.usefixtures("aws")
def test_what_a_resident_writes_is_not_logged(logged: Any) -> None:
    reference = in_progress()["reference"]
    send(f"tell/{reference}", reference, text="CANARY-1")
    send(f"withdraw/{reference}", reference, reason="CANARY-2")
    send(f"reopen/{reference}", reference, reason="CANARY-3" * 400)
    assert logged.getvalue()
    assert "CANARY" not in logged.getvalue()
