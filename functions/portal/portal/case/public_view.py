"""What the page of a case shows: the public status, with its times in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from onestop.contracts.status import public_status
from onestop.domain.cases.attachments import AttachmentStatus
from onestop.domain.cases.lifecycle import Status
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.languages import say_size
from onestop.domain.time.dates import say_date, say_moment
from onestop.runtime import links
from onestop.runtime.clock import now
from onestop.storage.cases.read_case import WholeFile, load_parts
from portal.case.application_view import applied_values
from portal.case.closed_view import joint_status, reopen_until, why_closed
from portal.case.letters_view import letters_told
from portal.case.needs import needs_of
from portal.case.resident_view import parts_drawn, place_drawn, promise_kept, work_drawn
from portal.texts import CASE

if TYPE_CHECKING:
    from onestop.contracts.answers.common import AttachmentShown
    from onestop.contracts.answers.residents import CaseStatus, Happened, Said


Dated = TypeVar("Dated", "Said", "Happened")


def case_values(whole: WholeFile, catalogue: Catalogue, language: str, *, acting: bool = False) -> dict[str, Any]:
    """The values of the page, for its resident or somebody `acting` for them; events newest first, messages oldest
    first."""
    parts = load_parts(whole.file)
    status = public_status(whole.file, whole.events, whole.contacts, catalogue, language, whole.attachments, parts)
    case, zone = whole.file.case, catalogue.jurisdiction["time_zone"]
    return {
        "name": status["service"]["name"] if status["service"] else catalogue.say(CASE["your_request"], language),
        "case": status,
        "needs": needs_of(whole.file, status["asked"], catalogue, language),
        "opened": say_moment(case.opened_at, zone, language),
        "words": whole.file.request.description,
        "theirs": whole.file.request.taken_by is None,  # else a member of staff wrote down their words
        "place": place_drawn(whole.file.request.place, catalogue, language),
        "work": {"all": 0} if parts else work_drawn(whole.file, catalogue, language),
        "parts": parts_drawn(status["parts"], language, acting=acting),
        "promise": promise_kept(whole, catalogue, language, now()),
        "due": case.due_at and say_date(case.due_at, zone, language),
        "letters": letters_told(case.reference, catalogue, language),
        "talk": with_moments(status["contacts"], zone, language),
        "attached": with_sizes(status["attachments"], language),
        "timeline": with_moments(status["timeline"][::-1], zone, language),
        "survey": survey_link(status, language),
        "why_closed": why_closed(case, catalogue, language),
        "joint_status": joint_status(case, catalogue, language),
        "reopen_until": reopen_until(case, catalogue, language),
        **applied_values(whole.file, catalogue, language, acting=acting),
    }


def with_moments(entries: Sequence[Dated], zone: str, language: str) -> list[tuple[Dated, str]]:
    """Each entry with its time in words."""
    return [(entry, say_moment(datetime.fromisoformat(entry["at"]), zone, language)) for entry in entries]


def with_sizes(attachments: Sequence[AttachmentShown], language: str) -> list[tuple[AttachmentShown, str]]:
    """Each attachment that has arrived, with its size in words."""
    there = [each for each in attachments if each["status"] != AttachmentStatus.EXPECTED]
    return [(each, say_size(each["size"], language)) for each in there]


def survey_link(status: CaseStatus, language: str) -> str | None:
    """The link to the survey while it waits for an answer, because somebody without an e-mail address was sent none."""
    told = {event["type"] for event in status["timeline"]}
    waits = status["status"] == Status.RESOLVED and "survey.invited" in told and "survey.answered" not in told
    return links.link_to(links.SURVEY, status["reference"], language) if waits else None
