"""A decision as it is kept with its task: what the rules said, who decided, and why in words of theirs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from onestop.domain.decisions.outcome import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSaid:
    """What a rule table said, with all by which it can be asked again: the release and version of the table, the day of
    the decision and of the application, and the moment until which results of tasks count."""

    table: str
    version: str
    release: str
    outcome: Outcome
    rows: tuple[str, ...]
    fee: str
    four_eyes: bool
    today: str
    received: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A decision, or what is proposed for one until its task ends. `by` are those who said so: nobody as long as the
    rules alone have spoken and a person must decide."""

    rule: RuleSaid
    outcome: Outcome
    by: tuple[str, ...] = ()
    reason: str = ""  # a person's own words to whoever applied

    @property
    def overrules(self) -> bool:
        """Whether a person decided otherwise than the rules."""
        return self.rule.outcome not in (Outcome.PERSON, self.outcome)

    @property
    def rows(self) -> tuple[str, ...]:
        """The rows that are the reason; none where a person decided otherwise."""
        return self.rule.rows if self.outcome is self.rule.outcome else ()
