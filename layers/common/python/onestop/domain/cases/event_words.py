"""The words for the status of a case and for its events, in each language we ship."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onestop.domain.cases.lifecycle import Status
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.languages import say_list
from onestop.domain.translation import N_, NC_, Phrase

STATUS_WORDS: dict[Status, Phrase] = {
    Status.OPEN: N_("Received"),
    Status.TRIAGE: N_("Being reviewed"),
    Status.IN_PROGRESS: N_("In progress"),
    Status.RESOLVED: N_("Done"),
    Status.CLOSED: N_("Closed"),
}

WAITING_WORDS: Phrase = N_("Waiting for your answer")

NEXT_WORDS: Phrase = N_("We find out who can help, and tell you as soon as somebody is working on it.")
NEXT_UNTOLD: Phrase = N_("We find out who can help.")
UNTOLD: Phrase = N_(
    "You gave no way to reach you, so we cannot write to you. "
    "Look at the page of your case, with its reference and secret code, to see how it goes on."
)

# Events that are not listed are internal: residents are told what concerns them, not how our software works.
EVENT_WORDS: dict[str, Phrase] = {
    "case.opened": N_("We received your request."),
    "case.routed": N_("Your request was passed to: {agencies}."),
    "case.triaged": N_("A member of our staff is looking at your request."),
    "task.opened": N_("{agency} is working on it."),
    "task.completed": N_("{agency} has finished its part."),
    "task.declined": N_("{agency} could not take this on; we are finding who can."),
    "decision.made": N_("Your application was decided."),
    "payment.settled": N_("Your payment: {payment}."),
    "case.resolved": N_("The work is done."),
    "survey.invited": N_("We asked you how it went."),
    "survey.answered": N_("You told us how it went. Thank you."),
    "resident.asked": N_("We need something from you to go on."),
    "resident.reminded": N_("We reminded you that we wait for your answer."),
    "contact.received": N_("You told us something more."),
    "contact.confirmed": N_("You confirmed that a message is from you."),
    "contact.sent": N_("We wrote to you."),
    "attachment.added": N_("A photo or document was added."),
    "task.transferred": N_("Passed on to: {agency}."),
    "case.extended": N_("We need more time than we had promised."),
    "case.merged": N_("Others have reported the same thing; we go on with all of it in one case."),
    "case.unmerged": N_("Yours is a case of its own after all; we go on with it."),
    "case.reopened": N_("The case was reopened."),
    "case.closed": N_("The case was closed."),
    "case.handed_over": N_("Your request was passed on to the government that is responsible for this place."),
    "handover.changed": N_("That government told us the status of your request there."),
    "case.endangered": N_("You told us of danger; whoever is on duty looks at it."),
}


PAYMENT_WORDS: dict[str, Phrase] = {
    "paid": NC_("payment", "received"),
    "failed": NC_("payment", "failed"),
    "expired": NC_("payment", "expired"),
}


def event_words(event_type: str, data: Mapping[str, Any], catalogue: Catalogue, language: str) -> str | None:
    """Returns what happened, in words for the resident; None for an internal event."""
    texts = EVENT_WORDS.get(event_type)
    if texts is None:
        return None
    agencies = [catalogue.name_of("agency", code, language) for code in data.get("agencies", ())]
    agency = catalogue.name_of("agency", data.get("agency"), language)
    payment = PAYMENT_WORDS.get(str(data.get("status")), PAYMENT_WORDS["failed"])
    return catalogue.say(texts, language).format(
        payment=catalogue.say(payment, language),
        agency=agency,
        agencies=say_list(agencies, language),
    )
