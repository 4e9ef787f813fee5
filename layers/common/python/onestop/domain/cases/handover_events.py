"""What can happen to a case that another government is to work on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverAsked:
    """The place is another government's, whose Open311 server takes such requests: the case is brought there. `to` is
    the neighbour of the catalogue."""

    type: ClassVar[str] = "handover.asked"
    to: str
    task: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseHandedOver:
    """Another government has taken the case; `number` is what it is called there, if they say so at once."""

    type: ClassVar[str] = "case.handed_over"
    to: str
    number: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverChanged:
    """The other government says how the case stands there: `open` or `closed`."""

    type: ClassVar[str] = "handover.changed"
    to: str
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverFailed:
    """The other government did not take the case, so the triage desk goes on with it; `because` is `refused`,
    `unknown` or `not_allowed`."""

    type: ClassVar[str] = "handover.failed"
    to: str
    because: str
