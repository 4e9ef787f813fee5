"""The short way to DynamoDB in memory: moto's handler is asked itself, not by a request that is signed, sent, taken
apart and answered in JSON. What it decides is the same; the way there was half of the time that a schedule takes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

from moto.core.exceptions import JsonRESTError
from moto.dynamodb.responses import DynamoHandler

from tests.aws_in_memory import ACCOUNT, REGION

# what our code does to tables, and what moto calls it
OPERATIONS = {
    "Query": "query",
    "GetItem": "get_item",
    "PutItem": "put_item",
    "UpdateItem": "update_item",
    "TransactWriteItems": "transact_write_items",
}


@contextmanager
def shortcut(client: Any) -> Iterator[None]:
    """Lets a botocore client of DynamoDB take the short way. Whoever meddles with its calls still comes first."""
    events = client.meta.events
    for operation in OPERATIONS:
        events.register_last(f"before-call.dynamodb.{operation}", ask)
    try:
        yield
    finally:
        for operation in OPERATIONS:
            events.unregister(f"before-call.dynamodb.{operation}", ask)


def ask(model: Any, params: dict[str, Any], **_: Any) -> tuple[Any, dict[str, Any]]:
    """Has moto do what was asked, and answers as botocore would have read it."""
    handler = DynamoHandler()
    handler.current_account, handler.region = ACCOUNT, REGION
    handler.body = json.loads(params["body"])
    try:
        said = getattr(handler, OPERATIONS[model.name])().result
    except JsonRESTError as refusal:
        return answered(400), read_refusal(json.loads(refusal.description))
    return answered(200), {"ResponseMetadata": {"HTTPStatusCode": 200}, **said}


def answered(status: int) -> Any:
    """An answer as it came over HTTP, with nothing that could be mangled."""
    return SimpleNamespace(status_code=status, headers={}, content=b"")


def read_refusal(said: dict[str, Any]) -> dict[str, Any]:
    code, message = said.pop("__type").rpartition("#")[2], said.pop("message", said.pop("Message", ""))
    return {"Error": {"Code": code, "Message": message}, "ResponseMetadata": {"HTTPStatusCode": 400}, **said}
