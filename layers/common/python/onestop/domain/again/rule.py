"""What a service says of needs that are brought again: how far apart, how long after each other, and what then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onestop.domain.catalogue.service import Service

FURTHEST = 500  # metres that a rule may name: what is further away is out of sight


class Merge(StrEnum):
    """What becomes of a need that was surely brought before."""

    SURELY = "surely"  # it is joined with the earlier one by itself
    PROPOSE = "propose"  # residents and staff are told of the earlier one, and decide
    NEVER = "never"  # staff alone see it: everybody's need is worked on by itself


@dataclass(frozen=True, slots=True, kw_only=True)
class AgainRule:
    """Two needs of a service may be one within so many metres and days."""

    metres: float
    within: timedelta
    merge: Merge


def rule_of(service: Service | None) -> AgainRule | None:
    """The rule of a service; None where its needs are not compared."""
    given = service.get("again") if service else None
    if given is None:
        return None
    return AgainRule(metres=given["metres"], within=timedelta(days=given["days"]), merge=Merge(given["merge"]))
