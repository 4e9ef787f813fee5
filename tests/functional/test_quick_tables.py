"""What is done to make moto quick changes nothing that comes of its calls."""

from __future__ import annotations

from typing import Any

import pytest
from moto.dynamodb.models.table import Table

from tests.aws_in_memory import Aws, client_of
from tests.quick_tables import QUERY

TABLE = "CasesTable"


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
    slow = [dynamodb.query(**query) for query in asked]
    for one, other in zip(quick, slow, strict=True):
        assert (one["Items"], one.get("LastEvaluatedKey")) == (other["Items"], other.get("LastEvaluatedKey"))
    assert quick[1]["Items"]
