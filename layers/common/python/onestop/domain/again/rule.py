"""The rule of a service for repeated needs: how far apart, how long after each other, and what to do then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onestop.domain.catalogue.service import Service

FURTHEST = 500  # metres, the most that a rule may name: what is further away is out of sight


class Merge(StrEnum):
    """What happens to a need that was surely brought before."""

    SURELY = "surely"  # it is joined with the earlier one automatically
    PROPOSE = "propose"  # residents and staff are told about the earlier one, and decide
    NEVER = "never"  # only staff see it: each need is worked on separately


@dataclass(frozen=True, slots=True, kw_only=True)
class AgainRule:
    """Two needs of a service may be one if they are at most this many metres and days apart."""

    metres: float
    within: timedelta
    merge: Merge


def rule_of(service: Service | None) -> AgainRule | None:
    """Returns the rule of a service; None if its needs are not compared."""
    given = service.get("again") if service else None
    if given is None:
        return None
    return AgainRule(metres=given["metres"], within=timedelta(days=given["days"]), merge=Merge(given["merge"]))
