"""What partners may list, and what everybody may ask for."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from intake.handler import handle
from onestop.domain.cases.case import Request
from onestop.domain.cases.change import changed
from onestop.domain.cases.events import CaseOpened
from onestop.storage.cases.open_and_change import open_case as keep_case
from onestop.storage.catalogue.releases import forget
from onestop.storage.once import Once
from tests.aws_in_memory import Aws, Calls
from tests.builders import NOW, a_case, a_file, a_reference, an_api_event, said
from tests.functional.problems import fields_of
from tests.functional.stories import open_case

DAY = NOW.date().isoformat()


def get_day(**query: str) -> dict[str, Any]:
    return handle(an_api_event("GET", "/api/cases", query=query), None)


def keep_cases(number: int) -> list[str]:
    """Cases opened one minute after another."""
    references = [a_reference(n) for n in range(1, number + 1)]
    for minutes, reference in enumerate(references):
        at = NOW + timedelta(minutes=minutes)
        case = a_case(reference=reference, version=0, opened_at=at, updated_at=at)
        change = changed(a_file(case=case), CaseOpened(service=None), at=at, by="resident")
        keep_case(change, Request(description="Ana Rivas, 3 Elm Lane"), None, Once(key=reference))
    return references


def test_the_cases_of_a_day_are_listed_a_page_at_a_time_each_once_and_oldest_first(aws: Aws) -> None:
    references = keep_cases(7)
    listed, cursor = [], ""
    for size in (3, 3, 1):
        page = said(get_day(day=DAY, limit="3", cursor=cursor))
        assert len(page["cases"]) == size
        listed += [case["reference"] for case in page["cases"]]
        cursor = page["cursor"] or ""
    assert (listed, cursor) == (references, "")


def test_a_page_is_exactly_one_query(aws: Aws, calls: Calls) -> None:
    keep_cases(5)
    calls.forget()
    page = said(get_day(day=DAY, limit="2"))
    assert calls.names == ["Query"]
    calls.forget()
    get_day(day=DAY, limit="2", cursor=page["cursor"])
    assert calls.names == ["Query"]


def test_a_list_holds_no_personal_data_and_no_words(aws: Aws) -> None:
    opened = open_case()
    (case,) = said(get_day(day=opened["opened_at"][:10]))["cases"]
    assert set(case) == {
        "reference", "service_code", "status", "channel", "priority", "opened_at", "updated_at",
    }  # fmt: skip


def test_a_day_without_cases_is_an_empty_list(aws: Aws) -> None:
    assert said(get_day(day="1999-12-31")) == {"cases": [], "cursor": None}


@pytest.mark.parametrize("day", ["tomorrow", "2026-13-01", "2026-02-30", "23.11.2026", "🙂"])
def test_a_day_that_is_none_is_refused(aws: Aws, day: str) -> None:
    assert fields_of(get_day(day=day)) == {"day"}


@pytest.mark.parametrize("limit", ["0", "101", "-1", "ten", "1.5", "９", "9" * 5000])
def test_a_page_size_that_is_none_is_refused(aws: Aws, limit: str) -> None:
    assert fields_of(get_day(day=DAY, limit=limit)) == {"limit"}


@pytest.mark.parametrize("cursor", ["x", "!!!!", "YQ==", "8J+Zgg==", "é", "a" * 5001, "I" * 400])
def test_a_cursor_that_is_none_is_refused(aws: Aws, cursor: str) -> None:
    assert fields_of(get_day(day=DAY, cursor=cursor)) == {"cursor"}


@pytest.mark.parametrize(
    ("asked", "name"), [("en", "Pothole"), ("es", "Bache en la calle"), ("zh-CN", "道路坑洼"), ("fr", "Pothole")]
)
def test_services_are_listed_in_the_language_asked_for(aws: Aws, asked: str, name: str) -> None:
    listed = said(handle(an_api_event("GET", "/api/services", query={"lang": asked}), None))
    names = {service["service_code"]: service["service_name"] for service in listed["services"]}
    assert (len(names), names["pothole"]) == (38, name)


def test_a_warm_up_reads_the_catalogue_and_answers_nothing(aws: Aws, calls: Calls) -> None:
    forget()
    assert handle({"warm": True}, None) == {}
    assert calls.names == ["Query", "Query"]
