"""The OpenAPI document says what the suite does: it is valid, committed as it is made, and leaves no call out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from onestop.contracts import answers
from onestop.contracts.answers.services import ServiceList
from onestop.contracts.read_contract import CONTROL
from onestop.runtime.answer_of import AnswerOf
from onestop.runtime.problems import STATUS_AND_TITLE
from onestop.runtime.web import CALLERS, Caller
from onestop_cli.openapi.answer_found import answer_found
from onestop_cli.openapi.bodies import NO_CONTROLS
from onestop_cli.openapi.document import COMMITTED, ROOT, TEMPLATE, document, written
from onestop_cli.openapi.routes import calls_in, routes_found
from onestop_cli.problems import CannotContinue
from tests.each import for_each

DOCUMENT: dict[str, Any] = json.loads(COMMITTED.read_text(encoding="utf-8"))
Operation = tuple[str, str, dict[str, Any]]


@pytest.fixture(scope="module", autouse=True)
def all_are_known() -> None:
    """Whoever may call what is noted as the handlers are loaded; another test may have loaded some, or none has."""
    routes_found(TEMPLATE)


def operations() -> Iterator[Operation]:
    for path, methods in DOCUMENT["paths"].items():
        for method, operation in methods.items():
            yield method.upper(), path, operation


def with_examples(node: Any) -> Iterator[dict[str, Any]]:
    """Every body or parameter of the document that has an example."""
    if isinstance(node, dict):
        if "example" in node and "schema" in node:
            yield node
        for inner in node.values():
            yield from with_examples(inner)
    elif isinstance(node, list):
        for each in node:
            yield from with_examples(each)


def test_the_document_is_committed_as_it_is_made_from_routes_and_contracts() -> None:
    made = written(document())
    assert COMMITTED.read_text(encoding="utf-8") == made, "run `make openapi` and commit what it writes"


def test_the_document_lies_with_the_other_documents_and_in_the_package_that_serves_it_and_is_one_file() -> None:
    assert (ROOT / "docs" / "openapi.json").resolve() == COMMITTED
    assert COMMITTED.is_relative_to(ROOT / "functions" / "portal" / "portal")


def test_the_document_is_a_valid_openapi_3_1_document() -> None:
    assert DOCUMENT["openapi"].startswith("3.1.")
    assert [*OpenAPIV31SpecValidator(DOCUMENT).iter_errors()] == []


def test_every_call_is_in_the_document_with_who_may_make_it() -> None:
    routes = {(route.method, route.path): str(route.caller) for route in calls_in(routes_found(TEMPLATE))}
    assert {(method, path): operation["x-caller"] for method, path, operation in operations()} == routes


def test_every_answer_is_the_contract_that_its_handler_says_it_returns() -> None:
    """The type checker holds the handler to it, and nothing else says what is answered."""
    responses = {(method, path): operation["responses"] for method, path, operation in operations()}
    found = {(route.method, route.path): route.answer.contract for route in calls_in(routes_found(TEMPLATE))}
    without = {route for route, contract in found.items() if contract is None}
    leads_elsewhere_or_is_empty = {route for route, by_status in responses.items() if {"204", "302"} & by_status.keys()}
    assert without == leads_elsewhere_or_is_empty
    assert {contract.__module__.rpartition(".")[0] for contract in found.values() if contract} == {answers.__name__}


def test_a_handler_that_says_no_contract_is_refused() -> None:
    def hidden() -> dict[str, Any]:
        return {}

    def shown() -> AnswerOf[ServiceList]:
        raise NotImplementedError

    with pytest.raises(CannotContinue, match=r"hidden returns dict\[str, Any\]: annotate it"):
        answer_found(hidden)
    assert answer_found(shown).contract is ServiceList


def test_the_pages_are_named_with_what_may_be_done_there() -> None:
    pages = {(method, path) for method, path in CALLERS if not path.startswith(("/api/", "/open311/", "/desk"))}
    said = {(method, path) for path, methods in DOCUMENT["x-pages"].items() for method in methods}
    nothing_there = {("ANY", path) for path in ("/{proxy+}", "/report/{proxy+}", "/apply/{proxy+}")}
    assert said == pages - nothing_there


@for_each(("method", "path", "operation"), list(operations()))
def test_a_call_says_what_it_does_who_may_make_it_and_how_it_fails(
    method: str, path: str, operation: dict[str, Any]
) -> None:
    assert operation["summary"]
    assert operation["tags"][0] in {tag["name"] for tag in DOCUMENT["tags"]}
    expected = {
        Caller.RESIDENT: [{"residentToken": []}],
        Caller.STAFF: [{"staffToken": []}],
        Caller.MACHINE: [{"partnerKey": []}],
    }
    assert operation["security"] == expected.get(CALLERS[method, path], [])
    assert {"429", "500", "503"} <= operation["responses"].keys()
    if "{" in path:
        assert "404" in operation["responses"]
    if "requestBody" in operation:
        assert "400" in operation["responses"]


def test_every_name_of_a_call_is_its_own() -> None:
    names = [operation["operationId"] for _, _, operation in operations()]
    assert len(names) == len(set(names)) > 60


def test_every_error_that_we_know_can_be_answered_with() -> None:
    assert {str(status) for status, _ in STATUS_AND_TITLE.values()} <= DOCUMENT["components"]["responses"].keys()


def test_every_example_fits_its_schema() -> None:
    examples = [*with_examples(DOCUMENT)]
    assert len(examples) > 60
    for node in examples:
        schema = {**node["schema"], "components": DOCUMENT["components"]}
        errors = [error.message for error in Draft202012Validator(schema).iter_errors(node["example"])]
        assert errors == [], node["example"]


def test_words_in_the_document_are_those_that_are_read() -> None:
    """Contracts are read with a pattern of our own, and a document cannot import it."""
    for number in range(0x110):
        assert bool(CONTROL.search(chr(number))) is not bool(
            Draft202012Validator({"pattern": NO_CONTROLS}).is_valid(chr(number))
        )
