"""Whoever asks is answered: on a page in their language, beside the services that the box finds, and by programs; and
says whether it helped."""

from __future__ import annotations

import json
import re
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
from tests.builders import an_api_event
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
