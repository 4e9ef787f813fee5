"""Pages of a list, and the cursors between them."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from typing import Generic, TypeVar

from onestop.domain.errors import Fault, NotValid

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """Some items, and the cursor that the next page is asked for with; None at the end."""

    items: list[Item]
    cursor: str | None


def index_key(index: str, key: str, order: str, pk: str, sk: str) -> dict[str, dict[str, str]]:
    """The place in an index after which a Query goes on."""
    values = {f"{index}_key": key, f"{index}_order": order, "pk": pk, "sk": sk}
    return {name: {"S": value} for name, value in values.items()}


def write_cursor(order: str) -> str:
    """The cursor of a place in an index: its order, in letters that an address may hold."""
    return base64.urlsafe_b64encode(order.encode()).decode()


def read_cursor(cursor: str) -> list[str]:
    """Splits a cursor into the parts of the last item's place: time, reference, and for a task or event its id."""
    try:
        parts = base64.urlsafe_b64decode(cursor.encode()).decode().split("#")
    except (binascii.Error, UnicodeError):
        parts = []
    if len(parts) not in (2, 3):
        raise NotValid(Fault("cursor", "this is not a cursor of this list", "the `cursor` of the page before"))
    return parts
