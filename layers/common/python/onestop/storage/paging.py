"""Pages of a list, and the cursors that lead from one to the next."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from onestop.domain.cases.references import read_reference
from onestop.domain.errors import Fault, NotValid
from onestop.storage.cases.case_keys import ON_TOP

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class ListPage(Generic[Item]):
    """Some items, and the cursor to ask for the next page with; None at the end."""

    items: list[Item]
    cursor: str | None


def index_key(index: str, key: str, order: str, pk: str, sk: str) -> dict[str, dict[str, str]]:
    """Returns the place in an index after which a Query continues."""
    values = {f"{index}_key": key, f"{index}_order": order, "pk": pk, "sk": sk}
    return {name: {"S": value} for name, value in values.items()}


def write_cursor(order: str) -> str:
    """Writes the cursor for a place in an index: its sort key, in characters that an address may contain."""
    return base64.urlsafe_b64encode(order.encode()).decode()


def read_cursor(cursor: str, *shape: str, after: str = "", before: str = "\x7f") -> list[str]:
    """Splits a cursor into the parts of the last item's place, such as a time, a reference and the id of a task.

    Refuses a cursor of another list, recognised by its `shape` (names of PARTS) or because it is outside what this list
    asks for: DynamoDB would refuse the whole Query, as if the fault were ours.
    """
    try:
        order = base64.urlsafe_b64decode(cursor.encode()).decode()
    except (binascii.Error, UnicodeError):
        order = ""
    parts = order.split("#", len(shape) - 1)
    known = len(parts) == len(shape) and all(PARTS[kind](part) for kind, part in zip(shape, parts, strict=True))
    if not (known and after <= order < before):
        raise NotValid(Fault("cursor", "this is not a cursor of this list", "the `cursor` of the page before"))
    return parts


def is_moment(text: str) -> bool:
    """Whether this is a time in the form that our rows use."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return False
    return moment.tzinfo is not None and moment.isoformat() == text


def matches(pattern: str) -> Callable[[str], bool]:
    known = re.compile(pattern)
    return lambda text: known.fullmatch(text) is not None


PARTS: Mapping[str, Callable[[str], bool]] = {
    "moment": is_moment,
    "due": lambda text: is_moment(text.removeprefix(ON_TOP)),
    "reference": lambda text: read_reference(text) == text,
    "task": matches("[0-9]{2,4}"),
    "sequence": matches("[0-9]{6}"),
    "nothing": lambda text: not text,
    "arrival": matches("[0-9a-f]{20}"),
    "look": matches("[ -~]{1,400}"),  # by whom, and about whom
}
