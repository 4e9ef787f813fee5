"""Which events require a message, to whom, and which letter it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from notifications.event_message import EventMessage
from notifications.words import decisions, some_letters
from onestop.domain.cases.case import Case, LinkKind
from onestop.domain.cases.lifecycle import Status
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.letters.subscriptions import NewsKind
from onestop.domain.letters.who_is_told import LIFE, TABLE, Addressee, Opens
from onestop.runtime import links
from onestop.storage.cases.read_case import WholeFile

MakeWords = Callable[[EventMessage, WholeFile, Catalogue, str], Mapping[str, str] | None]


@dataclass(frozen=True, slots=True)
class OwedLetter:
    """A letter of the catalogue, what its link opens, and the words that only it has.

    The words are None if the message no longer has to be sent.
    """

    code: str
    opens: str = links.TRACK
    words: MakeWords | None = None


def told_with_the_whole(kind: str, case: Case) -> bool:
    """Tells whether this is told with the case of which this one is a part: the resident is told about a part by itself
    only if something is asked of them or said to them."""
    part = any(link.kind is LinkKind.PARENT for link in case.links)
    return part and kind in WITH_THE_WHOLE


def as_for_life(letter: OwedLetter, case: Case, catalogue: Catalogue) -> OwedLetter:
    """The letter, or the one used in its place for a life event that opened several services."""
    service = catalogue.services.get(case.service or "")
    return OF_LIFE.get(letter.code, letter) if service and service.get("life") else letter


ACKNOWLEDGEMENT = "case-opened"  # the first letter: if we could not tell the language, it is written in all

LINKS = {Opens.SURVEY: links.SURVEY}  # what a link about a case opens; if not listed, the case itself
# The words that only some letters have. Which letter tells whom about what is in `who_is_told`.
WORDS: Mapping[str, MakeWords] = {
    "resident.asked/question": some_letters.question,
    "resident.asked/service": some_letters.which_service,
    "resident.asked/task": some_letters.part,
    "resident.reminded": some_letters.reminder,
    "contact.received/claimed": some_letters.claim,
    "case.endangered": some_letters.danger,
    "contact.sent": some_letters.message,
    "case.handed_over": some_letters.handed_over,
    "decision.made/grant": decisions.granted,
    "decision.made/refuse": decisions.refused,
    f"case.resolved/{LIFE}": some_letters.how_parts_ended,
    "case.closed/withdrawn": some_letters.reopening,
    "case.closed/no_answer": some_letters.reopening,
    "survey.invited": some_letters.scores,
}

# Of these, the words that are written from the case and the event alone: they need neither its tasks nor its messages.
BY_CASE = (some_letters.danger, some_letters.handed_over, some_letters.reopening, some_letters.scores)


def letters_to(who: Addressee) -> Mapping[str, OwedLetter]:
    """What happened -> the letter that tells somebody. If letters differ by more than the type of the event, `kind_of`
    adds what they differ by."""
    return {
        row.kind: OwedLetter(
            row.letter, LINKS.get(row.opens, links.TRACK), WORDS.get(row.kind) if who is Addressee.RESIDENT else None
        )
        for row in TABLE
        if row.who is who
    }


# For a part of another case: the events that are told with that case.
WITH_THE_WHOLE = frozenset({"case.opened", "case.resolved", "case.unmerged/resolved", "case.closed/merged"})
LETTERS = letters_to(Addressee.RESIDENT)
# For a life event: which letter -> the one in its place, about all its parts at once.
OF_LIFE: Mapping[str, OwedLetter] = {"case-resolved": LETTERS[f"case.resolved/{LIFE}"]}
FOLLOWERS = letters_to(Addressee.FOLLOWER)  # residents whose cases were joined with the one of the event
DETAILS: Mapping[str, Callable[[EventMessage], str]] = {
    "case.closed": lambda data: data["because"],
    "case.unmerged": lambda data: "resolved" if data["status"] == Status.RESOLVED else "going_on",
    "contact.received": lambda data: data.get("proof", ""),
    "decision.made": lambda data: data["outcome"],
    "resident.asked": lambda data: "service" if data.get("offered") else "question" if data["contact"] else "task",
}
# The events that subscribers may be told of, in the morning.
NEWS: Mapping[str, NewsKind] = {
    "case.routed": NewsKind.OPENED,  # its service is known now
    "case.resolved": NewsKind.ENDED,
    "case.closed": NewsKind.ENDED,  # a resolved one has been told already
}
HEARD = NEWS.keys() | {kind.partition("/")[0] for kind in (*LETTERS, *FOLLOWERS)}  # messaging.yaml subscribes to these


def kind_of(event: EventMessage) -> str:
    """The kind of an event, as finely as our letters distinguish it."""
    detail = DETAILS.get(event["type"])
    return f"{event['type']}/{detail(event.get('data', {}))}" if detail else event["type"]
