"""Agencies, which do the work, as `agencies.yaml` gives them. For the type checker (see `catalogue.jurisdiction`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NotRequired, TypedDict

from onestop.domain.catalogue.catalogue import Texts

# A system is a machine that does tasks automatically. The kind stays text, as in the catalogue; the type checker
# refuses to compare it with any other word.
AgencyKind = Literal["department", "contractor", "system"]


class GivenPenalty(TypedDict):
    """A contractor's penalty for being late, by its contract."""

    per_hour: float  # for each working hour after the deadline and the free ones
    currency: str  # three capital letters
    free_hours: NotRequired[float]
    at_most: NotRequired[float]  # for one task


MacroAct = Literal["done", "take", "ask", "transfer", "wait", "decline", "note", "message", "withdraw"]


class GivenStep(TypedDict):
    """One act of a macro: which form of the desk it fills in, and with what."""

    act: MacroAct
    text: NotRequired[Texts]  # to the resident in the language of the case
    agency: NotRequired[str]  # for a transfer
    days: NotRequired[int]  # for a wait


class Macro(TypedDict):
    """A prepared text or sequence of acts that an agency's staff use often."""

    code: str
    name: Texts
    services: NotRequired[Sequence[str]]  # services in whose cases it is offered; default: all
    steps: Sequence[GivenStep]


class Agency(TypedDict):
    """A department, a contractor or a machine."""

    code: str  # used in plans and rules, and as the group of its staff
    name: Texts
    kind: AgencyKind
    email: str
    calendar: str  # the calendar whose working hours its deadlines use
    penalty: NotRequired[GivenPenalty]
    macros: NotRequired[Sequence[Macro]]
