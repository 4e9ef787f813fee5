"""Steps of workflows that came while a function had no copy free. The engine reports them as `Lambda.Unknown`, as if
the function had crashed; Step Functions names them, and our workflows wait longer for a copy than they try what
fails."""

from __future__ import annotations

from typing import Any

from ministack.services import stepfunctions

ENGINE: Any = stepfunctions
CALL = ENGINE._call_lambda
UNNAMED = "Lambda.Unknown"
NAME = "TooManyRequestsException"  # as Lambda's own interface calls it


def name_throttled_steps() -> None:
    """Let the engine say that a function was not called, as Step Functions does."""
    ENGINE._call_lambda = call


def call(function: Any, event: Any) -> Any:
    """Calls a function for a workflow."""
    try:
        return CALL(function, event)
    except ENGINE._ExecutionError as failed:
        if failed.error == UNNAMED and NAME in str(failed.cause):
            raise ENGINE._ExecutionError(f"Lambda.{NAME}", failed.cause) from None
        raise
