"""Whoever asks is answered: on a page in their language, beside the services that the box finds, and by programs; and
says whether it helped."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta
from typing import Any

import pytest

from onestop.domain.answers.index_file import write_index
from onestop.storage.catalogue.articles import counts_of_answer
from onestop.storage.catalogue.releases import current
from onestop_cli.answers.compile_index import index_of_release
from onestop_cli.answers.helpful_articles import lines_of_helped
from onestop_cli.project import find_project
from portal import handler as portal
from tests.aws_in_memory import Aws
from tests.builders import NOW, an_api_event
from tests.functional.portal.reading import language_of, post, value_of

ASKED = {"en": "what day is trash pickup", "es": "qué día pasa la basura", "zh-Hans": "哪天收垃圾"}


@pytest.fixture(autouse=True)
def published(aws: Aws, release: dict[str, Any], answer_index: bytes) -> None:
    aws.publish(release, answer_index)


def ask(path: str, method: str = "GET", **more: Any) -> dict[str, Any]:
    event = an_api_event(method, path, **more)
    event |= {"resource": "/{proxy+}", "pathParameters": {"proxy": path[1:]}}
    event["requestContext"] |= {"resourcePath": "/{proxy+}", "httpMethod": method}
    return portal.handle(event, None)


@pytest.mark.parametrize("language", sorted(ASKED))
def test_the_box_shows_answers_beside_services_with_a_page_each(language: str, release: dict[str, Any]) -> None:
    found = ask("/search", query={"q": ASKED[language], "lang": language})
    assert found["statusCode"] == 200
    assert re.findall(r"/answers/([a-z-]+)\?", found["body"])[0] == "bin-days"
    assert "/report?service=missed-collection" in found["body"]
    page = ask("/answers/bin-days", query={"q": ASKED[language], "lang": language})
    assert page["statusCode"] == 200
    assert language_of(page) == language
    words = release["answers"]["bin-days"]["languages"][language]
    assert words["title"] in page["body"]
    assert words["short"][0]["text"] in page["body"]
    assert "((" not in page["body"]
    assert value_of(page, "q") == ASKED[language]


def test_all_articles_are_listed_and_one_that_there_is_not_is_a_page_that_says_so(release: dict[str, Any]) -> None:
    listed = ask("/answers", query={"lang": "es"})
    assert set(re.findall(r"/answers/([a-z-]+)\?", listed["body"])) == set(release["answers"])
    assert ask("/answers/nothing")["statusCode"] == 404
    assert ask("/api/answers/nothing")["statusCode"] == 404


def test_an_article_in_one_language_alone_is_suggested_and_listed_in_that_one(aws: Aws, release: Any) -> None:
    article = release["answers"]["library-hours"]
    only = {**article, "languages": {"es": article["languages"]["es"]}}
    changed: Any = {**release, "answers": {**release["answers"], "library-hours": only}}
    aws.publish(changed, write_index(index_of_release(changed, find_project().sample_jurisdiction, None)))
    title = article["languages"]["es"]["title"]
    asked = {"text": "horario de las bibliotecas", "lang": "zh-Hans"}
    suggested = json.loads(ask("/api/suggestions", query=asked)["body"])
    assert {"code": "library-hours", "title": title} in suggested["answers"]
    assert title in ask("/answers", query={"lang": "zh-Hans"})["body"]


def test_what_was_typed_suggests_answers_too() -> None:
    suggested = json.loads(ask("/api/suggestions", query={"text": "library hou", "lang": "en"})["body"])
    assert suggested["answers"][0] == {"code": "library-hours", "title": "When are the libraries open?"}


def test_a_program_finds_an_article_and_reads_all_its_parts() -> None:
    found = json.loads(ask("/api/answers", query={"q": "perdí mi acta de nacimiento", "lang": "es"})["body"])
    first = found["answers"][0]
    assert (first["code"], first["language"]) == ("birth-certificate", "es")
    read = ask("/api/answers/birth-certificate", query={"lang": "es"})
    whole = json.loads(read["body"])
    assert whole["version"] == first["version"]
    assert whole["sms"].startswith("Una copia cuesta $32,50")
    assert whole["speech"].startswith('<speak xml:lang="es">')
    assert read["headers"]["Access-Control-Allow-Origin"] == "*"
    assert ask("/api/answers", query={"q": "x" * 201})["statusCode"] == 400
    assert json.loads(ask("/api/answers")["body"])["answers"] == []


def test_whether_it_helped_is_counted_and_who_was_not_helped_goes_on_to_a_person() -> None:
    yes = post("/answers/bin-days", {"helped": "yes"}, lang="en")
    assert "Thank you for telling us." in yes["body"]
    no = post("/answers/bin-days", {"helped": "no", "q": "which day on Elm Street?"}, lang="en")
    assert "/report/what" in no["body"]
    assert "which day on Elm Street?" in no["body"]
    assert post("/answers/bin-days", {"helped": "perhaps"}, lang="en")["statusCode"] == 400
    told = ask("/api/answers/bin-days/helped", "POST", body={"helped": True, "channel": "chat"})
    assert told["statusCode"] == 204
    counts = {(each.channel, each.helped): each.count for each in counts_of_answer("bin-days")}
    assert counts == {("web", True): 1, ("web", False): 1, ("chat", True): 1}


def heard() -> int:
    return sum(each.count for each in counts_of_answer("bin-days"))


def press(
    helped: str, key: str, network: str = "8.8.4.4", browser: str = "A", at: datetime = NOW, **query: str
) -> None:
    fields = f"helped={helped}&key={key}"
    sent = {"Content-Type": "application/x-www-form-urlencoded", "User-Agent": browser, "X-Clock": at.isoformat()}
    event = an_api_event("POST", "/answers/bin-days", body=fields, headers=sent, query=query or None)
    event |= {"resource": "/{proxy+}", "pathParameters": {"proxy": "answers/bin-days"}}
    event["requestContext"] |= {"resourcePath": "/{proxy+}", "identity": {"sourceIp": network}}
    assert portal.handle(event, None)["statusCode"] == 200


def test_the_same_form_pressed_twice_counts_once_wherever_it_is_sent_from() -> None:
    key = value_of(ask("/answers/bin-days", query={"lang": "en"}), "key")
    for _ in range(2):
        post("/answers/bin-days", {"helped": "yes", "key": key}, lang="en")
    assert heard() == 1


def test_each_has_one_voice_a_day_about_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLOCK", "stated")
    press("yes", "one")
    press("no", "two")
    assert heard() == 1
    press("yes", "three", browser="B")
    press("yes", "four", network="8.8.8.8")
    press("yes", "five", at=NOW + timedelta(days=1))
    assert heard() == 4


def test_a_device_that_many_use_has_a_voice_for_each_and_a_network_no_more_than_sixty_an_hour(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CLOCK", "stated")
    for number in range(62):
        press("yes", f"form-{number}", view="kiosk")
    assert heard() == 60


def test_a_program_that_sends_a_key_again_is_counted_once() -> None:
    for key in ("a-key-of-a-chat-program", "a-key-of-a-chat-program", "another-key-of-a-program"):
        told = ask(
            "/api/answers/bin-days/helped",
            "POST",
            body={"helped": True, "channel": "chat"},
            headers={"Content-Type": "application/json", "Idempotency-Key": key},
        )
        assert told["statusCode"] == 204
    assert heard() == 2


def test_a_city_without_articles_has_pages_all_the_same(aws: Aws, release: dict[str, Any]) -> None:
    aws.publish({name: said for name, said in release.items() if name != "answers"})
    assert "There are no answers yet." in ask("/answers", query={"lang": "en"})["body"]
    assert ask("/search", query={"q": "library", "lang": "en"})["statusCode"] == 200
    assert json.loads(ask("/api/answers", query={"q": "library"})["body"])["answers"] == []


def test_an_owner_reads_which_articles_help_least() -> None:
    assert list(lines_of_helped(current())) == ["Nobody has said yet whether an answer helped."]
    for code, helped in (("bin-days", "yes"), ("dog-licence", "no"), ("bin-days", "no"), ("dog-licence", "no")):
        post(f"/answers/{code}", {"helped": helped}, lang="en")
    assert list(lines_of_helped(current())) == [
        "dog-licence: helped 0 of 2 (web no 2)",
        "bin-days: helped 1 of 2 (web no 1, web yes 1)",
    ]
