"""What programs send about applications."""

from __future__ import annotations

from typing import Annotated, Any

from msgspec import Meta, Struct

from onestop.contracts.api import Code, Language


class ApplicationBody(Struct, forbid_unknown_fields=True, kw_only=True):
    """POST /api/applications: the answers to the whole form of a service, by the names of its schema."""

    service_code: Code
    answers: Annotated[
        dict[str, Any], Meta(description="As the form of the service has them: its schema says what is valid.")
    ]
    language: Language | None = None
