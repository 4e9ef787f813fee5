"""A question of a resident has its answer ready on the page of the case: read, and sent with one key."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest

from onestop.domain.cases.lifecycle import TaskStatus
from onestop.storage.cases.read_case import load_whole
from tests.aws_in_memory import Aws
from tests.functional.desk.desking import Browser, hidden_in, signed_in
from tests.functional.desk.test_case_acts import page_of
from tests.functional.stories import case_file, open_case, route

KEYED = re.compile(r'<button class="button" data-key="y">')
AREA = re.compile(r'<textarea id="step-0-[^"]*" name="0.text"[^>]*>\n(.*?)</textarea>', re.DOTALL)
KEY = re.compile(r'name="macro" value="answer:library-hours"><input type="hidden" name="key" value="([^"]*)"')
ASKED = "¿Cuándo abren las bibliotecas?"


@pytest.fixture(autouse=True)
def published(aws: Aws, release: dict[str, Any], answer_index: bytes) -> None:
    aws.publish(release, answer_index)


def a_question(text: str = ASKED, language: str = "es") -> str:
    contact = {"name": "Ana", "email": "ana@resident.example", "language": language}
    reference = str(open_case(service_code="information", description=text, place=None, contact=contact)["reference"])
    route(reference)
    return reference


def at_the_desk() -> Browser:
    return signed_in(agency="contact-centre")


def test_the_answer_is_proposed_in_the_language_of_the_resident_and_sent_with_one_key() -> None:
    browser, reference = at_the_desk(), a_question()
    page = page_of(browser, reference)["body"]
    assert len(KEYED.findall(page)) == 1
    assert "Proposed answer: ¿Cuándo abren las bibliotecas?" in page
    text = unescape(AREA.search(page)[1])
    assert "Horario de las bibliotecas" in text
    assert "¿Respondió esto a su pregunta?" in text
    key = KEY.search(page)[1]
    fields = [("macro", "answer:library-hours"), ("key", key), ("seen", str(case_file(reference).case.version))]
    fields += [("step", "message"), ("step", "done"), ("0.text", text)]
    sent = browser.submit(f"/desk/cases/{reference}/tasks/01/macro", fields, seen=f"/desk/cases/{reference}")
    assert sent["statusCode"] == 303, sent["body"]
    assert case_file(reference).tasks[0].status is TaskStatus.DONE
    written = load_whole(reference).contacts
    assert any("Horario de las bibliotecas" in (each.text or "") for each in written)


def test_another_answer_is_chosen_with_one_click_and_nothing_is_proposed_where_none_fits() -> None:
    browser = at_the_desk()
    reference = a_question("what time does the library close and how do i get a library card", "en")
    page = page_of(browser, reference)["body"]
    others = re.findall(r"macro=answer%3A([a-z-]+)", page)
    assert others
    chosen = browser.get(f"/desk/cases/{reference}", macro=f"answer:{others[0]}", task="01")["body"]
    assert f'value="answer:{others[0]}"' in chosen
    for text in ("Just wanted to say xyzzy plugh.", "gracias por todo"):
        assert not KEYED.search(page_of(browser, a_question(text))["body"])


def test_who_may_not_write_to_the_resident_is_proposed_nothing() -> None:
    reference = a_question()
    seen = signed_in(agency="streets").get(f"/desk/cases/{reference}")
    assert not KEYED.search(seen["body"])
    assert hidden_in(at_the_desk().get("/desk")["body"])["form"]


def test_whoever_takes_a_call_reads_the_answer_out_in_the_language_of_the_caller() -> None:
    fields = [("about", "when does the library open"), ("language", "es"), ("do", "find")]
    shown = at_the_desk().submit("/desk/new", fields, seen="/desk/new")
    assert shown["statusCode"] == 200
    assert "Horario de las bibliotecas" in shown["body"]
