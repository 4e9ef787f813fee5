"""The words that only some letters have: what we ask, what we tell, and until when.

An event names the message that it is about; the message itself is read from the case, because events never contain
text.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from notifications.event_message import EventMessage
from onestop.contracts.service_parts import ENDS
from onestop.domain.cases.lifecycle import Direction, WaitsFor
from onestop.domain.cases.question_back import which_is_meant
from onestop.domain.cases.tasks.resident_part import task_name
from onestop.domain.cases.tasks.task_end import find_task
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.catalogue.plans import DoneBy
from onestop.domain.hazards.first_words import KEPT
from onestop.domain.languages import say_list
from onestop.domain.people.proof import Proof
from onestop.domain.surveys.first_question import question_of_letter, say_by_text, tapped_lines
from onestop.domain.time.dates import say_date
from onestop.domain.time.promises import answer_by, reopen_by
from onestop.runtime import links
from onestop.storage.cases.read_case import WholeFile
from onestop.storage.catalogue.zones import neighbour

CLAIMED_WITHIN = timedelta(days=1)
MOST_CLAIMS = 5  # letters in a day that ask whether a message is theirs

LetterPlaceholders = Mapping[str, str]


def question(event: EventMessage, whole: WholeFile, catalogue: Catalogue, language: str) -> LetterPlaceholders:
    """What staff ask, and until when we wait for the answer."""
    until = answer_by(time_of(event), catalogue)
    return {"question": text_of(event, whole), "until": day(until, catalogue, language)}


def which_service(
    event: EventMessage, whole: WholeFile, catalogue: Catalogue, language: str
) -> LetterPlaceholders | None:
    """Which services we ask them to choose from, and until when; None once that is decided."""
    task = find_task(whole.file, event["data"]["task"])
    if task.waits_for is not WaitsFor.RESIDENT or task.waits_until is None:
        return None
    until = day(task.waits_until, catalogue, language)
    return {"question": which_is_meant(task.offered, catalogue, language), "until": until}


def handed_over(
    _event: EventMessage, whole: WholeFile, catalogue: Catalogue, language: str
) -> LetterPlaceholders | None:
    """Who took over the case, what it is called there, and how to reach them."""
    handed = whole.file.case.handed
    row = neighbour(catalogue, handed.to) if handed else None
    if handed is None or row is None:
        return None
    reach = [row[way] for way in ("phone", "address") if way in row]
    return {
        "whose": catalogue.say(row["name"], language),
        "number": handed.number or "-",
        "reach": say_list(reach, language),
    }


def part(event: EventMessage, whole: WholeFile, catalogue: Catalogue, language: str) -> LetterPlaceholders:
    """What the plan leaves to the resident, and until when we wait for it."""
    task = find_task(whole.file, event["data"]["task"])
    until = answer_by(time_of(event), catalogue)
    return {
        "question": task_name(catalogue, task.service, task.code, language),
        "until": day(until, catalogue, language),
    }


def reminder(event: EventMessage, whole: WholeFile, catalogue: Catalogue, language: str) -> LetterPlaceholders | None:
    """What we still wait for; None if the resident answered before the reminder."""
    task = find_task(whole.file, event["data"]["task"])
    if task.waits_for is not WaitsFor.RESIDENT or task.waiting_since is None:
        return None
    asked = [
        contact.text for contact in whole.contacts if contact.direction is Direction.OUT and contact.task == task.id
    ]
    named = task_name(catalogue, task.service, task.code, language)
    until = answer_by(task.waiting_since, catalogue)
    return {
        "question": named if task.done_by == DoneBy.RESIDENT or not asked else asked[-1],
        "until": day(until, catalogue, language),
    }


def scores(_event: EventMessage, whole: WholeFile, catalogue: Catalogue, language: str) -> LetterPlaceholders:
    """The answers that can be tapped in the letter itself, the best one first; each leads to the page with that answer
    chosen. Opening it sends nothing, because programs follow the links in letters too."""
    case = whole.file.case
    survey = catalogue.surveys.get(case.survey or "")
    question = question_of_letter(survey) if survey else None
    page = links.link_to(links.SURVEY, case.reference, language)
    if survey is None:
        return {"ask": "", "scores": page, "reply": ""}
    reply = say_by_text(survey, catalogue, language)
    if question is None:  # its first question needs words
        return {"ask": catalogue.say(survey["title"], language), "scores": page, "reply": reply}
    tapped = tapped_lines(question, page, catalogue, language)
    return {"ask": catalogue.say(question["text"], language), "scores": "\n".join(tapped), "reply": reply}


def message(event: EventMessage, whole: WholeFile, _catalogue: Catalogue, _language: str) -> LetterPlaceholders:
    """What staff tell the resident."""
    return {"message": text_of(event, whole)}


def claim(event: EventMessage, whole: WholeFile, _catalogue: Catalogue, language: str) -> LetterPlaceholders | None:
    """The link by which the resident confirms that a message in their name is theirs; None once they did, or if so many
    came within a day that somebody only wants us to write letters: staff see the messages all the same. The text of
    the message is only on its page, because our letters repeat nobody else's words."""
    contact, since = event["data"]["contact"], time_of(event) - CLAIMED_WITHIN
    recent = [each.id for each in whole.contacts if each.proof is Proof.CLAIMED and each.at > since]
    if contact not in recent[:MOST_CLAIMS]:
        return None
    return {"link": links.link_to(links.confirmation_of(contact), whole.file.case.reference, language)}


def danger(_event: EventMessage, whole: WholeFile, catalogue: Catalogue, language: str) -> LetterPlaceholders:
    """Says that the case in which they named a danger is kept; the number to call comes before it."""
    return {"message": catalogue.say(KEPT, language).format(reference=whole.file.case.reference)}


def reopening(event: EventMessage, _whole: WholeFile, catalogue: Catalogue, language: str) -> LetterPlaceholders:
    """Until when the case can be reopened."""
    return {"until": day(reopen_by(time_of(event), catalogue), catalogue, language)}


def how_parts_ended(_event: EventMessage, whole: WholeFile, catalogue: Catalogue, language: str) -> LetterPlaceholders:
    """Each part of what was asked for, with its result, a line each."""
    lines = [
        f"- {task_name(catalogue, task.service, task.code, language)}: {catalogue.say(ENDS[task.status], language)}"
        for task in whole.file.tasks
        if task.child and task.status in ENDS
    ]
    return {"message": "\n".join(lines)}


def text_of(event: EventMessage, whole: WholeFile) -> str:
    """The message that an event is about."""
    return next(contact.text for contact in whole.contacts if contact.id == event["data"]["contact"])


def time_of(event: EventMessage) -> datetime:
    return datetime.fromisoformat(event["time"])


def day(at: datetime, catalogue: Catalogue, language: str) -> str:
    return say_date(at, catalogue.jurisdiction["time_zone"], language)
