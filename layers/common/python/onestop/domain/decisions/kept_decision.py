"""A decision as it is kept with its task: what the rules said, who decided, and the reasons that people gave."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from onestop.domain.decisions.outcome import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSaid:
    """The result of a rule table, with everything needed to repeat it: the release and version of the table, the
    days of the decision and of the application, and the moment until which results of tasks count."""

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
    """A decision, or a proposal until its task ends. `by` are the people who decided: empty as long as only the
    rules have spoken and a person must decide."""

    rule: RuleSaid
    outcome: Outcome
    by: tuple[str, ...] = ()
    reason: str = ""  # a person's own words to the applicant

    @property
    def overrules(self) -> bool:
        """Says whether a person decided differently from the rules."""
        return self.rule.outcome not in (Outcome.PERSON, self.outcome)

    @property
    def rows(self) -> tuple[str, ...]:
        """Returns the rows that are the reason; none if a person decided differently."""
        return self.rule.rows if self.outcome is self.rule.outcome else ()
