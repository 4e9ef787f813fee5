"""What can happen to a case because of another one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from onestop.domain.cases.case_events import Reason
from onestop.domain.cases.lifecycle import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLinked:
    """The case has to do with another one: `link` is related, child, parent, awaits or awaited."""

    type: ClassVar[str] = "case.linked"
    other: str
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseMerged:
    """The case is the same need as another one, where it goes on; its resident follows that one. `reasons` are those of
    the rule of its service, where no person joined the two."""

    type: ClassVar[str] = "case.merged"
    into: str
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseJoined:
    """Another case turned out to be the same need as this one."""

    type: ClassVar[str] = "case.joined"
    other: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseUnlinked:
    """The case has nothing to do with another one after all: staff took back that they had linked the two."""

    type: ClassVar[str] = "case.unlinked"
    other: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseUnmerged:
    """The case is another need after all than the one it was joined with: it goes on as it stood before, with `status`,
    in run `run` of its workflow."""

    type: ClassVar[str] = "case.unmerged"
    other: str
    status: Status
    run: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseParted:
    """A case that was joined with this one turned out to be another need, and goes on by itself."""

    type: ClassVar[str] = "case.parted"
    other: str
