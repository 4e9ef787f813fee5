"""What the engine is spared gives what the engine itself would have given."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from itertools import product
from pathlib import Path
from queue import Queue
from types import SimpleNamespace
from typing import Any

import pytest

from onestop_cli.engine import quick_conditions, quick_rights, quick_services, quick_templates, quick_workers

SIMPLE = (
    "pk = :a",
    "(#n0 = :a AND begins_with(#n1, :b))",
    "(pk = :a) AND (sk BETWEEN :a AND :b)",
    "#n1 > :a or not #n0 = :b",
    "NOT (pk = :a AND #n1 <> :b)",
    "attribute_not_exists(pk)",
    "attribute_exists(#n0) AND attribute_exists(x)",
    "(pk = :a OR sk = :b) AND x < :c",
)
LEFT_TO_THE_ENGINE = (
    *("((pk = :a))", "pk = ", "pk == :a", "name = :a", ":a = pk", "pk <> sk", "", "pk BETWEEN :b", "pk = :a pk"),
    *("size(pk) > :a", "contains(l, :a)", "a.b = :a", "l[0] = :a", "attribute_exists(a.b)", "pk IN (:a, :b)"),
)
ROWS: tuple[dict[str, Any], ...] = (
    {},
    {"pk": {"S": "a"}, "sk": {"S": "bcd"}, "x": {"N": "2"}},
    {"pk": {"N": "1.0"}, "sk": {"B": "YQ=="}, "l": {"L": [{"S": "a"}]}, "a": {"M": {"b": {"S": "a"}}}},
    {"pk": {"S": "c"}, "sk": {"NULL": True}},
)
VALUES: tuple[dict[str, Any], ...] = (
    {":a": {"S": "a"}, ":b": {"S": "b"}, ":c": {"N": "3"}},
    {":a": {"N": "1"}, ":b": {"N": "2"}, ":c": {"S": "x"}},
    {":a": {"S": "x"}, ":b": {"S": "b"}},  # the first is after the second
    {},
)
NAMES = ({"#n0": "pk", "#n1": "sk"}, {})
SLOTS = ("KeyConditionExpression", "FilterExpression")


def answer(asked: Callable[..., Any], *arguments: Any) -> Any:
    try:
        return asked(*arguments)
    except ValueError as refused:
        return str(refused)


@pytest.mark.parametrize("condition", SIMPLE + LEFT_TO_THE_ENGINE)
def test_a_condition_holds_or_is_refused_as_in_the_engine(condition: str) -> None:
    for asked in product([condition], ROWS, VALUES, NAMES, SLOTS):
        found = answer(quick_conditions.evaluate, *asked)
        assert found == answer(quick_conditions.EVALUATE, *asked), asked


def test_only_what_is_simple_is_read_here() -> None:
    read = [condition for condition in SIMPLE + LEFT_TO_THE_ENGINE if quick_conditions.read(condition, SLOTS[0])]
    assert read == [*SIMPLE]


def test_a_policy_says_what_it_says_as_text_and_as_values() -> None:
    said = {"Statement": [{"Effect": "Allow", "Action": "sqs:*", "Resource": ["a", "b"]}, {"Effect": "Deny"}]}
    expected = quick_rights.PARSE(said)
    assert len(expected) == 2
    assert quick_rights.parse(said) == quick_rights.parse(json.dumps(said)) == quick_rights.parse(said) == expected
    assert quick_rights.parse("no policy") == quick_rights.PARSE("no policy") == []


@pytest.mark.parametrize("lines", [[], ["one"], ["one", "two", ""]])
def test_the_log_of_a_call_is_all_that_is_there(lines: list[str]) -> None:
    logged: Queue[str] = Queue()
    for line in lines:
        logged.put(line)
    assert quick_workers.log_of_call(SimpleNamespace(_stderr_queue=logged)) == "\n".join(lines)
    assert logged.empty()


def test_a_template_is_expanded_once_and_another_one_anew(tmp_path: Path) -> None:
    expanded: list[str] = []

    def expand(name: str, transform: Any = quick_templates.SAM) -> Any:
        def made() -> Any:
            expanded.append(name)
            return {"Resources": {name: {"Type": "b"}, "A": {}}}

        return quick_templates.expand_once({"Transform": transform, "Resources": {name: {}}}, tmp_path, made)

    first, again = expand("First"), expand("First")
    assert first == again
    assert [*first["Resources"]] == [*again["Resources"]] == ["First", "A"]
    expand("Second")
    for _ in range(2):
        expand("With more", [quick_templates.SAM, "AWS::Include"])
    assert expanded == ["First", "Second", "With more", "With more"]
    (kept, _) = sorted(tmp_path.iterdir())
    kept.write_text("half a fi")
    expand("First")
    expand("Second")
    assert len(expanded) == 5


@pytest.mark.parametrize("name", ["sqs", "states", "nothing-of-the-kind"])
def test_a_service_is_described_as_it_is(name: str) -> None:
    described, known = quick_services.describe(name), quick_services.ENGINE._BOTOCORE_NAME.get(name, name)
    versions = sorted(quick_services.DESCRIPTIONS.glob(f"{known}/*/service-2.json.gz"))
    assert (described is None) == (not versions) == (name == "nothing-of-the-kind")
    if versions:  # read here: tests of handlers change what botocore has read in this process
        assert described.metadata == json.loads(gzip.decompress(versions[-1].read_bytes()))["metadata"]
        assert described.operation_names == quick_services.WHOLE(name).operation_names
