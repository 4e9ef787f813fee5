"""Where a letter is, in words for whoever it was for and for staff."""

from __future__ import annotations

from collections.abc import Mapping

from onestop.domain.letters.delivery import Because, Delivery, WhyNot
from onestop.domain.translation import NC_, Phrase

DELIVERY_WORDS: Mapping[Delivery, Phrase] = {
    Delivery.CREATED: NC_("letter", "is being written"),
    Delivery.HELD: NC_("letter", "waits for the morning, or for the next letter"),
    Delivery.OVERTAKEN: NC_("letter", "was not needed any more"),
    Delivery.SENDING: NC_("letter", "is on its way"),
    Delivery.SENT: NC_("letter", "sent"),
    Delivery.DELIVERED: NC_("letter", "delivered"),
    Delivery.TEMPORARY: NC_("letter", "could not be delivered this time"),
    Delivery.FAILED: NC_("letter", "could not be delivered"),
    Delivery.TECHNICAL: NC_("letter", "could not be sent, because of a fault on our side"),
    Delivery.RETURNED: NC_("letter", "came back by post"),
    Delivery.CANCELLED: NC_("letter", "not sent, because it was not wanted"),
}
WHY_NOT_WORDS: Mapping[str, Phrase] = {
    WhyNot.STOPPED: NC_("letter", "not sent, because text messages were stopped"),
    WhyNot.WITHOUT: DELIVERY_WORDS[Delivery.CANCELLED],
    WhyNot.ASKED: NC_("letter", "not sent, because of another survey not long ago"),
}
BECAUSE_WORDS: Mapping[Because, Phrase] = {
    Because.BOUNCE: NC_("address", "our letters come back from there"),
    Because.COMPLAINT: NC_("address", "somebody there marked a letter of ours as unwanted"),
    Because.NO_SUCH_NUMBER: NC_("address", "it is no number that takes text messages"),
    Because.RETURNED: NC_("address", "the post brought a letter of ours back"),
}


def words_of(status: Delivery, why: str | None) -> Phrase:
    """Where a letter is; of one that was cancelled, why. `why` stands where a provider's id would."""
    words = DELIVERY_WORDS[status]
    return WHY_NOT_WORDS.get(why or "", words) if status is Delivery.CANCELLED else words
