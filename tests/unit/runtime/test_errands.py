"""An errand is refused with the same error on both sides; what cannot be reached is told apart from a refusal."""

from __future__ import annotations

import json
from typing import Any

import pytest
from botocore.exceptions import EndpointConnectionError

from onestop.domain import errors
from onestop.domain.errors import Fault, OnestopError
from onestop.runtime.errands import ERRAND, REFUSALS, run_errand
from onestop.runtime.web import UNREACHABLE
from tests.builders import NOW

EVENT = {
    ERRAND: {
        "name": "do",
        "staff": {"id": "clerk-1", "agencies": ["streets"], "roles": ["clerk"]},
        "at": NOW.isoformat(),
        "fields": {"arrival": "x"},
    }
}
REFUSED: tuple[OnestopError, ...] = (
    errors.NotValid(Fault("kind", "there is no such kind", "one of: spam"), Fault("month", "this is not a month")),
    errors.NotAllowed("Only the triage desk.", "agency"),
    errors.NotFound("There is none.", "arrival"),
    errors.Conflict("7KQ2-M4TX-9BWD-D", 3, 4),
    errors.NotPossible("A case was made of it already.", "arrival"),
    errors.TooMany("Too many.", 1800),
    errors.KeyReused("k"),
)


def answer_to(error: Exception | None) -> dict[str, Any]:
    def do(errand: Any) -> Any:
        if error:
            raise error
        return {"by": errand.staff.actor, "at": errand.at.isoformat(), **errand.fields}

    told: dict[str, Any] = json.loads(json.dumps(run_errand(EVENT, {"do": do})))
    return told


@pytest.mark.parametrize("error", REFUSED, ids=lambda error: type(error).__name__)
def test_a_refusal_is_the_same_error_with_the_same_words(error: OnestopError) -> None:
    refused = answer_to(error)["refused"]
    again = REFUSALS[refused["kind"]](refused)
    assert (type(again), str(again)) == (type(error), str(error))
    assert getattr(again, "faults", None) == getattr(error, "faults", None)
    assert getattr(again, "retry_after", None) == getattr(error, "retry_after", None)


def test_what_does_not_answer_is_unreachable_to_whoever_asked() -> None:
    refused = answer_to(EndpointConnectionError(endpoint_url="https://dynamodb"))["refused"]
    assert isinstance(REFUSALS[refused["kind"]](refused), UNREACHABLE)


def test_what_was_done_comes_back_with_who_asked_and_when() -> None:
    assert answer_to(None) == {"done": {"by": "staff:clerk-1", "at": NOW.isoformat(), "arrival": "x"}}


def test_what_nobody_foresaw_breaks_off_for_the_log_to_say() -> None:
    with pytest.raises(ZeroDivisionError):
        answer_to(ZeroDivisionError())
