"""The fields of a form of the desk: a name may come several times, as boxes that are ticked do."""

from __future__ import annotations

from dataclasses import dataclass

from chalice.app import Request

from onestop.domain.errors import Fault, NotValid
from onestop.runtime.pages.posted_forms import MEDIA_TYPE, clean, pairs_of, text_of
from onestop.runtime.read_request import raw_body

MOST = 300


@dataclass(frozen=True, slots=True)
class Fields:
    """What was sent, in the order of the form."""

    pairs: tuple[tuple[str, str], ...] = ()

    def text(self, name: str) -> str:
        """What stands in a field; empty where there is none."""
        return next((value for each, value in self.pairs if each == name), "")

    def texts(self, name: str) -> list[str]:
        """What stands in all fields of a name."""
        return [value for each, value in self.pairs if each == name]


def read_fields(request: Request) -> Fields:
    """Reads a form; raises NotValid for what is none."""
    media_type = (request.headers.get("content-type") or "").partition(";")[0].strip().lower()
    if media_type != MEDIA_TYPE:
        raise NotValid(Fault("body", "this is not a form", MEDIA_TYPE))
    try:
        sent = pairs_of(raw_body(request), MOST, keep_blank=True)
    except ValueError:
        raise NotValid(Fault("body", "this form has too many fields", f"at most {MOST}")) from None
    return Fields(tuple((text_of(name), clean(text_of(value))) for name, value in sent))
