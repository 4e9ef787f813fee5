"""Examples of what is sent and answered, and where one call leads to the next. The people and places are made up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onestop_cli.openapi.examples.refused import REFUSED
from onestop_cli.openapi.examples.residents import TO_RESIDENTS
from onestop_cli.openapi.examples.sent import SENT
from onestop_cli.openapi.examples.staff import TO_STAFF

EXAMPLES: Mapping[str, Any] = {**SENT, **TO_RESIDENTS, **TO_STAFF, **REFUSED}


def to_case(operation: str, **more: str) -> dict[str, Any]:
    """The way from an answer that names a case to another call about it."""
    parameters = {"reference": "$response.body#/reference", **more}
    return {"operationId": operation, "parameters": parameters}


# route -> name -> where its answer leads
LINKS: Mapping[tuple[str, str], Mapping[str, Any]] = {
    ("POST", "/api/cases"): {
        "follow": to_case("show_one", secret="$response.body#/secret"),  # noqa: S106
        "tell": to_case("take_message") | {"requestBody": {"secret": "$response.body#/secret", "text": "Thank you."}},
    },
}
