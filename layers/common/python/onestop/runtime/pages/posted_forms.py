"""Forms as a browser sends them, read with the standard library: what was typed, and what is wrong with it, in words.

A page names its fields once (`FormField`). They are read here, faults that contracts and rules find are shown at the
field where they were typed, and a form that is sent twice counts once.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from chalice.app import Request

from onestop.contracts.read_contract import CONTROL
from onestop.domain.charsets.decode import decode
from onestop.domain.errors import Fault, NotValid
from onestop.domain.forms import typed_numbers
from onestop.domain.translation import Phrase
from onestop.domain.visible_words import shows_something
from onestop.runtime.read_request import raw_body

if TYPE_CHECKING:
    from onestop.runtime.pages.frame import Visit

MEDIA_TYPE = "application/x-www-form-urlencoded"
MOST_FIELDS = 50
BYTES = "latin-1"  # each byte becomes one letter
KEY_LENGTH = 64
SCORES = ("1", "2", "3", "4", "5")

PostedForm = Mapping[str, str]
ShownErrors = list[tuple[str, str]]  # the field, and what is wrong with it in words


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """One field of a form. `faults` are its names in the faults that contracts and rules report; `words` names the
    phrases for them: missing_WORDS if it is empty, wrong_WORDS if it is not."""

    name: str  # in the form; several choices are separate fields: NAME.CHOICE
    faults: tuple[str, ...]
    words: str
    code: str = ""  # the code under which its value is kept
    kind: str = "text"
    choices: tuple[str, ...] = ()


def read_form(request: Request, most: int = MOST_FIELDS) -> dict[str, str]:
    """Reads the fields of a form, at most this many, each once. Raises NotValid."""
    return dict(read_pairs(request, most))


def read_pairs(request: Request, most: int) -> list[tuple[str, str]]:
    """Reads the fields of a form in order, each as often as it was sent. Control characters, which word processors
    leave behind, become spaces; raises NotValid."""
    media_type = (request.headers.get("content-type") or "").partition(";")[0].strip().lower()
    if media_type != MEDIA_TYPE:
        raise NotValid(Fault("body", "this is not a form", MEDIA_TYPE))
    try:
        fields = pairs_of(raw_body(request), most, keep_blank=True)
    except ValueError:
        raise NotValid(Fault("body", "this form has too many fields", f"at most {most}")) from None
    return [(text_of(name), clean_field(text_of(value))) for name, value in fields]


def pairs_of(body: bytes, most: int, *, keep_blank: bool = False) -> list[tuple[bytes, bytes]]:
    """Reads the names and values of a form, byte by byte. Raises ValueError if there are too many."""
    pairs = parse_qsl(
        body.decode(BYTES), keep_blank_values=keep_blank, max_num_fields=most, encoding=BYTES, errors="replace"
    )
    return [(name.encode(BYTES), value.encode(BYTES)) for name, value in pairs]


def text_of(data: bytes) -> str:
    """Decodes what was typed: UTF-8 as browsers send it, or else the charset that older programs send without saying
    so. A character that cannot be read would be lost for good, so nothing is replaced by question marks."""
    return decode(data)


def clean_field(text: str) -> str:
    """Returns what was typed without control characters and spaces around it; empty if it shows nothing."""
    typed = CONTROL.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    return typed if shows_something(typed) else ""


def read_values(form: PostedForm, fields: Iterable[FormField]) -> dict[str, Any]:
    """Reads what was filled in, by the codes of the fields. What cannot be read stays as it was typed; the check after
    this refuses it."""
    read = {field.code: READERS.get(field.kind, typed)(form, field) for field in fields}
    return {code: value for code, value in read.items() if value not in (None, "")}


def typed(form: PostedForm, field: FormField) -> str:
    return form.get(field.name, "")


def read_number(form: PostedForm, field: FormField) -> float | str:
    """Reads a number as forms do; one that can be read in two ways stays as typed."""
    text = typed(form, field)
    if typed_numbers.two_readings(text):
        return text
    if not isinstance(known := typed_numbers.read_number(text), str):
        return known
    text = text.replace(",", ".")
    try:
        number = int(text) if text.isascii() and text.isdigit() else float(text)
    except ValueError:
        return text
    return number if isinstance(number, int) or isfinite(number) else text


def read_score(form: PostedForm, field: FormField) -> int | str:
    text = typed(form, field)
    return int(text) if text in SCORES else text


def read_yesno(form: PostedForm, field: FormField) -> bool | str:
    return {"yes": True, "no": False}.get(typed(form, field), typed(form, field))


def read_choices(form: PostedForm, field: FormField) -> list[str] | None:
    return [code for code in field.choices if f"{field.name}.{code}" in form] or None


READERS: Mapping[str, Callable[[PostedForm, FormField], Any]] = {
    "number": read_number,
    "scale": read_score,
    "yesno": read_yesno,
    "choices": read_choices,
}


def faults_of(check: Callable[..., Any], *arguments: Any) -> tuple[Fault, ...]:
    """Returns all faults that a check finds: a form reports everything at once, but most checks stop at the first
    fault."""
    try:
        check(*arguments)
    except NotValid as error:
        return error.faults
    return ()


def say_wrong(
    faults: Iterable[Fault],
    fields: Iterable[FormField],
    form: PostedForm,
    texts: Mapping[str, Phrase],
    visit: Visit,
    otherwise: str = "",
) -> list[tuple[str, str]]:
    """Returns what is wrong, in the order of the form: each field once, in the resident's language. Faults that belong
    to no field are shown at the field `otherwise`."""
    fields = tuple(fields)
    names = {fault: field.name for field in fields for fault in field.faults}
    wrong = {names.get(fault.field, otherwise) for fault in faults}
    return [
        (field.name, visit.say(texts[f"{'wrong' if typed(form, field) else 'missing'}_{field.words}"]))
        for field in fields
        if field.name in wrong
    ]


def new_key() -> str:
    """Returns the key that a form carries so that it counts once, however often it is sent."""
    return secrets.token_urlsafe(16)


def once_key(form: PostedForm) -> str | None:
    """Returns the idempotency key of a form that was sent; None if it carries none."""
    key = form.get("key", "")[:KEY_LENGTH]
    return f"form:{key}" if key else None
