"""The auditor's search: who saw which data of whom, and for which purpose; who changed the installation. Each
search is recorded before anything is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from casework.acts.carry_out import check_sees
from casework.oversight.look_records import about_person_with, is_address, look_at_looks, spellings_of
from casework.views.case_story import history
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.errors import Fault, NotValid
from onestop.domain.people.person import identity_of
from onestop.domain.staff.deeds import Deed
from onestop.runtime.identity import Staff
from onestop.runtime.keys import identity_key
from onestop.storage.cases.read_case import load_whole
from onestop.storage.people.contact_details import cases_of_forms
from onestop.storage.staff.deeds import deeds_of
from onestop.storage.staff.looks import Look, case_looks_of, keep_audit_look, keep_look, looks_at, looks_for, looks_of

if TYPE_CHECKING:
    from onestop.contracts.answers.staff_case import HistoryLine

MOST, IN_A_TABLE = 200, 1_000  # rows of each kind at most, the newest: on the page, and saved as a table
CASES = 20  # cases of a person at most


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditQuestion:
    """An auditor's question: about what, which person or case, and in which month or on which day (UTC; None means any
    time). So much may be kept of a month that only its last days are shown. `most` are the rows of each kind."""

    what: str
    of: str
    within: str | None
    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditList:
    """The records found, the newest first. `more` says that there are older ones, which are not shown."""

    looks: tuple[Look, ...] = ()
    acts: tuple[HistoryLine, ...] = ()
    service: str | None = None  # the service of the case asked about: its plan has the names of its tasks
    deeds: tuple[Deed, ...] = ()
    more: bool = False


def answer_auditor(question: AuditQuestion, staff: Staff, at: datetime, catalogue: Catalogue) -> AuditList:
    """Records that the auditor asks, then returns what was found."""
    return QUESTIONS[question.what](question, staff, at, catalogue)


def about_staff(question: AuditQuestion, staff: Staff, at: datetime, catalogue: Catalogue) -> AuditList:
    """Returns what a member of staff saw: cases, lists, searches, and records about others. Three calls."""
    within = question.within or f"{at:%Y-%m}"
    keep_audit_look(look_at_looks(staff.actor, at, question.of))
    wide, single = (read(question.of, within, question.most) for read in (looks_of, case_looks_of))
    return newest(*wide, *single, more=question.most in (len(wide), len(single)))


def about_case(question: AuditQuestion, staff: Staff, at: datetime, catalogue: Catalogue) -> AuditList:
    """Returns who saw a case, and who did what to it: three calls."""
    whole = load_whole(question.of)
    sight = check_sees(staff, whole.file, catalogue, at)
    keep_look(question.of, look_at_looks(staff.actor, at, question.of))
    looks = looks_at(question.of, question.most, question.within or "")
    kept = [replace(look, cases=(question.of,)) for look in looks]
    acts = (act for act in history(whole, sight) if is_within(question, datetime.fromisoformat(act["at"])))
    return replace(
        newest(*kept, more=len(looks) == question.most), acts=tuple(reversed([*acts])), service=whole.file.case.service
    )


def about_person(question: AuditQuestion, staff: Staff, at: datetime, catalogue: Catalogue) -> AuditList:
    """Returns who searched for a person, by one of their addresses or numbers, and who saw one of their cases: four
    calls, and one for each case. The address itself is not kept and never appears in a URL."""
    if not is_address(question.of):
        raise NotValid(Fault("of", "this is neither an e-mail address nor a number", "one of the two, whole"))
    spelled = spellings_of(question.of, catalogue)
    identities = [identity_of(each, identity_key()) for each in spelled]
    keep_audit_look(look_at_looks(staff.actor, at, about_person_with(identities[0])), identities[0])
    within = question.within or ""
    searches = looks_for(identities[0], question.most, within)
    cases, of_each = cases_of_forms(identities, CASES + 1), question.most // 4
    read = {case: looks_at(case, of_each, within) for case in cases[:CASES]}
    seen = [replace(look, cases=(case,)) for case, looks in read.items() for look in looks]
    cut = len(searches) == question.most or any(len(looks) == of_each for looks in read.values())
    return newest(*searches, *seen, more=cut or len(cases) > CASES)


def about_installation(question: AuditQuestion, staff: Staff, at: datetime, catalogue: Catalogue) -> AuditList:
    """Returns who changed staff, releases and queues in a month or on a day: two calls."""
    keep_audit_look(look_at_looks(staff.actor, at, "deeds"))
    deeds = deeds_of(question.within or f"{at:%Y-%m}", question.most)
    return AuditList(deeds=tuple(deeds), more=len(deeds) == question.most)


QUESTIONS: Mapping[str, Callable[[AuditQuestion, Staff, datetime, Catalogue], AuditList]] = {
    "staff": about_staff,
    "case": about_case,
    "person": about_person,
    "deeds": about_installation,
}


def is_within(question: AuditQuestion, at: datetime) -> bool:
    return question.within is None or at.astimezone(UTC).isoformat().startswith(question.within)


def newest(*looks: Look, more: bool) -> AuditList:
    return AuditList(looks=tuple(sorted(looks, key=lambda look: look.at, reverse=True)), more=more)
