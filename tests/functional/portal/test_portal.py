"""The front door and the page of a case."""

from __future__ import annotations

import re

import pytest

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.runtime import links
from tests.aws_in_memory import Calls
from tests.builders import a_reference, an_api_event
from tests.functional.portal.reading import follow, get, language_of, title_of, wrong_in
from tests.functional.stories import in_progress, invite, open_case, resolved

LANGUAGES = ("en", "zh-Hans", "es")


@pytest.mark.usefixtures("aws")
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_front_door_lists_every_service_in_the_language(language: str, catalogue: Catalogue) -> None:
    answer = get("/", lang=language)
    assert answer["statusCode"] == 200
    assert language_of(answer) == language
    for service in catalogue.services.values():
        assert service["name"][language] in answer["body"]
        assert f"/report?service={service['code']}&amp;lang={language}" in answer["body"]


@pytest.mark.usefixtures("aws")
def test_the_device_chooses_the_language_until_somebody_does() -> None:
    assert language_of(get("/", headers={"Accept-Language": "zh-CN,zh;q=0.9"})) == "zh-Hans"
    assert language_of(get("/", headers={"Accept-Language": "zh-CN"}, lang="es")) == "es"
    assert language_of(get("/", headers={"Accept-Language": "fr"})) == "en"


@pytest.mark.usefixtures("aws")
def test_a_page_runs_no_script_and_is_kept_by_nobody() -> None:
    headers = get("/track")["headers"]
    assert headers["Content-Security-Policy"].startswith("default-src 'none'; style-src 'sha256-")
    for rule in ("form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'"):
        assert rule in headers["Content-Security-Policy"]
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_a_case_page_is_a_query_for_the_case_and_one_for_how_its_letters_went(calls: Calls) -> None:
    opened = open_case()
    get(f"/track/{opened['reference']}", secret=opened["secret"])  # the release and its lines are read once a process
    calls.forget()
    assert get(f"/track/{opened['reference']}", secret=opened["secret"])["statusCode"] == 200
    assert calls.names == ["Query", "Query"]


@pytest.mark.usefixtures("aws")
def test_a_case_page_shows_status_deadline_reason_and_what_happened() -> None:
    opened = in_progress()
    answer = get(f"/track/{opened['reference']}", secret=opened["secret"], lang="en")
    assert answer["statusCode"] == 200
    assert opened["reference"] in title_of(answer)
    for words in (
        "In progress",
        "We plan to be done by",
        "You chose this service.",
        "We received your request.",
    ):
        assert words in answer["body"]
    assert "Ana" not in answer["body"]


@pytest.mark.usefixtures("aws")
def test_a_case_page_speaks_the_language_of_the_case_and_can_be_switched() -> None:
    opened = open_case(service_code="information", language="zh-Hans")
    answer = get(f"/track/{opened['reference']}", secret=opened["secret"])
    assert language_of(answer) == "zh-Hans"
    assert f"/track/{opened['reference']}?secret={opened['secret']}&amp;lang=es" in answer["body"]


@pytest.mark.usefixtures("aws")
def test_unknown_case_and_wrong_secret_get_the_same_page() -> None:
    opened = open_case()
    unknown = a_reference(99)
    answers = [
        get(f"/track/{opened['reference']}"),
        get(f"/track/{opened['reference']}", secret="wrong"),
        get(f"/track/{unknown}", secret=opened["secret"]),
        get(f"/track/{unknown}", secret=links_secret(unknown)),
        get("/track/nonsense", secret="x"),
    ]
    assert {answer["statusCode"] for answer in answers} == {404}
    assert len({answer["body"] for answer in answers}) == 1
    assert title_of(answers[0]).startswith("We cannot find this")


def links_secret(reference: str) -> str:
    return links.secret_of(links.TRACK, reference)


@pytest.mark.usefixtures("aws")
def test_reference_and_secret_lead_to_the_case_however_they_are_typed() -> None:
    opened = open_case()
    typed = opened["reference"].lower().replace("-", " ")
    answer = follow(get("/track", reference=typed, secret=f" {opened['secret']} ", lang="es"))
    assert answer["statusCode"] == 200
    assert language_of(answer) == "es"


@pytest.mark.usefixtures("aws")
def test_a_wrong_reference_and_a_wrong_secret_are_named() -> None:
    opened = open_case()
    assert wrong_in(get("/track", reference="7KQ2", secret="x")) == ["reference"]
    assert wrong_in(get("/track", reference=opened["reference"], secret="x")) == ["secret"]
    assert wrong_in(get("/track", reference=a_reference(5), secret="x")) == ["secret"]
    assert wrong_in(get("/track")) == []


@pytest.mark.usefixtures("aws")
def test_a_resolved_case_offers_the_survey_while_it_waits() -> None:
    opened = resolved()
    page = f"/track/{opened['reference']}"
    assert "/survey/" not in get(page, secret=opened["secret"])["body"]
    invite(opened["reference"])
    assert "/survey/" in get(page, secret=opened["secret"])["body"]


def test_a_catalogue_that_cannot_be_read_gets_a_page_in_words(aws: object) -> None:
    from onestop.storage.catalogue import releases
    from onestop.storage.tables import CatalogueRow
    from portal import handler as portal

    releases.forget()
    CatalogueRow("CURRENT", "CURRENT").delete()
    answer = portal.handle(an_api_event("GET", "/", headers={"Accept-Language": "es-MX"}), None)
    assert answer["statusCode"] == 500
    assert language_of(answer) == "es"
    assert title_of(answer).startswith("Algo salió mal")
    assert re.search("mencione este número: [0-9a-f-]{36}", answer["body"])
