"""An answer that also sets a status or a header, and still declares which contract its body follows.

The type checker checks the body against the contract, and the OpenAPI document reads the contract from what the handler
returns (`onestop_cli/openapi/answer_found.py`), so that neither is written twice.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Generic, TypeVar

from chalice.app import Response

Contract = TypeVar("Contract")
JSON = "application/json"


class AnswerOf(Response, Generic[Contract]):
    """A response whose body is a contract of `onestop.contracts.answers`."""


def answer_with(body: Contract, status: int = 200, headers: Mapping[str, str] | None = None) -> AnswerOf[Contract]:
    """Returns a response with this body."""
    said = json.dumps(body, ensure_ascii=False)
    return AnswerOf(body=said, status_code=status, headers={"Content-Type": JSON, **(headers or {})})
