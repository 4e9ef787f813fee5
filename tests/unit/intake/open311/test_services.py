"""The catalogue as GeoReport lists it: every service, its questions as attributes, in the language asked for."""

from __future__ import annotations

from typing import Any

import pytest

from intake.open311.services import attribute, described, find_service, public_code
from onestop.domain.catalogue.catalogue import Catalogue
from tests.builders import a_catalogue, a_service


@pytest.mark.parametrize(
    ("kind", "datatype", "keys"),
    [
        ("text", "text", []),
        ("number", "number", []),
        ("date", "datetime", []),
        ("yesno", "singlevaluelist", ["yes", "no"]),
        ("choice", "singlevaluelist", ["a", "b"]),
        ("choices", "multivaluelist", ["a", "b"]),
    ],
)
def test_each_kind_of_question_has_its_datatype(kind: str, datatype: str, keys: list[str]) -> None:
    question: dict[str, Any] = {"code": "q", "kind": kind, "name": {"en": "What?"}, "required": True}
    if kind.startswith("choice"):
        question["choices"] = [{"code": code, "name": {"en": code.upper()}} for code in ("a", "b")]
    made = attribute(question, 1, a_catalogue(), "en")
    assert (made["datatype"], made["required"], made["order"], made["variable"]) == (datatype, True, 1, True)
    assert [value["key"] for value in made["values"]] == keys
    assert made["description"] == "What?"
    assert made["datatype_description"]


def test_words_are_in_the_language_asked_for(catalogue: Catalogue) -> None:
    service = catalogue.services["street-event-permit"]
    made = [attribute(question, 1, catalogue, "es") for question in service["questions"]]
    assert [each["description"] for each in made][:2] == ["¿Qué día?", "¿Se venderá comida?"]
    assert [value["name"] for value in made[1]["values"]] == ["Sí", "No"]


def test_a_service_is_described_with_its_group_and_keywords(catalogue: Catalogue) -> None:
    told = described(catalogue.services["pothole"], {"streets": "Streets"}, catalogue, "en")
    assert (told["metadata"], told["type"], told["group"]) == (False, "realtime", "Streets")
    assert told["keywords"].startswith("pothole, potholes, pot hole")


def test_a_private_service_says_so_in_its_keywords() -> None:
    shelter = a_service(public=False, keywords={"en": ["shelter"]}, description={"en": "Help."})
    told = described(shelter, {}, a_catalogue(shelter), "en")
    assert told["keywords"] == "shelter, private"


def test_an_imported_service_is_known_by_the_code_that_it_had() -> None:
    service = a_service(
        code="csrowr-12", open311={"service_code": "CSROWR-12", "group": ""}, description={"en": "Holes."}
    )
    catalogue = a_catalogue(service)
    assert public_code(service) == "CSROWR-12"
    assert find_service("CSROWR-12", catalogue) is find_service("csrowr-12", catalogue) is not None
    assert find_service("", catalogue) is None
    told = described(service | {"keywords": {"en": ["hole"]}}, {"streets": "Streets"}, catalogue, "en")
    assert (told["service_code"], told["group"], told["keywords"]) == ("CSROWR-12", "", "hole")
