"""The short way to DynamoDB in memory: moto's handler is called directly, not by a request that is signed, sent, parsed
and answered in JSON. Its decisions are the same; the request took most of the time of a test with many
calls. Tests that look at requests and answers themselves use `the_whole_way`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

from moto.core.exceptions import JsonRESTError
from moto.dynamodb.responses import DynamoHandler

from tests.aws_in_memory import ACCOUNT, REGION

# what our code does to rows, and what moto calls it
OPERATIONS = {
    "Query": "query",
    "GetItem": "get_item",
    "PutItem": "put_item",
    "UpdateItem": "update_item",
    "DeleteItem": "delete_item",
    "BatchGetItem": "batch_get_item",
    "BatchWriteItem": "batch_write_item",
    "TransactWriteItems": "transact_write_items",
}
TARGET, TYPE = "DynamoDB_20120810", "application/x-amz-json-1.0"
EVENT = "before-call"  # the least precise name, so that other hooks on calls come first


def take_shortcut(client: Any) -> None:
    """Lets a botocore client of DynamoDB take the short way from now on."""
    client._ruleset_resolver = None  # nor does it look up the address of AWS again for each call
    client._serializer = Writer(client._serializer)
    client.meta.events.register_last(EVENT, ask)


@contextmanager
def the_whole_way(client: Any) -> Iterator[None]:
    """Lets a client send real requests inside the block, as it would to AWS."""
    client.meta.events.unregister(EVENT, ask)
    client._serializer = client._serializer.whole
    try:
        yield
    finally:
        take_shortcut(client)


class Writer:
    """Writes what is done to rows as JSON just as it is: botocore looks up the shape of every field first. Bytes are
    left to it, and all other operations."""

    def __init__(self, whole: Any) -> None:
        self.whole = whole

    def serialize_to_request(self, parameters: dict[str, Any], model: Any) -> Any:
        if model.name in OPERATIONS:
            try:
                body = json.dumps(parameters).encode()
            except TypeError:
                return self.whole.serialize_to_request(parameters, model)
            headers = {"X-Amz-Target": f"{TARGET}.{model.name}", "Content-Type": TYPE}
            return {"url_path": "/", "query_string": "", "method": "POST", "headers": headers, "body": body}
        return self.whole.serialize_to_request(parameters, model)


def ask(model: Any, params: dict[str, Any], **_: Any) -> tuple[Any, dict[str, Any]] | None:
    """Has moto do what was asked, and answers as botocore would have read it; None for what is not done to rows."""
    name = OPERATIONS.get(model.name)
    if name is None:
        return None
    handler = DynamoHandler()
    handler.current_account, handler.region = ACCOUNT, REGION
    handler.body = json.loads(params["body"])
    try:
        said = getattr(handler, name)().result
    except JsonRESTError as refusal:
        return answered(400), read_refusal(json.loads(refusal.description))
    return answered(200), {"ResponseMetadata": {"HTTPStatusCode": 200}, **said}


def answered(status: int) -> Any:
    """An answer as it came over HTTP, with nothing that could be mangled."""
    return SimpleNamespace(status_code=status, headers={}, content=b"")


def read_refusal(said: dict[str, Any]) -> dict[str, Any]:
    code, message = said.pop("__type").rpartition("#")[2], said.pop("message", said.pop("Message", ""))
    return {"Error": {"Code": code, "Message": message}, "ResponseMetadata": {"HTTPStatusCode": 400}, **said}
