"""Errands: what one function has another do for a member of staff, because only the other has the right to do it.

The desk calls intake this way, by invoking it: whoever may invoke the function is believed about who the member of
staff is, and the template allows only the desk. What intake refuses is refused here with the same error.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import msgspec
from botocore.exceptions import BotoCoreError

from onestop.domain import errors
from onestop.domain.errors import Fault, OnestopError
from onestop.runtime.clients import client
from onestop.runtime.identity import Staff
from onestop.runtime.log import error_fields, logger
from onestop.runtime.web import UNREACHABLE

ERRAND = "errand"  # the key that an event of this kind has, and no request of API Gateway has


class ErrandFailed(BotoCoreError):
    """The called function could not reach a service that it depends on.

    Not an OnestopError: it is answered like any other part of AWS that cannot be reached (503).
    """

    fmt = "An errand was not done: what it needs does not answer."


class Errand(msgspec.Struct, frozen=True, kw_only=True):
    """A task for the other function: its name and content, for whom, and when they asked."""

    name: str
    staff: Staff
    at: datetime
    fields: dict[str, Any] = {}


DoErrand = Callable[[Errand], Any]
REFUSALS: Mapping[str, Callable[[Mapping[str, Any]], Exception]] = {
    "NotValid": lambda told: errors.NotValid(*(Fault(**fault) for fault in told["faults"])),
    "NotAllowed": lambda told: errors.NotAllowed(told["detail"], told["field"]),
    "NotFound": lambda told: errors.NotFound(told["detail"], told["field"]),
    "NotPossible": lambda told: errors.NotPossible(told["detail"], told["field"]),
    "Conflict": lambda told: errors.Conflict(told["reference"], told["yours"], told["current"]),
    "KeyReused": lambda told: errors.KeyReused(""),
    "TooMany": lambda told: errors.TooMany(told["detail"], told["retry_after"]),
    "Unanswered": lambda _: ErrandFailed(),  # type: ignore[no-untyped-call]
}


def send_errand(function: str, name: str, staff: Staff, at: datetime, **fields: Any) -> Any:
    """Has the named function do an errand, and returns the result. Raises the error with which it was refused."""
    errand = Errand(name=name, staff=staff, at=at, fields=fields)
    sent = msgspec.json.encode({ERRAND: errand})
    answer = client("lambda").invoke(FunctionName=function, Payload=sent)
    told = json.loads(answer["Payload"].read())
    if answer.get("FunctionError"):
        raise RuntimeError(f"the errand {name} broke off")  # the reason is in the other function's log
    if refused := told.get("refused"):
        raise REFUSALS[refused["kind"]](refused)
    return told["done"]


def run_errand(event: Mapping[str, Any], errands: Mapping[str, DoErrand]) -> dict[str, Any]:
    """Does the errand of an event, and returns its result or why it was refused."""
    errand = msgspec.convert(event[ERRAND], Errand)
    try:
        done = errands[errand.name](errand)
    except OnestopError as error:
        return {"refused": refusal_of(error)}
    except UNREACHABLE as error:
        logger.error("a dependency failed", **error_fields(error))
        return {"refused": {"kind": "Unanswered"}}
    return {"done": done}


def refusal_of(error: OnestopError) -> dict[str, Any]:
    """Returns a refusal in a form that can be sent: its kind, and the values for its words."""
    kind = next(name for name in REFUSALS if name in {each.__name__ for each in type(error).__mro__})
    return {
        "kind": kind,
        "detail": str(error),
        "field": getattr(error, "field", ""),
        "retry_after": getattr(error, "retry_after", 0),
        "reference": getattr(error, "reference", ""),
        "yours": getattr(error, "yours", 0),
        "current": getattr(error, "current", 0),
        "faults": [msgspec.to_builtins(fault) for fault in getattr(error, "faults", ())],
    }
