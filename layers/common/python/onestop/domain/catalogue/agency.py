"""Who does work, as `agencies.yaml` gives it. For the type checker (see `catalogue.jurisdiction`)."""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

from onestop.domain.catalogue.catalogue import Texts

AgencyKind = Literal["department", "contractor", "system"]  # a system is a machine that does tasks by itself


class GivenPenalty(TypedDict):
    """What a contractor pays for being late, by its contract."""

    per_hour: float  # for each working hour after the deadline and the free ones
    currency: str  # three capital letters
    free_hours: NotRequired[float]
    at_most: NotRequired[float]  # for one task


class Agency(TypedDict):
    """A department, a contractor or a machine."""

    code: str  # in plans and rules, and the group of its staff
    name: Texts
    kind: AgencyKind
    email: str
    calendar: str  # in whose working hours its deadlines run
    penalty: NotRequired[GivenPenalty]
