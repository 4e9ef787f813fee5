"""What DynamoDB says may arrive mangled: nothing is concluded from it, least of all that there is no such case."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import repeat
from typing import Any

import pytest
from botocore.awsrequest import AWSResponse

from intake.handler import handle
from intake.open311.handler import handle as open311
from onestop.storage.tables import connection
from portal.handler import handle as portal
from tests.aws_in_memory import Aws
from tests.builders import an_api_event
from tests.functional.faults.faulty_aws import ATTEMPTS
from tests.functional.stories import in_progress, open_case, post_case
from tests.shortcut import the_whole_way

NOTHING = b'{"Count":0,"Items":[],"ScannedCount":0}'
SUM = {"x-amz-crc32": "1", "content-type": "application/x-amz-json-1.0"}
READERS: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "status": lambda case: handle(an_api_event("GET", f"/api/cases/{case['reference']}", query=secret_of(case)), None),
    "track": lambda case: portal(an_api_event("GET", f"/track/{case['reference']}", query=without_cookies(case)), None),
    "open311": lambda case: open311(an_api_event("GET", f"/open311/v2/requests/{case['reference']}.json"), None),
}


def secret_of(case: dict[str, Any]) -> dict[str, str]:
    return {"secret": case["secret"]}


def without_cookies(case: dict[str, Any]) -> dict[str, str]:
    """As a browser asks for the page of a case that did not keep its secret in a cookie."""
    return {**secret_of(case), "cookie": "checked"}


@contextmanager
def mangled(operation: str, times: Iterator[bytes]) -> Iterator[None]:
    """Answers calls of an operation with these bytes, whose checksum is wrong; botocore asks again without waiting."""
    events = connection().client.meta.events

    def answer(request: Any, **_: Any) -> AWSResponse | None:
        body = next(times, None)
        return None if body is None else AWSResponse(request.url, 200, SUM, Raw(body))

    def at_once(attempts: int, response: Any, **_: Any) -> int | None:
        return 0 if attempts < ATTEMPTS and response and response[0].headers.get("x-amz-crc32") == "1" else None

    events.register_first(f"before-send.dynamodb.{operation}", answer)
    events.register_first(f"needs-retry.dynamodb.{operation}", at_once)
    try:
        with the_whole_way(connection().client):
            yield
    finally:
        events.unregister(f"before-send.dynamodb.{operation}", answer)
        events.unregister(f"needs-retry.dynamodb.{operation}", at_once)


class Raw(io.BytesIO):
    """A body as urllib3 gives it."""

    def stream(self, **_: Any) -> Iterator[bytes]:
        yield self.read()


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("body", [NOTHING, NOTHING[:17], NOTHING.replace(b"I", b"\xb6")], ids=["other", "cut", "bits"])
def test_a_case_whose_reading_is_mangled_is_unavailable_and_never_not_found(aws: Aws, reader: str, body: bytes) -> None:
    case = in_progress()
    READERS[reader](case)  # each process knows the catalogue
    with mangled("Query", repeat(body)):
        assert READERS[reader](case)["statusCode"] == 503


@pytest.mark.parametrize("reader", READERS)
def test_what_is_mangled_once_is_asked_for_again(aws: Aws, reader: str) -> None:
    case = in_progress()
    READERS[reader](case)
    with mangled("Query", iter([NOTHING[:17], NOTHING])):
        assert READERS[reader](case)["statusCode"] == 200


def test_a_need_whose_acknowledgement_is_mangled_is_accepted(aws: Aws) -> None:
    open_case()
    with mangled("TransactWriteItems", repeat(b"{\xb6}")):
        assert post_case({"service_code": "information"})["statusCode"] == 201
    assert len(aws.objects("mail")) == 1, "it may not have been kept: it is brought once more, under the same marker"
