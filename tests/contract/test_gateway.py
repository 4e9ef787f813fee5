"""What AWS would make of the routes: read in the template as AWS's own translator expands it, without an account."""

from __future__ import annotations

import json
from typing import Any

import pytest

from onestop.runtime.web import Caller
from onestop_cli.build.resources import expand_template
from tests.contract.template import FUNCTIONS, TEMPLATE
from tests.contract.test_routes import of_the_app

ANY = "x-amazon-apigateway-any-method"
ASKED_FOR = {Caller.STAFF: [{"Staff": []}], Caller.MACHINE: [{"api_key": []}]}  # all others are let in
POLICY_LIMIT = 20_480  # bytes that AWS keeps of who may call a function
STACK = "onestop-" + "x" * 32  # stands twice in each statement: longer than anybody calls one
ACCOUNT = "ca-central-1:123456789012"


@pytest.fixture(scope="module")
def resources() -> dict[str, Any]:
    made: dict[str, Any] = expand_template(TEMPLATE, "ca-central-1")["Resources"]
    return made


def method_at(paths: dict[str, Any], method: str, path: str) -> dict[str, Any] | None:
    """What the gateway does for a request: a method that is named goes before any, a whole path before a greedy one."""
    asked = path.split("/")
    greedy = ["/".join([*asked[:length], "{proxy+}"]) for length in range(len(asked) - 1, 0, -1)]
    found: dict[str, Any] = next(paths[each] for each in (path, *greedy) if each in paths)
    return found.get(method.lower(), found.get(ANY))


def test_the_gateway_lets_head_in_wherever_it_lets_get_in_and_asks_the_same_of_who_comes(
    resources: dict[str, Any],
) -> None:
    paths = resources["Api"]["Properties"]["Body"]["paths"]
    for function in FUNCTIONS:
        for (method, path), caller in of_the_app(function).items():
            if method == "GET":
                get, head = method_at(paths, "GET", path), method_at(paths, "HEAD", path)
                assert get, path
                assert head, path
                assert get.get("security", []) == head.get("security", []) == ASKED_FOR.get(caller, []), path
                called = [each["x-amazon-apigateway-integration"]["uri"] for each in (get, head)]
                assert called[0] == called[1], path
                assert f"{{{function}.Arn}}" in json.dumps(called[0]), path


def test_who_may_call_a_function_fits_into_what_aws_keeps_of_it(resources: dict[str, Any]) -> None:
    sizes = dict.fromkeys(FUNCTIONS, len('{"Version":"2012-10-17","Id":"default","Statement":[]}'))
    for name, resource in resources.items():
        if resource["Type"] == "AWS::Lambda::Permission":
            function = resource["Properties"]["FunctionName"]["Ref"]
            sizes[function] += (
                len(json.dumps(statement(name, function, resource["Properties"]), separators=(",", ":"))) + 1
            )
    assert {name: size for name, size in sizes.items() if size > POLICY_LIMIT * 0.9} == {}


def statement(name: str, function: str, properties: dict[str, Any]) -> dict[str, Any]:
    """One statement of a function's policy as Lambda keeps it."""
    written = properties.get("SourceArn", {}).get("Fn::Sub")  # only those of routes are many, and written out
    path = written[0].partition("${__ApiId__}")[2] if written else "x" * 100
    return {
        "Sid": f"{STACK}-{name}-{'X' * 12}",
        "Effect": "Allow",
        "Principal": {"Service": properties["Principal"]},
        "Action": properties["Action"],
        "Resource": f"arn:aws:lambda:{ACCOUNT}:function:{f'{STACK}-{function}'[:51]}-{'X' * 12}",
        "Condition": {"ArnLike": {"AWS:SourceArn": f"arn:aws:execute-api:{ACCOUNT}:abcdefghij{path}"}},
    }
