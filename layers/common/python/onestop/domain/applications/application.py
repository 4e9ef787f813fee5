"""An application: somebody's answers to a form, kept from the first one on, until they are sent and become a case.

Until then it is a *draft*. It is kept for some time after its last change; answers are kept as they were typed.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from onestop.domain.applications.filled_in_by_staff import Assisted
from onestop.domain.applications.merge_drafts import written
from onestop.domain.errors import NotPossible
from onestop.domain.forms.paths import FormAnswers

LASTS = timedelta(days=90)  # lifetime of a draft after its last change
REMINDED = timedelta(days=7)  # before it ends: when a reminder is sent
ENTRY = "entry"  # why an answer is set aside: the entry that it belonged to was removed
APPLICANT = "applicant"  # anybody who shows the code of the draft


class ApplicationStatus(StrEnum):
    """The state of an application. An `expired` one, or one `withdrawn` before it was sent, has no answers."""

    DRAFT = "draft"
    SENT = "sent"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """The editor who gave an answer, and the moment."""

    at: datetime
    by: str  # `applicant`, or the actor of a member of staff or of a party
    via: str = ""  # the page that it came from, which may send it again, also with another answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """An answer that no longer fits: it is kept, with the question as it was asked and why it does not fit."""

    path: str
    value: Any
    why: str  # see fitting.WHY
    at: datetime
    label: dict[str, str] = field(default_factory=dict)  # what was asked, by language
    said: dict[str, str] = field(default_factory=dict)  # the answer as people read it, by language


@dataclass(frozen=True, slots=True, kw_only=True)
class Disputed:
    """An answer from an editor who did not know another editor's newer answer. The other one is among the answers
    until somebody chooses."""

    path: str
    value: Any
    at: datetime
    by: str

    @property
    def mark(self) -> str:
        """Returns its name on a page: equal answers have the same one."""
        return hashlib.sha256(written(self.value).encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Somebody who takes part: the applicant, a co-applicant, a guardian who signs, or a helper who fills it in."""

    id: str
    role: str  # applicant, co-applicant, guardian, helper
    name: str = ""
    email: str = ""
    phone: str = ""
    language: str = ""
    signed_at: datetime | None = None
    signed: str = ""  # the version of the answers that they signed or objected to: `forms.signatures.fingerprint`
    objected_at: datetime | None = None
    objection: str = ""
    asked: int = 0  # letters sent with their link
    meant: str = ""  # who is to sign, as the answers named them when they were asked or signed


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewed:
    """The form changed since somebody was here last. Shown when they come back, until they continue."""

    at: datetime
    asked: tuple[str, ...] = ()  # paths of questions that are new
    changed: tuple[str, ...] = ()  # paths of questions that changed


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """`answers` are as they were typed (`asked.answers` of a judgement is what is sent). `version` counts changes: 0
    was never saved."""

    reference: str
    service: str
    form: str
    form_version: str
    language: str
    channel: str
    begun_at: datetime
    changed_at: datetime
    expires_at: datetime
    status: ApplicationStatus = ApplicationStatus.DRAFT
    version: int = 0
    answers: FormAnswers = field(default_factory=dict)
    stamps: dict[str, Stamp] = field(default_factory=dict)  # by the path of the field of the form
    visited: tuple[str, ...] = ()  # codes of pages that were sent at least once without a mistake
    set_aside: tuple[Aside, ...] = ()
    disputed: tuple[Disputed, ...] = ()
    renewed: Renewed | None = None
    parties: tuple[Party, ...] = ()
    assisted: tuple[Assisted, ...] = ()  # staff who filled it in for somebody
    case: str | None = None  # its reference, once it is sent
    instead_of: str = ""  # the case, told by telephone for example, from which it was begun
    reminded_at: datetime | None = None
    proved: tuple[str, ...] = ()  # keyed hashes of the addresses that the sender had proved by a code

    def party(self, role: str) -> Party | None:
        """Returns the first party with a role."""
        return next((each for each in self.parties if each.role == role), None)

    def check_open(self, at: datetime) -> None:
        """Raises NotPossible if it can no longer be changed."""
        if self.status is ApplicationStatus.SENT:
            raise NotPossible("This application was sent.", "reference")
        if self.status is not ApplicationStatus.DRAFT or at >= self.expires_at:
            raise NotPossible("This application is over.", "reference")


def is_over(application: Application, at: datetime) -> bool:
    """Says whether a draft has reached the end of its lifetime."""
    return application.status is ApplicationStatus.DRAFT and at >= application.expires_at
