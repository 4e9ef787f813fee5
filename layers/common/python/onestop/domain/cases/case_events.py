"""What can happen to a case as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from onestop.domain.cases.lifecycle import CloseReason, Target


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an automatic decision was taken: a code with what is filled into its words, which are in `cases.reasons`."""

    code: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """A service that the rules would choose if they had to: its code, and the keywords that speak for it (codes of the
    catalogue, not the resident's words); none where the resident picked it. `model`: a language model says so."""

    service: str
    words: tuple[str, ...] = ()
    model: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOpened:
    """A resident brought a need; `service` is what they picked, if they did; `hazard` the danger that they named."""

    type: ClassVar[str] = "case.opened"
    service: str | None
    hazard: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRouted:
    """It was decided which service this is, who works on it, and by when; `district` is where, if that is known."""

    type: ClassVar[str] = "case.routed"
    service: str
    agencies: tuple[str, ...]
    due_at: datetime
    reasons: tuple[Reason, ...]
    district: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseTriaged:
    """The rules were not sure, or an agency declined, or a step failed: a person decides.

    `proposals` are what the rules would have chosen, the best first; beside `chosen` of the `task.completed` that
    follows they say where the rules were right.
    """

    type: ClassVar[str] = "case.triaged"
    reasons: tuple[Reason, ...]
    proposals: tuple[Proposal, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetMissed:
    """A promise about the case as a whole was not kept: acknowledge, first_action or resolve."""

    type: ClassVar[str] = "target.missed"
    target: Target
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEndangered:
    """The resident named danger about a case that was open already: it is urgent, and the triage desk looks."""

    type: ClassVar[str] = "case.endangered"
    hazard: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseReprioritised:
    """A person gave the case another priority."""

    type: ClassVar[str] = "case.reprioritised"
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseExtended:
    """A person gave the case, and the tasks under way, more time, as the law of many services allows."""

    type: ClassVar[str] = "case.extended"
    was_due_at: datetime
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseReopened:
    """The work was not done after all: the case is worked on again, in run `run` of its workflow."""

    type: ClassVar[str] = "case.reopened"
    run: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseResolved:
    """All the work is done; `missed` are the promises that were not kept."""

    type: ClassVar[str] = "case.resolved"
    survey: str | None
    missed: tuple[Target, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkflowRestarted:
    """The workflow of the case had died; the sweeper starts it again as run `run`."""

    type: ClassVar[str] = "workflow.restarted"
    run: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseClosed:
    """Nothing more will happen: `because` is answered, expired, no_survey, withdrawn, merged or no_answer."""

    type: ClassVar[str] = "case.closed"
    because: CloseReason
