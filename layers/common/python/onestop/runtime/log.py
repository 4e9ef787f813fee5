"""One structured log line per invocation or decision, with ids as fields: never a name, an address or free text."""

from __future__ import annotations

import os
import traceback
from typing import Any

from aws_lambda_powertools.logging import Logger

SERVICE = os.environ.get("POWERTOOLS_SERVICE_NAME", "onestop")

logger = Logger(service=SERVICE, log_uncaught_exceptions=False, utc=True)


def error_fields(error: BaseException) -> dict[str, Any]:
    """Returns an error as fields for the log, without its message, which might quote what a resident wrote."""
    frames = traceback.extract_tb(error.__traceback__)[-4:]
    said: dict[str, Any] = getattr(error, "response", None) or {}
    return {
        "error": type(error).__name__,
        "code": said.get("Error", {}).get("Code") or getattr(error, "cause_response_code", None),
        "operation": getattr(error, "operation_name", None),
        "where": [f"{frame.name}:{frame.lineno}" for frame in frames],
    }
