"""How a row of the table of events (`events.py`) becomes a type: a dataclass whose fields are given by name.

What all events have in common is written here once; `@dataclass(frozen=True)` would generate it for each, which
doubles the time that this takes at the start of a function (`docs/decisions/0072`).
"""

from __future__ import annotations

import re
from dataclasses import Field, FrozenInstanceError, dataclass
from typing import Any, ClassVar, dataclass_transform

ROWS: list[type[Event]] = []


@dataclass_transform(frozen_default=True, kw_only_default=True)
class Event:
    """A fact about a case, which nothing changes. `type` is its name in messages.

    `shared` marks a class that is not an event, but holds fields of several events.
    """

    type: ClassVar[str]
    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    def __init_subclass__(cls, *, shared: bool = False) -> None:
        dataclass(kw_only=True, repr=False, eq=False)(cls)
        if not shared:
            cls.type = sent_as(cls.__name__)
            ROWS.append(cls)

    def __setattr__(self, name: str, value: Any) -> None:
        if name in vars(self) or name not in self.__dataclass_fields__:
            raise FrozenInstanceError(f"{type(self).__name__}.{name} cannot be set: what has happened stays as it was")
        super().__setattr__(name, value)

    def __delattr__(self, name: str) -> None:
        raise FrozenInstanceError(f"{type(self).__name__}.{name} cannot go: what has happened stays as it was")

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and vars(self) == vars(other)

    def __hash__(self) -> int:
        return hash((type(self), *(getattr(self, name) for name in self.__dataclass_fields__)))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in vars(self).items())})"


def sent_as(name: str) -> str:
    """Returns the type that an event of this name has in messages: `TaskDueSoon` is `task.due_soon`."""
    about, *what = re.findall("[A-Z][a-z]+", name)
    return f"{about}.{'_'.join(what)}".lower()
