"""Who does something to a case, when, and under which catalogue: the context of every decision about a case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.people.actor import Actor


def no_reference() -> str:
    raise RuntimeError("this act opens no other case")


@dataclass(frozen=True, slots=True)
class Act:
    """One act: `by` is system, resident or staff:<id>; `new_reference` names a case that the act opens."""

    catalogue: Catalogue
    at: datetime
    by: str = Actor.SYSTEM
    new_reference: Callable[[], str] = no_reference
