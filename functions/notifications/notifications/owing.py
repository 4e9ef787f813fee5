"""Which events make us owe a message, to whom, and which letter it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from notifications import deciding, saying
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.runtime import links
from onestop.storage.files import WholeFile

Event = Mapping[str, Any]  # a CloudEvent, as docs/events.md shows it
Words = Callable[[Event, WholeFile, Catalogue, str], Mapping[str, str] | None]


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter of the catalogue, what its link opens, and the words that only it has.

    The words are None when the message is not owed any more.
    """

    code: str
    opens: str = links.TRACK
    words: Words | None = None


ACKNOWLEDGEMENT = "case-opened"  # the first letter: where we could not tell the language, it is written in all

# What happened -> what its resident is told. Where letters differ by more than the type, `kind_of` says by what.
LETTERS: Mapping[str, Letter] = {
    "case.opened": Letter(ACKNOWLEDGEMENT),
    "resident.asked/question": Letter("resident-asked", words=saying.question),
    "resident.asked/service": Letter("service-asked", words=saying.which_service),
    "resident.asked/task": Letter("resident-task", words=saying.part),
    "resident.reminded": Letter("resident-reminded", words=saying.reminder),
    "contact.received/claimed": Letter("contact-claimed", words=saying.claim),
    "case.endangered": Letter("contact-sent", words=saying.danger),
    "contact.sent": Letter("contact-sent", words=saying.message),
    "case.handed_over": Letter("handed-over", words=saying.handed_over),
    "decision.made/grant": Letter("decision-granted", words=deciding.granted),
    "decision.made/refuse": Letter("decision-refused", words=deciding.refused),
    "case.resolved": Letter("case-resolved"),
    "survey.invited": Letter("survey-invited", opens=links.SURVEY, words=saying.scores),
    "case.reopened": Letter("case-reopened"),
    "case.unmerged/going_on": Letter("case-reopened"),
    "case.unmerged/resolved": Letter("case-resolved"),
    "case.closed/withdrawn": Letter("case-withdrawn", words=saying.reopening),
    "case.closed/no_answer": Letter("case-no-answer", words=saying.reopening),
    "case.closed/merged": Letter("case-merged"),
}
# What happened -> what those are told whose cases were joined with this one.
FOLLOWERS: Mapping[str, Letter] = {
    "case.resolved": Letter("joined-resolved"),
    "case.reopened": Letter("joined-reopened"),
    "case.closed/no_answer": Letter("joined-closed"),
}
DETAILS: Mapping[str, Callable[[Event], str]] = {
    "case.closed": lambda data: data["because"],
    "case.unmerged": lambda data: "resolved" if data["status"] == "resolved" else "going_on",
    "contact.received": lambda data: data.get("proof", ""),
    "decision.made": lambda data: data["outcome"],
    "resident.asked": lambda data: "service" if data.get("offered") else "question" if data["contact"] else "task",
}
NEWS = frozenset({"case.routed", "case.resolved", "case.closed"})  # what subscribers may be told of, in the morning
HEARD = NEWS | {kind.partition("/")[0] for kind in (*LETTERS, *FOLLOWERS)}  # messaging.yaml subscribes to these


def kind_of(event: Event) -> str:
    """What happened, as finely as our letters tell it apart."""
    detail = DETAILS.get(event["type"])
    return f"{event['type']}/{detail(event.get('data', {}))}" if detail else event["type"]
