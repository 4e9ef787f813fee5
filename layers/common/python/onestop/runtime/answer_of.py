"""An answer that must also say a status or a header, and still says which contract its body keeps to.

The type checker holds the body to the contract, and the OpenAPI document reads the contract from what the handler
returns (`onestop_cli/openapi/answer_found.py`), so that neither is written down a second time.
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
    """The answer with this body."""
    said = json.dumps(body, ensure_ascii=False)
    return AnswerOf(body=said, status_code=status, headers={"Content-Type": JSON, **(headers or {})})
