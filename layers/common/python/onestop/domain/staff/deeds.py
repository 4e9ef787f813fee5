"""What somebody did to the installation rather than to a case: staff, releases, dead letters, absences."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class DeedKind(StrEnum):
    """What was done."""

    INVITED = "invited"
    PLACED = "placed"  # given roles and agencies
    DISABLED = "disabled"
    ENABLED = "enabled"
    RELEASED = "released"  # a release of the catalogue was put in force
    SENT_BACK = "sent_back"  # dead letters, to where they came from
    WRITTEN_AGAIN = "written_again"  # letters are sent again to an address that they came back from
    PREFERRED = "preferred"  # staff recorded how a resident wants to hear from us
    PROVED_PERSON = "proved_person"  # somebody showed a document: which kind
    CORRECTED_PERSON = "corrected_person"  # name, address or number, in open cases: which of them
    PROVED_HOME = "proved_home"  # a postal address was proven: by which document, or by the code of a letter
    HOUSEHOLD = "household"  # two people said that they are one household
    NO_HOUSEHOLD = "no_household"
    MANDATED = "mandated"  # somebody may act for somebody else: which rights, whom for, until when
    MANDATE_ENDED = "mandate_ended"
    CONSENTED = "consented"  # a consent given or withdrawn, through staff: for what, and which of the two
    PROTECTED_PERSON = "protected_person"  # only staff with the right learn how to reach them
    UNPROTECTED_PERSON = "unprotected_person"
    MERGED_PEOPLE = "merged_people"  # two people are one: who stays, who was merged, and the rule if no person decided
    UNMERGED_PEOPLE = "unmerged_people"
    WEBHOOK = "webhook"  # one was added, changed, tested, or sent events again
    NOTICE = "notice"  # one to many was written, sent, approved, paused, resumed or cancelled
    ABSENT = "absent"  # somebody stands in for somebody else


class DeedOutcome(StrEnum):
    """The outcome. A deed is recorded before it is done: one that only began was interrupted, and may or may not have
    happened."""

    BEGUN = "begun"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One deed, for the auditor: who did what to whom or to what, when. `about` names no person: a member of staff is
    `staff:<id>`, or empty while they have no id yet."""

    at: datetime
    by: str
    kind: DeedKind
    about: str
    details: tuple[str, ...] = ()
    outcome: DeedOutcome = DeedOutcome.BEGUN
