"""What is done to make moto quick changes nothing that comes of its calls."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import moto.dynamodb.models as models
import pytest
from botocore.exceptions import ClientError
from moto.dynamodb.models.dynamo_type import Item
from moto.dynamodb.models.table import Table

from tests import quick_tables
from tests.aws_in_memory import Aws, client_of
from tests.quick_rows import PROJECT
from tests.quick_tables import QUERY
from tests.quick_updates import EXECUTOR, VALIDATOR
from tests.shortcut import the_whole_way

TABLE = "CasesTable"
# the words of a refusal are in its error; what is no field of an answer never reaches our code
BESIDE = ("ResponseMetadata", "message", "Message", "ConsumedCapacityUnits")


def key(place: str) -> dict[str, Any]:
    return {"pk": {"S": "CASE#1"}, "sk": {"S": place}}


def count_one_more(place: str) -> dict[str, Any]:
    return {
        "TableName": TABLE,
        "Key": key(place),
        "UpdateExpression": "ADD amount :one",
        "ExpressionAttributeValues": {":one": {"N": "1"}},
    }


def amount(dynamodb: Any, place: str) -> str | None:
    row = dynamodb.get_item(TableName=TABLE, Key=key(place)).get("Item", {})
    return row.get("amount", {}).get("N")  # type: ignore[no-any-return]


def test_a_transaction_that_fails_leaves_every_row_as_it_was(aws: Aws) -> None:
    dynamodb = client_of("dynamodb")
    dynamodb.update_item(**count_one_more("COUNT"))
    never = {"TableName": TABLE, "Key": key("COUNT#2"), "ConditionExpression": "attribute_exists(pk)"}
    writes = [
        {"Update": count_one_more("COUNT")},
        {"Update": count_one_more("NEW")},
        {"Put": {"TableName": TABLE, "Item": key("PUT")}},
        {"ConditionCheck": never},
    ]
    with pytest.raises(dynamodb.exceptions.TransactionCanceledException):
        dynamodb.transact_write_items(TransactItems=writes)
    assert [amount(dynamodb, place) for place in ("COUNT", "NEW")] == ["1", None]
    assert dynamodb.query(**all_of_case())["Count"] == 1
    dynamodb.transact_write_items(TransactItems=writes[:3])
    assert [amount(dynamodb, place) for place in ("COUNT", "NEW")] == ["2", "1"]


def all_of_case() -> dict[str, Any]:
    return {
        "TableName": TABLE,
        "KeyConditionExpression": "pk = :pk",
        "ExpressionAttributeValues": {":pk": {"S": "CASE#1"}},
    }


def work_of_streets(limit: int) -> dict[str, Any]:
    return {
        "TableName": TABLE,
        "IndexName": "work",
        "KeyConditionExpression": "work_key = :key",
        "ExpressionAttributeValues": {":key": {"S": "streets"}},
        "Limit": limit,
    }


@pytest.mark.parametrize("limit", [2, 10])
def test_a_query_finds_the_same_rows_in_the_same_order(aws: Aws, monkeypatch: pytest.MonkeyPatch, limit: int) -> None:
    dynamodb = client_of("dynamodb")
    for number, agency in enumerate(["streets", "parks", "streets", "water", "streets", None]):
        row = {"pk": {"S": f"CASE#{number % 2}"}, "sk": {"S": f"TASK#{number}"}, "work_order": {"S": str(9 - number)}}
        dynamodb.put_item(TableName=TABLE, Item=row | ({"work_key": {"S": agency}} if agency else {}))
    asked = [
        all_of_case() | {"Limit": limit},
        work_of_streets(limit),
        work_of_streets(limit) | {"ScanIndexForward": False},
    ]
    quick = [dynamodb.query(**query) for query in asked]
    monkeypatch.setattr(Table, "query", QUERY)
    monkeypatch.setattr(Item, "project", PROJECT)
    slow = [dynamodb.query(**query) for query in asked]
    for one, other in zip(quick, slow, strict=True):
        assert (one["Items"], one.get("LastEvaluatedKey")) == (other["Items"], other.get("LastEvaluatedKey"))
    assert quick[1]["Items"]


def asked_in_turn() -> list[tuple[str, dict[str, Any]]]:
    """Calls of every kind that rows are asked for, right and wrong, each on what the ones before have left."""
    only_new = {"ConditionExpression": "attribute_not_exists(pk)"}
    row = {"TableName": TABLE, "Item": key("A") | {"work_key": {"S": "streets"}, "work_order": {"S": "1 道路"}}}
    where = {"TableName": TABLE, "Key": key("A")}
    batch = [{"PutRequest": {"Item": key(place)}} for place in "BC"]
    gone = {"TableName": TABLE, "Key": key("Z"), "ConditionExpression": "attribute_exists(pk)"}
    return [
        ("put_item", row | only_new),
        ("put_item", row | only_new),
        ("put_item", row | only_new | {"ReturnValuesOnConditionCheckFailure": "ALL_OLD"}),
        ("put_item", {"TableName": TABLE, "Item": key("") | {"body": {"S": "x"}}}),
        ("put_item", {"TableName": TABLE, "Item": key("BIG") | {"body": {"S": "x" * 410_000}}}),
        ("get_item", where | {"ConsistentRead": True}),
        ("get_item", {"TableName": TABLE, "Key": key("Z")}),
        ("update_item", count_one_more("A") | {"ReturnValues": "ALL_NEW"}),
        ("update_item", count_one_more("A") | {"ConditionExpression": "amount > :one"}),
        ("update_item", count_one_more("A") | {"UpdateExpression": "ADD"}),
        ("batch_write_item", {"RequestItems": {TABLE: batch}}),
        ("batch_get_item", {"RequestItems": {TABLE: {"Keys": [key("A"), key("B"), key("Z")]}}}),
        ("query", all_of_case() | {"Limit": 2}),
        ("query", work_of_streets(5)),
        ("query", all_of_case() | {"IndexName": "none"}),
        ("transact_write_items", {"TransactItems": [{"Put": row}, {"ConditionCheck": gone}]}),
        ("transact_write_items", {"TransactItems": [{"Put": row}, {"Delete": where}]}),
        ("delete_item", where | {"ReturnValues": "ALL_OLD"}),
        ("delete_item", gone),
    ]


def answers_of(dynamodb: Any) -> list[dict[str, Any]]:
    """What each call is answered or refused with, but for what is said of the way there."""
    answers: list[dict[str, Any]] = []
    for operation, asked in asked_in_turn():
        try:
            said = getattr(dynamodb, operation)(**asked)
        except ClientError as refused:
            said = refused.response
        answers.append({name: value for name, value in said.items() if name not in BESIDE})
    return answers


def test_the_short_way_leads_to_the_same_answers_as_the_whole_one(aws: Aws) -> None:
    dynamodb = client_of("dynamodb")
    short = answers_of(dynamodb)
    dynamodb.batch_write_item(RequestItems={TABLE: [{"DeleteRequest": {"Key": key(place)}} for place in "BC"]})
    with the_whole_way(dynamodb):
        assert answers_of(dynamodb) == short
    assert sum("Error" in answer for answer in short) >= 8


def updates_in_turn() -> Iterator[dict[str, Any]]:
    """Updates as our code makes them, and those that must be refused, of one row."""
    values = {":s": {"S": "x"}, ":n": {"N": "2"}, ":ns": {"NS": ["1", "2"]}, ":more": {"NS": ["2", "3"]}}
    values |= {":ss": {"SS": ["a", "b"]}, ":empty": {"S": ""}, ":big": {"S": "x" * 410_000}}
    for expression in (
        *(
            "SET kind = :s ADD told :ns",
            "ADD told :more, used :ss",
            "SET #kind = :s, body = :s REMOVE told ADD amount :n",
        ),
        *("ADD amount :n", "REMOVE body, nothing", "SET work_key = :s", "SET body = if_not_exists(body, :s)"),
        *("ADD amount :ns", "ADD told :ss", "ADD kind :s", "SET work_key = :empty", "SET work_key = :n", "SET pk = :s"),
        *("SET body = :s, body = :n", "SET body = :none", "SET body = :big", "DELETE used :ss"),
    ):
        used = {name: value for name, value in values.items() if re.search(rf"{name}\b", expression)}
        names = {"ExpressionAttributeNames": {"#kind": "kind"}} if "#kind" in expression else {}
        some = {"ExpressionAttributeValues": used} if used else {}
        yield (
            {"TableName": TABLE, "Key": key("U"), "UpdateExpression": expression, "ReturnValues": "ALL_NEW"}
            | names
            | some
        )


def test_an_update_does_and_refuses_what_moto_does(aws: Aws, monkeypatch: pytest.MonkeyPatch) -> None:
    dynamodb = client_of("dynamodb")

    def said() -> Iterator[Any]:
        for asked in updates_in_turn():
            try:
                yield dynamodb.update_item(**asked)["Attributes"]
            except ClientError as refused:
                yield refused.response["Error"]
        yield dynamodb.delete_item(TableName=TABLE, Key=key("U"), ReturnValues="ALL_OLD")["Attributes"]

    quick = list(said())
    monkeypatch.setattr(models, "UpdateExpressionValidator", VALIDATOR)
    monkeypatch.setattr(models, "UpdateExpressionExecutor", EXECUTOR)
    monkeypatch.setattr(quick_tables, "is_plain", lambda *_: False)
    assert list(said()) == quick
    assert sum("Code" in each for each in quick) >= 8
