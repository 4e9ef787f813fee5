"""Forms as a browser sends them, read with the standard library: what was typed, and what is wrong with it in words.

A page names its fields once (`FormField`). They are read here, what contracts and rules complain of is said at the
field where it was typed, and a form that is sent twice counts once.
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
from onestop.domain.errors import Fault, NotValid
from onestop.domain.translation import Phrase
from onestop.runtime.read_request import raw_body

if TYPE_CHECKING:
    from onestop.runtime.pages.frame import Visit

MEDIA_TYPE = "application/x-www-form-urlencoded"
MOST_FIELDS = 50
BYTES = "latin-1"  # each letter is one byte
KEY_LENGTH = 64
SCORES = ("1", "2", "3", "4", "5")

PostedForm = Mapping[str, str]
ShownErrors = list[tuple[str, str]]  # the field, and what is wrong with it in words


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """One field of a form. `faults` are its names in what contracts and rules complain of; `words` names the phrases
    that say so: missing_WORDS where it is empty, wrong_WORDS where it is not."""

    name: str  # in the form; several choices are fields of their own: NAME.CHOICE
    faults: tuple[str, ...]
    words: str
    code: str = ""  # what its value is kept under
    kind: str = "text"
    choices: tuple[str, ...] = ()


def read_form(request: Request, most: int = MOST_FIELDS) -> dict[str, str]:
    """The fields of a form, so many at most, each once. Raises NotValid."""
    return dict(read_pairs(request, most))


def read_pairs(request: Request, most: int) -> list[tuple[str, str]]:
    """The fields of a form in its order, one as often as it was sent. Control characters, which word processors leave
    behind, become spaces; raises NotValid."""
    media_type = (request.headers.get("content-type") or "").partition(";")[0].strip().lower()
    if media_type != MEDIA_TYPE:
        raise NotValid(Fault("body", "this is not a form", MEDIA_TYPE))
    try:
        fields = pairs_of(raw_body(request), most, keep_blank=True)
    except ValueError:
        raise NotValid(Fault("body", "this form has too many fields", f"at most {most}")) from None
    return [(text_of(name), clean_field(text_of(value))) for name, value in fields]


def pairs_of(body: bytes, most: int, *, keep_blank: bool = False) -> list[tuple[bytes, bytes]]:
    """The names and values of a form, byte by byte. Raises ValueError for too many."""
    pairs = parse_qsl(
        body.decode(BYTES), keep_blank_values=keep_blank, max_num_fields=most, encoding=BYTES, errors="replace"
    )
    return [(name.encode(BYTES), value.encode(BYTES)) for name, value in pairs]


def text_of(data: bytes) -> str:
    """What was typed: UTF-8 as browsers send it, else Windows-1252, which older programs send without a word. A letter
    that cannot be read is lost for good, so nothing is read with question marks."""
    for codec in ("utf-8", "cp1252"):
        try:
            return data.decode(codec)
        except UnicodeDecodeError:
            continue
    return data.decode(BYTES)


def clean_field(text: str) -> str:
    return CONTROL.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def read_values(form: PostedForm, fields: Iterable[FormField]) -> dict[str, Any]:
    """What was filled in, by the codes of the fields. What cannot be read stays as it was typed, to be refused by
    whoever checks it."""
    read = {field.code: READERS.get(field.kind, typed)(form, field) for field in fields}
    return {code: value for code, value in read.items() if value not in (None, "")}


def typed(form: PostedForm, field: FormField) -> str:
    return form.get(field.name, "")


def read_number(form: PostedForm, field: FormField) -> float | str:
    text = typed(form, field).replace(",", ".")
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
    """What a check finds wrong: a form says everything at once, and most checks stop at the first that they find."""
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
    """What is wrong, in the order of the form: each field once, in the resident's language. `otherwise` is the field
    where what belongs to none is said."""
    fields = tuple(fields)
    names = {fault: field.name for field in fields for fault in field.faults}
    wrong = {names.get(fault.field, otherwise) for fault in faults}
    return [
        (field.name, visit.say(texts[f"{'wrong' if typed(form, field) else 'missing'}_{field.words}"]))
        for field in fields
        if field.name in wrong
    ]


def new_key() -> str:
    """What a form carries so that it counts once, however often it is sent."""
    return secrets.token_urlsafe(16)


def once_key(form: PostedForm) -> str | None:
    """The idempotency key of a form that was sent; None for one that carries none."""
    key = form.get("key", "")[:KEY_LENGTH]
    return f"form:{key}" if key else None
