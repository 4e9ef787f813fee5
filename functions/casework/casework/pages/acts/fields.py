"""The fields of an act, made from its contract: how each is shown, and how it is read back.

Their kinds are those of contracts, such as a moment or several agencies; questions and results, whose kinds the
catalogue gives, are read by `onestop.runtime.pages.posted_forms`.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Literal, Union, get_args, get_origin
from zoneinfo import ZoneInfo

from msgspec import Meta

from casework.pages.acts.table import ActForm
from casework.pages.form_fields import SentFields
from onestop.contracts.read_contract import fields_of

AREA = 500  # characters: text that may be longer gets a multi-line box
# the kind of a text field, where its name says more than its type
NAMED: Mapping[str, str] = {
    "agency": "agency",
    "service_code": "service",
    "code": "extra",
    "assignee": "person",
    "into": "reference",
    "reference": "reference",
    "case": "reference",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ActField:
    """One field of an act: its name in the contract, how it is shown, whether it is required."""

    name: str
    kind: str
    required: bool
    most: int | None = None
    choices: tuple[str, ...] = ()


def fields_for(form: ActForm) -> tuple[ActField, ...]:
    """Returns the fields that a form asks for, in the order of its contract."""
    return tuple(
        field_of(name, required or name in form.needs, type_)
        for name, (required, type_) in fields_of(form.kind).items()
        if name not in form.fixed and name not in form.without
    )


def field_of(name: str, required: bool, type_: Any) -> ActField:
    plain, most = without_extras(type_)
    if get_origin(plain) is Literal:
        return ActField(name=name, kind="choice", required=required, choices=get_args(plain))
    if plain is datetime:
        kind = "moment"
    elif plain is bool:
        kind = "flag"
    elif get_origin(plain) is list:
        kind = "agencies"
    elif get_origin(plain) is dict:
        kind = "results"
    else:
        kind = NAMED.get(name) or ("area" if most and most >= AREA else "line")
    return ActField(name=name, kind=kind, required=required, most=most)


def without_extras(type_: Any) -> tuple[Any, int | None]:
    """Returns a type without "or None" and limits, and how long a text of it may be."""
    if get_origin(type_) in (Union, types.UnionType):
        type_ = next(each for each in get_args(type_) if each is not type(None))
    if get_origin(type_) is Annotated:
        inner, *extras = get_args(type_)
        return inner, next((extra.max_length for extra in extras if isinstance(extra, Meta)), None)
    return type_, None


def read_act(form: ActForm, sent: SentFields, zone: str) -> dict[str, Any]:
    """Reads what was filled in, as the contract takes it; what cannot be read stays as typed, and is refused there.
    Results are a form inside this one (`result_fields`)."""
    given = {
        field.name: READERS.get(field.kind, read_text)(sent, field, zone)
        for field in fields_for(form)
        if field.kind != "results"
    }
    return {name: value for name, value in given.items() if value not in ("", None, [])} | dict(form.fixed)


def read_text(sent: SentFields, field: ActField, zone: str) -> Any:
    return sent.text(field.name)


def read_moment(sent: SentFields, field: ActField, zone: str) -> Any:
    """Reads a moment of the local clock. In the hour that a clock change repeats, it is the first of the two."""
    text = sent.text(field.name)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    return (moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))).isoformat()


READERS: Mapping[str, Callable[[SentFields, ActField, str], Any]] = {
    "moment": read_moment,
    "flag": lambda sent, field, zone: sent.text(field.name) == "yes" or None,
    "agencies": lambda sent, field, zone: sent.texts(field.name),
}
