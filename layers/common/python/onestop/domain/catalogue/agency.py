"""Who does work, as `agencies.yaml` gives it. For the type checker (see `catalogue.jurisdiction`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NotRequired, TypedDict

from onestop.domain.catalogue.catalogue import Texts

# A system is a machine that does tasks by itself. It is read as it stands in the catalogue, so it stays text; the type
# checker refuses to compare it with any other word.
AgencyKind = Literal["department", "contractor", "system"]


class GivenPenalty(TypedDict):
    """What a contractor pays for being late, by its contract."""

    per_hour: float  # for each working hour after the deadline and the free ones
    currency: str  # three capital letters
    free_hours: NotRequired[float]
    at_most: NotRequired[float]  # for one task


MacroAct = Literal["done", "take", "ask", "transfer", "wait", "decline", "note", "message", "withdraw"]


class GivenStep(TypedDict):
    """One act of a macro: which form of the desk it fills in, and with what."""

    act: MacroAct
    text: NotRequired[Texts]  # to the resident in the language of the case
    agency: NotRequired[str]  # of a transfer
    days: NotRequired[int]  # of a wait


class Macro(TypedDict):
    """What the staff of an agency often write or do, prepared."""

    code: str
    name: Texts
    services: NotRequired[Sequence[str]]  # whose cases it is offered for; all if nothing is said
    steps: Sequence[GivenStep]


class Agency(TypedDict):
    """A department, a contractor or a machine."""

    code: str  # in plans and rules, and the group of its staff
    name: Texts
    kind: AgencyKind
    email: str
    calendar: str  # in whose working hours its deadlines run
    penalty: NotRequired[GivenPenalty]
    macros: NotRequired[Sequence[Macro]]
