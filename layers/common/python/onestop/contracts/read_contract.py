"""Reads what a client sent into a contract, and reports everything that is wrong with it at once."""

from __future__ import annotations

import codecs
import math
import re
from collections.abc import Iterator
from functools import cache
from typing import Any, TypeVar, get_type_hints

import msgspec

from onestop.contracts.addresses import PLAIN
from onestop.contracts.right_values import right_value
from onestop.domain.errors import Fault, NotValid
from onestop.domain.visible_words import shows_something

Body = TypeVar("Body", bound=msgspec.Struct)

EXACT = 2**53  # beyond it, a float may not be the number that was written
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
WORDS = (
    ("`str` of length", "text of length"),
    ("`str` matching regex", "text of the form"),
    ("`str | null`", "text"),
    ("`float | null`", "a number"),
    ("`object | null`", "an object"),
    ("`int | str`", "a whole number or text"),
    ("`str`", "text"),
    ("`float`", "a number"),
    ("`int`", "a whole number"),
    ("`object`", "an object"),
    ("`array`", "a list"),
    ("`", ""),
)

# What would be right, for rules that would be shown as a regular expression: by the last name of the field
FORMS = {
    "email": "an e-mail address such as name@example.org",
    "phone": "a telephone number such as +1 902 555 0123",
    "language": "a language such as en, es or zh-Hans",
    "service_code": "the code of a service: small letters, digits and hyphens",
}


def read_number(text: str) -> float | int:
    """Reads a number with a point or an exponent. JSON has one kind of number (RFC 8259, 6): 3.0 is the whole number
    3."""
    number = float(text)
    if not math.isfinite(number):
        raise ValueError("a number is out of range")
    return int(number) if number.is_integer() and abs(number) < EXACT else number


JSON = msgspec.json.Decoder(float_hook=read_number)


def read_body(raw: bytes, kind: type[Body]) -> Body:
    """Reads a JSON body into a contract. Empty text counts as absent (Open311 asks for that), and so does one
    that shows nothing; raises NotValid."""
    try:
        sent = JSON.decode(raw.removeprefix(codecs.BOM_UTF8))  # programs for Windows write it (RFC 8259, 8.1)
        if not isinstance(sent, dict):
            raise NotValid(Fault("body", "this is JSON, but not an object", "a JSON object such as {...}"))
        return read_fields(sent, kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise NotValid(Fault("body", f"this is not JSON: {error}", "a JSON object in UTF-8")) from None
    except RecursionError:
        raise NotValid(Fault("body", "this is nested too deeply", "a JSON object of a few levels")) from None


def read_fields(sent: dict[str, Any], kind: type[Body]) -> Body:
    """Reads a dict into a contract; raises NotValid with a fault for each field that is wrong."""
    faults = [*control_faults("", sent)]
    sent = {name: value for name, value in sent.items() if not is_left_out(value)}
    known = fields_of(kind)
    for name in sent.keys() - known.keys():
        faults.append(Fault(name, "there is no such field", f"one of: {', '.join(known)}"))
    for name, (required, field_kind) in known.items():
        if name in sent:
            faults.extend(field_faults(name, without_empty(sent[name]), field_kind))
        elif required:
            faults.append(Fault(name, "this field is missing", "a value"))
    if faults:
        raise NotValid(*faults)
    return msgspec.convert({name: without_empty(value) for name, value in sent.items()}, kind)


@cache
def fields_of(kind: type[msgspec.Struct]) -> dict[str, tuple[bool, Any]]:
    """Returns whether each field of a contract is required, and its type: cached, because finding out costs more than
    reading."""
    hints = get_type_hints(kind, include_extras=True)
    return {field.name: (field.required, hints[field.name]) for field in msgspec.structs.fields(kind)}


def is_left_out(value: Any) -> bool:
    """Says whether a value is as good as none: a text that shows nothing would stand on a page like one."""
    return value is None or (isinstance(value, str) and not shows_something(value))


def without_empty(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: as_written(name, inner) for name, inner in value.items() if not is_left_out(inner)}
    return value


def as_written(name: str, value: Any) -> Any:
    """Returns an address or a number in the form that we keep, recognised by the name of its field; anything else
    unchanged."""
    return PLAIN[name](value) if name in PLAIN and isinstance(value, str) else value


def field_faults(name: str, value: Any, kind: Any) -> Iterator[Fault]:
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        wrong, _, path = str(error).partition(" - at `$")
        inner = path.rstrip("`")
        if inner == "[...]" and len(value) > 1:  # msgspec does not say which of the entries
            for key in value:
                yield from field_faults(name, {key: value[key]}, kind)
            return
        inner = inner.replace("[...]", f".{next(iter(value))}") if isinstance(value, dict) and value else inner
        wrong = wrong.partition(" - at `key` in")[0]
        unknown = re.fullmatch(r"Object contains unknown field `(.*)`", wrong)
        if unknown:
            yield Fault(f"{name}{inner}.{unknown[1]}", "there is no such field", "leave it out")
        else:
            for machine, human in WORDS:
                wrong = wrong.replace(machine, human)
            if "text of the form" in wrong and (form := FORMS.get(f".{name}{inner}".rpartition(".")[2])):
                wrong = f"Expected {form}"
            expected, _, got = wrong.removeprefix("Expected ").partition(", got ")
            right = right_value(kind, inner) or expected
            yield Fault(name + inner, f"got {got}" if got else "this value cannot be taken", right)


def control_faults(path: str, value: Any) -> Iterator[Fault]:
    """Yields a fault for each text with control characters, which do harm in logs, e-mails and terminals."""
    if isinstance(value, str) and (found := CONTROL.search(value)):
        yield Fault(path, f"has the control character U+{ord(found[0]):04X}", "text; line breaks and tabs are fine")
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from control_faults(f"{path}.{name}".lstrip("."), inner)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from control_faults(f"{path}[{number}]", inner)
