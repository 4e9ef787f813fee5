"""Errors as problem documents (RFC 9457): what is wrong, in which field, and what would be right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onestop.domain import errors
from onestop.domain.errors import Fault, OnestopError

if TYPE_CHECKING:
    from onestop.contracts.answers.common import FaultFound, ProblemOfItem

MEDIA_TYPE = "application/problem+json"

STATUS_AND_TITLE: dict[type[OnestopError], tuple[int, str]] = {
    errors.NotValid: (400, "The request cannot be taken as it stands"),
    errors.NotSignedIn: (401, "Not signed in"),
    errors.NotAllowed: (403, "Not allowed"),
    errors.NotFound: (404, "Not found"),
    errors.LinkRetired: (404, "This link was replaced"),
    errors.Conflict: (409, "The case has moved on"),
    errors.NotPossible: (409, "Not possible now"),
    errors.WrongMediaType: (415, "The media type is not supported"),
    errors.KeyReused: (422, "Idempotency-Key used before"),
    errors.TooMany: (429, "Too many requests"),
    errors.Unavailable: (503, "We cannot do this right now"),
}


def problem(status: int, name: str, title: str, detail: str, *faults: Fault) -> ProblemOfItem:
    """Builds a problem document. `name` makes its type, which docs/problems.md explains."""
    document: ProblemOfItem = {"type": f"/problems/{name}", "title": title, "status": status, "detail": detail}
    if faults:
        document["errors"] = [as_found(fault) for fault in faults]
    return document


def as_found(fault: Fault) -> FaultFound:
    return {"field": fault.field, "message": fault.message, "expected": fault.expected}


def problem_of(error: OnestopError) -> ProblemOfItem:
    """Returns the problem document of one of our errors."""
    status, title = STATUS_AND_TITLE[type(error)]
    name = "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in type(error).__name__).lstrip("-")
    if isinstance(error, errors.NotValid):
        return problem(status, name, title, "See `errors` for each field.", *error.faults)
    if isinstance(error, errors.Conflict):
        fault = Fault("version", f"you saw version {error.yours}", f"version {error.current}: read the case again")
        found = problem(status, name, title, str(error), fault)
        return {**found, "yours": error.yours, "current": error.current}
    if isinstance(error, errors.KeyReused):
        fault = Fault("Idempotency-Key", "was used for a different request", "a new key for a new request")
        return problem(status, name, title, str(error), fault)
    if isinstance(error, errors.WrongMediaType):
        fault = Fault("Content-Type", str(error), "application/json")
        return problem(status, name, title, str(error), fault)
    field = getattr(error, "field", "")
    return problem(status, name, title, str(error), *([Fault(field, str(error))] if field else []))


TOO_LARGE = problem(
    413,
    "too-large",
    "The request is too large",
    "The body is over 256 KB.",
    Fault("body", "is over 256 KB", "at most 262144 bytes; send photos as attachments"),
)
BROKEN = problem(500, "broken", "Something went wrong on our side", "It has been logged. Please try again later.")
UNAVAILABLE = problem(
    503, "unavailable", "We cannot do this right now", "Nothing was changed. Please try again shortly."
)
