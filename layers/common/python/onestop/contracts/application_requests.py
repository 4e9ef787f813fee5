"""What programs send about applications."""

from __future__ import annotations

from typing import Annotated, Any

from msgspec import Meta, Struct

from onestop.contracts.api import Code, Email, Language
from onestop.contracts.attachments import FileName


class ApplicationBody(Struct, forbid_unknown_fields=True, kw_only=True):
    """POST /api/applications: the answers to the whole form of a service, by the names of its schema."""

    service_code: Code
    answers: Annotated[
        dict[str, Any], Meta(description="As the form of the service has them: its schema says what is valid.")
    ]
    language: Language | None = None
    signers: (
        Annotated[
            dict[str, Email],
            Meta(
                max_length=20,
                description="Where those who sign are sent their links, by `party` as the answer names them; "
                "may come later, with the same answers and Idempotency-Key.",
                examples=[{"owner-2": "li@example.org"}],
            ),
        ]
        | None
    ) = None


class ApplicationFileBody(Struct, forbid_unknown_fields=True, kw_only=True):
    """POST /api/applications/files: asks for a place for one file of an application, which will be sent with the same
    Idempotency-Key and name the file in its answers: `"site-plan": [{"id": "..."}]`."""

    service_code: Code
    question: Annotated[str, Meta(max_length=200, description="The path of the answer.", examples=["site-plan"])]
    name: FileName = ""
