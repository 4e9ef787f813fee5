"""A rule table as the rest of the suite uses it (`decisions/<code>.yaml`): rows with a condition on the answers, the
outcome, and the reason in words. Conditions are in the language of forms (`forms.logic`)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

from onestop.domain.catalogue.catalogue import Texts
from onestop.domain.decisions.outcome import Outcome
from onestop.domain.forms.logic import FormRule


class Hit(StrEnum):
    """The rows that count if the conditions of several hold."""

    FIRST = "first"  # the first one
    COLLECT = "collect"  # all of them: one that asks for a person has priority, then one that refuses


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleRow:
    """One rule: if `when` holds, then `outcome`, because of `reason`."""

    code: str
    outcome: Outcome
    reason: Texts
    when: FormRule | None = None  # default: always
    conditions: tuple[Texts, ...] = ()  # under which it is granted
    four_eyes: bool = False  # two people must say the same before it counts


@dataclass(frozen=True, kw_only=True)
class RuleTable:
    """A rule table. `fee` is computed whoever decides; without it there is nothing to pay."""

    code: str
    hit: Hit
    rows: tuple[RuleRow, ...]
    fee: FormRule | None = None
    given: Mapping[str, Any]  # the data that it was read from

    @cached_property
    def version(self) -> str:
        """Returns a name for the table computed from its content: the same data give the same version."""
        canonical = json.dumps(self.given, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(canonical.encode()).hexdigest()[:12]

    def row(self, code: str) -> RuleRow | None:
        """Returns the row of a code."""
        return next((row for row in self.rows if row.code == code), None)


def read_table(given: Mapping[str, Any]) -> RuleTable:
    """Reads a table from its data. Faults in the data are found by `onestop decisions lint`, not here."""
    return RuleTable(
        code=given["code"],
        hit=Hit(given.get("hit", Hit.FIRST)),
        rows=tuple(
            RuleRow(
                code=row["code"],
                outcome=Outcome(row["outcome"]),
                reason=row["reason"],
                when=row.get("when"),
                conditions=tuple(row.get("conditions", ())),
                four_eyes=row.get("four_eyes", False),
            )
            for row in given["rows"]
        ),
        fee=given.get("fee"),
        given=given,
    )
