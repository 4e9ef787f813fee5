"""Services by typing, and what is proposed from the history of a case: ranked, each once, with why."""

from __future__ import annotations

from typing import Any

import pytest

from casework.pages.service_search import find_services, named_exactly
from casework.pages.triage.proposals import proposals_of
from onestop.domain.catalogue.catalogue import Catalogue


@pytest.mark.parametrize("typed", ["Pothole", "pot", "POTHOLE ", "bache", "坑", "ｐｏｔｈｏｌｅ"])
def test_the_service_whose_name_begins_so_comes_first_in_any_language(catalogue: Catalogue, typed: str) -> None:
    assert find_services(typed, catalogue)[0]["code"] == "pothole"


@pytest.mark.parametrize("typed", ["", "   ", "xyzzy", "pothole xyzzy"])
def test_nothing_typed_or_nothing_like_it_finds_nothing(catalogue: Catalogue, typed: str) -> None:
    assert find_services(typed, catalogue) == []


def test_every_service_is_found_by_its_whole_name_in_every_language(catalogue: Catalogue) -> None:
    for service in catalogue.services.values():
        for name in service["name"].values():
            assert service in find_services(name, catalogue)
            found = named_exactly(name.upper(), catalogue)
            assert found is not None
            assert name.casefold() in map(str.casefold, found["name"].values())


def event(type_: str, **data: Any) -> dict[str, Any]:
    return {"type": type_, **data}


def test_the_latest_proposals_come_first_then_what_was_decided_then_what_was_picked(catalogue: Catalogue) -> None:
    history = [
        event("case.opened", service="pothole"),
        event("case.triaged", reasons=[], proposals=[{"service": "rodents", "words": ["rats"]}]),
        event("case.routed", service="rodents"),
        event("case.triaged", reasons=[{"code": "handed", "words": []}], proposals=[]),
    ]
    found = proposals_of(history, catalogue, "en")
    assert [(each.code, each.why) for each in found] == [
        ("rodents", "The description mentions: rats."),
        ("pothole", "The resident chose this service."),
    ]


def test_a_case_of_before_there_were_proposals_has_its_rivals_and_what_is_not_offered_is_left_out(
    catalogue: Catalogue,
) -> None:
    words = ["rodents", "horse-tram", "graffiti"]
    history = [event("case.triaged", reasons=[{"code": "ambiguous", "words": words}])]
    assert [each.code for each in proposals_of(history, catalogue, "en")] == ["rodents", "graffiti"]
