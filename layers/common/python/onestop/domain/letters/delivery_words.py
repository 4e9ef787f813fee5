"""The state of a letter, in words for its recipient and for staff."""

from __future__ import annotations

from collections.abc import Mapping

from onestop.domain.letters.delivery import LetterState, SuppressionReason, WhyNot
from onestop.domain.translation import NC_, Phrase

DELIVERY_WORDS: Mapping[LetterState, Phrase] = {
    LetterState.CREATED: NC_("letter", "is being written"),
    LetterState.HELD: NC_("letter", "waits for the morning, or for the next letter"),
    LetterState.OVERTAKEN: NC_("letter", "was not needed any more"),
    LetterState.SENDING: NC_("letter", "is on its way"),
    LetterState.SENT: NC_("letter", "sent"),
    LetterState.DELIVERED: NC_("letter", "delivered"),
    LetterState.TEMPORARY: NC_("letter", "could not be delivered this time"),
    LetterState.FAILED: NC_("letter", "could not be delivered"),
    LetterState.TECHNICAL: NC_("letter", "could not be sent, because of a fault on our side"),
    LetterState.RETURNED: NC_("letter", "came back by post"),
    LetterState.CANCELLED: NC_("letter", "not sent, because it was not wanted"),
}
WHY_NOT_WORDS: Mapping[str, Phrase] = {
    WhyNot.STOPPED: NC_("letter", "not sent, because text messages were stopped"),
    WhyNot.WITHOUT: DELIVERY_WORDS[LetterState.CANCELLED],
    WhyNot.ASKED: NC_("letter", "not sent, because of another survey not long ago"),
}
BECAUSE_WORDS: Mapping[SuppressionReason, Phrase] = {
    SuppressionReason.BOUNCE: NC_("address", "our letters come back from there"),
    SuppressionReason.COMPLAINT: NC_("address", "somebody there marked a letter of ours as unwanted"),
    SuppressionReason.NO_SUCH_NUMBER: NC_("address", "it is no number that takes text messages"),
    SuppressionReason.RETURNED: NC_("address", "the post brought a letter of ours back"),
}


def words_of(status: LetterState, why: str | None) -> Phrase:
    """Returns the state of a letter in words; for a cancelled one, the reason. `why` is in the place of a provider's
    id."""
    words = DELIVERY_WORDS[status]
    return WHY_NOT_WORDS.get(why or "", words) if status is LetterState.CANCELLED else words
