"""A service with a form is applied for there: people at a screen are led to it, and programs are told where it is."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest

from intake import handler
from intake.api.services import list_services
from onestop.storage.catalogue.releases import current
from tests.aws_in_memory import Aws
from tests.builders import an_api_event, said
from tests.functional.intake.open311.test_conformance import both
from tests.functional.portal.reading import FORM

SERVICE = "street-event-permit"
THERE = f"https://port-ellery.example/apply/{SERVICE}?lang="
PLACE = {"address": "Elm Street"}


@pytest.mark.parametrize("path", ["/report/all", "/report", "/report/check"])
def test_the_page_that_asks_all_at_once_leads_there_too_but_danger_is_said_first(aws: Aws, path: str) -> None:
    def send(**typed: str) -> tuple[int, str | None]:
        body = urlencode({"service": SERVICE, "key": "k" * 24, **typed})
        method = "GET" if path == "/report/all" else "POST"
        event = an_api_event(method, path, query={"lang": "es"} | ({"service": SERVICE} if method == "GET" else {}))
        event |= {"body": body, "headers": FORM} if method == "POST" else {}
        answer = handler.handle(event, None)
        return answer["statusCode"], answer["headers"].get("Location")

    assert send() == (303, f"/apply/{SERVICE}?lang=es")
    if path == "/report":
        assert send(description="I smell gas in the kitchen")[1] is None


@pytest.mark.parametrize("channel", ["web", "mobile", "kiosk"])
def test_a_program_that_brings_such_a_need_is_told_where_it_is_applied_for(aws: Aws, channel: str) -> None:
    body = {"service_code": SERVICE, "channel": channel, "place": PLACE, "language": "es", "answers": {"food": True}}
    answer = handler.handle(an_api_event("POST", "/api/cases", body=body), None)
    [fault] = said(answer)["errors"]
    assert (answer["statusCode"], fault["field"]) == (400, "service_code")
    assert f"{THERE}es" in fault["expected"]
    chat = handler.handle(an_api_event("POST", "/api/cases", body=body | {"channel": "chat"}), None)
    assert chat["statusCode"] == 201  # nobody can be shown a form there


def test_the_lists_of_services_say_where(aws: Aws) -> None:
    services = {each["service_code"]: each for each in list_services(current(), "es")["services"]}
    assert (services[SERVICE]["apply"], services["fallen-tree"]["apply"]) == (f"{THERE}es", None)
    _, definition = both(f"/open311/v2/services/{SERVICE}", locale="es")
    shown = definition.json["attributes"][0]
    assert (shown["variable"], THERE in shown["description"]) == (False, True)
