"""What is wrong with a call, in the words and by the code rules of GeoReport v2.

"The HTTP error codes should always be 404 for resources that don't exist, 403 for errors because of wrong or missing
api_key and basically 400 for any other error." Several errors are reported at once; each code in the body is the status
that the error would have alone. Errors that are not the call's fault keep HTTP's own status: 429 for too many calls,
503 while we cannot answer, 500 for our own fault.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onestop.domain import errors
from onestop.domain.errors import Fault, NotValid, OnestopError

if TYPE_CHECKING:
    from onestop.contracts.answers.open311 import Open311Error

MISSING = "this field is missing"  # the same words as in domain/results.py
# our fields -> their names in a GeoReport form
FIELDS: Mapping[str, str] = {
    "place": "lat and long, or address_string",
    "place.lat": "lat",
    "place.long": "long",
    "place.address": "address_string",
    "contact.name": "first_name and last_name",
    "contact.email": "email",
    "contact.phone": "phone",
}
STATUS: tuple[tuple[type[OnestopError], int], ...] = (
    (errors.NotAllowed, 403),
    (errors.NotFound, 404),
    (errors.TooMany, 429),
    (OnestopError, 400),
)
WORST_FIRST = (403, 404, 429, 400)  # somebody without a key learns that first


@dataclass(frozen=True, slots=True)
class Complaint:
    """One fault: its own status code, and words for the person who uses the client."""

    code: int
    words: str


class RequestRefused(Exception):
    """A call that cannot be answered, with all its faults.

    Not an OnestopError: a client of Open311 is answered by the rules of GeoReport, which have other codes and shapes.
    """

    def __init__(self, *complaints: Complaint) -> None:
        super().__init__("; ".join(complaint.words for complaint in complaints))
        self.complaints = complaints

    @property
    def status(self) -> int:
        """The HTTP status for all of them."""
        codes = {complaint.code for complaint in self.complaints}
        return next((code for code in WORST_FIRST if code in codes), max(codes))

    @property
    def body(self) -> list[Open311Error]:
        """The errors as the specification lists them."""
        return [{"code": complaint.code, "description": complaint.words} for complaint in self.complaints]


def refusal_of(error: OnestopError) -> RequestRefused:
    """An error of ours in the form for a client of Open311."""
    if isinstance(error, NotValid):
        return RequestRefused(*complaints_of(error.faults))
    code = next(code for kind, code in STATUS if isinstance(error, kind))
    return RequestRefused(Complaint(code, str(error)))


def complaints_of(faults: Iterable[Fault]) -> list[Complaint]:
    """Faults as complaints: an unknown service does not exist (404), all others are bad input (400)."""
    return [Complaint(404 if fault.field == "service_code" else 400, words_of(fault)) for fault in faults]


def words_of(fault: Fault) -> str:
    """A fault in a sentence. A missing attribute is reported as clients test for it: `CODE required`."""
    if fault.field.startswith("answers."):
        code = fault.field.removeprefix("answers.")
        if fault.message == MISSING:
            return f"{code} required"
        return f"attribute[{code}]: {fault.message}; expected {fault.expected}"
    name = FIELDS.get(fault.field, fault.field)
    return f"{name}: {fault.message}" + (f"; expected {fault.expected}" if fault.expected else "")
