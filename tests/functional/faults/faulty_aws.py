"""Makes AWS misbehave between our code and moto: seeded, so that every run goes wrong in the same way.

The five ways: a call is *throttled* (refused before anything happened), its transaction *met another* one and was
cancelled, its acknowledgement is *lost* (it happened, and the client is told that the connection broke; botocore tries
again), or the process *dies* right before or right after it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import Enum
from types import SimpleNamespace
from typing import Any

from botocore import UNSIGNED
from botocore.exceptions import ConnectionClosedError

from tests.shortcut import ask

ATTEMPTS = 4


class Fault(Enum):
    """Decides the fault of one call."""

    THROTTLED = "throttled"
    LOST = "lost"
    MET_ANOTHER = "met another transaction"
    DIES_BEFORE = "dies before"
    DIES_AFTER = "dies after"


class Died(BaseException):
    """The process is gone, as after a time-out or a crash: nothing in it may catch this."""


Plan = Callable[[str], Fault | None]


class FaultyAws:
    """Counts calls and lets a plan decide, call by call, what goes wrong."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.calls = 0
        self.struck: list[Fault] = []

    def stand_before(self, client: Any) -> None:
        """Puts itself between a botocore client and the service behind it."""
        endpoint, service = client._endpoint, client.meta.service_model.service_id.hyphenize()
        behind = ask_tables if service == "dynamodb" else endpoint._get_response

        def get_response(request: Any, operation: Any, context: Any) -> Any:
            fault = self.next_fault(operation.name)
            if fault is Fault.THROTTLED:
                return throttled(), None
            if fault is Fault.MET_ANOTHER and operation.name == "TransactWriteItems":
                return cancelled()
            if fault is Fault.DIES_BEFORE:
                raise Died
            answer = behind(request, operation, context)
            if fault is Fault.LOST:
                return None, ConnectionClosedError(endpoint_url=request.url)
            if fault is Fault.DIES_AFTER:
                raise Died
            return answer

        endpoint._get_response = get_response
        client.meta.events.register_first(f"needs-retry.{service}", retry_at_once)
        if service == "dynamodb":  # nobody looks who asks
            client.meta.events.register_first("choose-signer.dynamodb", lambda **_: UNSIGNED)

    @contextmanager
    def calm(self) -> Iterator[None]:
        """No faults inside the block, and nothing is counted: for calls that are not by our code."""
        plan, calls = self.plan, self.calls
        self.plan = lambda _operation: None
        yield
        self.plan, self.calls = plan, calls

    def next_fault(self, operation: str) -> Fault | None:
        self.calls += 1
        fault = self.plan(operation)
        if fault:
            self.struck.append(fault)
        return fault


def ask_tables(request: Any, operation: Any, context: Any) -> tuple[Any, None]:
    """Returns the answer of DynamoDB in memory to a request; its refusals are answers too."""
    return ask(operation, {"body": request.body}), None


def throttled() -> tuple[Any, dict[str, Any]]:
    error = {"Code": "ThrottlingException", "Message": "Rate exceeded"}
    return SimpleNamespace(headers={}, status_code=400, content=b""), {
        "Error": error,
        "ResponseMetadata": {"HTTPStatusCode": 400, "HTTPHeaders": {}},
    }


def cancelled() -> tuple[Any, dict[str, Any]]:
    error = {"Code": "TransactionCanceledException", "Message": "Transaction is ongoing for the item"}
    said = {"Error": error, "CancellationReasons": [{"Code": "TransactionConflict"}, {"Code": "None"}]}
    metadata = {"HTTPStatusCode": 400, "HTTPHeaders": {}}
    return SimpleNamespace(headers={}, status_code=400, content=b""), said | {"ResponseMetadata": metadata}


def retry_at_once(response: Any, attempts: int, caught_exception: Any, **_: Any) -> int | None:
    """botocore's own number of attempts, without its waiting."""
    struck = caught_exception is not None or (response and "Error" in response[1] and "Rate" in str(response[1]))
    return 0 if struck and attempts < ATTEMPTS else None
