"""An application: the answers of somebody to a form, kept from the first one on, until they are sent and are a case.

Until then it is a *draft*. It lives for a while after its last change; what was typed is kept as it was typed.
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

LASTS = timedelta(days=90)  # a draft, after its last change
REMINDED = timedelta(days=7)  # before it ends
ENTRY = "entry"  # why an answer is set aside: what it belonged to was removed
APPLICANT = "applicant"  # whoever shows the code of the draft


class ApplicationStatus(StrEnum):
    """Where an application is. What is `expired`, or was `withdrawn` before it was sent, has no answers any more."""

    DRAFT = "draft"
    SENT = "sent"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """Who gave an answer, and when."""

    at: datetime
    by: str  # `applicant`, or the actor of a member of staff or of a party
    via: str = ""  # the very page that it came from, which may send it once more, or otherwise


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """An answer that does not fit any more: it is kept, with what was asked and why it does not fit."""

    path: str
    value: Any
    why: str  # see fitting.WHY
    at: datetime
    label: dict[str, str] = field(default_factory=dict)  # what was asked, by language
    said: dict[str, str] = field(default_factory=dict)  # the answer as people read it, by language


@dataclass(frozen=True, slots=True, kw_only=True)
class Disputed:
    """An answer of one editor who did not know what another had answered meanwhile. The other one stands in the
    answers until somebody chooses."""

    path: str
    value: Any
    at: datetime
    by: str

    @property
    def mark(self) -> str:
        """What a page calls it by: the same answer has the same mark."""
        return hashlib.sha256(written(self.value).encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Somebody who takes part: the applicant, who applies with them, who signs for them, who fills it in for them."""

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
    asked: int = 0  # letters with their link


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewed:
    """The form became another one since somebody was here last. Shown when they come back, until they go on."""

    at: datetime
    asked: tuple[str, ...] = ()  # paths of what is asked now and was not
    changed: tuple[str, ...] = ()  # of what is asked otherwise


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """`answers` are as they were typed (`asked.answers` of a judgement is what is sent). `version` counts changes:
    0 has never been kept."""

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
    visited: tuple[str, ...] = ()  # codes of pages that were sent once without a mistake
    set_aside: tuple[Aside, ...] = ()
    disputed: tuple[Disputed, ...] = ()
    renewed: Renewed | None = None
    parties: tuple[Party, ...] = ()
    assisted: tuple[Assisted, ...] = ()  # staff who filled it in for somebody
    case: str | None = None  # its reference, once it is sent
    instead_of: str = ""  # the case that was told by telephone or otherwise, and began it
    reminded_at: datetime | None = None
    proved: tuple[str, ...] = ()  # the addresses that whoever sent it had proved by a code, as keyed hashes

    def party(self, role: str) -> Party | None:
        """The first one of a role."""
        return next((each for each in self.parties if each.role == role), None)

    def check_open(self, at: datetime) -> None:
        """Raises NotPossible for one that nothing can be changed in any more."""
        if self.status is ApplicationStatus.SENT:
            raise NotPossible("This application was sent.", "reference")
        if self.status is not ApplicationStatus.DRAFT or at >= self.expires_at:
            raise NotPossible("This application is over.", "reference")


def is_over(application: Application, at: datetime) -> bool:
    """Whether a draft has lasted as long as drafts do."""
    return application.status is ApplicationStatus.DRAFT and at >= application.expires_at
