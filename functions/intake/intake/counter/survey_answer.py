"""Somebody says at the counter, on the telephone or in a letter how it went, and a member of staff writes it down; not
one of those who worked on the case, so that nobody records what is said about themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from intake.channels import Credential, check_claim
from onestop.domain.cases.case import CaseFile
from onestop.domain.cases.references import read_reference
from onestop.domain.cases.tasks.task import DESK_TASKS
from onestop.domain.errors import Fault, NotAllowed, NotFound, NotPossible, NotValid
from onestop.runtime.errands import Errand
from onestop.runtime.identity import Staff, check_may
from onestop.runtime.log import logger
from onestop.runtime.metrics import count
from onestop.storage.cases.read_case import load_file
from onestop.storage.catalogue.releases import current
from onestop.storage.surveys.responses import keep_answers

if TYPE_CHECKING:
    from onestop.domain.catalogue.survey import Survey

ACT = "entries"
ASSISTED = ("counter", "phone", "letter", "fax")  # channels on which staff write for somebody


def show_survey(errand: Errand) -> dict[str, Any]:
    """What is asked about a case, and in which language; nothing else about it."""
    file, survey = open_survey(errand)
    return {"reference": file.case.reference, "survey": survey["code"], "language": file.case.language}


def keep_survey_answer(errand: Errand) -> dict[str, Any]:
    """Keeps what somebody said, and the member of staff who wrote it down."""
    channel = errand.fields["channel"]
    if channel not in ASSISTED:
        raise NotValid(Fault("channel", "nobody answers this way", f"one of: {', '.join(ASSISTED)}"))
    check_claim(channel, Credential.STAFF)
    file, _ = open_survey(errand)
    reference, staff = file.case.reference, errand.staff
    keep_answers(reference, errand.fields["answers"], current(), errand.at, channel, taken_by=staff.actor)
    logger.append_keys(case=reference)
    count("SurveysAnswered")
    return {"reference": reference}


def open_survey(errand: Errand) -> tuple[CaseFile, Survey]:
    """The case and its survey, for staff who may record the answers."""
    check_may(errand.staff, ACT)
    known = read_reference(errand.fields["reference"])
    if known is None:
        raise NotFound("There is no such case. Check the reference.", "reference")
    file = load_file(known)
    check_did_not_work(errand.staff, file)
    survey = current().surveys.get(file.case.survey or "")
    if survey is None:
        raise NotPossible("This case has no survey that is open.", "reference")
    return file, survey


def check_did_not_work(staff: Staff, file: CaseFile) -> None:
    """Refuses staff whose agency worked on the case; deciding at the triage desk where it goes does not count as
    work."""
    worked = {task.agency for task in file.tasks if task.code not in DESK_TASKS}
    if worked & set(staff.agencies):
        raise NotAllowed(
            "Your agency worked on this case: somebody else takes down what they say, or they answer themselves.",
            "reference",
        )
