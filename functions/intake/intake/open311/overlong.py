"""Descriptions over 4,000 characters: the case gets as much as a description holds, and the rest as messages.

The specification limits a description to 4,000 characters, and FixMyStreet joins title, text and link without counting.
Refusing would lose the report, so its agencies read the rest as the first messages of the resident. What no form of a
resident is as long as is refused, and its sender is told why: no word is left out without anybody knowing.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial
from itertools import count

from intake.open311.refusing import Complaint
from onestop.contracts.api import DESCRIPTION_LENGTH
from onestop.domain.cases.act import Act
from onestop.domain.cases.conversation import take_in_words
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.people.actor import Actor
from onestop.domain.people.proof import Proof
from onestop.runtime.randomness import new_reference
from onestop.storage.cases.open_and_change import change_case
from onestop.storage.once import Once, request_fingerprint

GOES_ON = " […]"
LONGEST = 40_000  # characters, ten messages: no form of a resident is longer


def too_long(*texts: str | None) -> list[Complaint]:
    """The complaint about words that are more than a case takes at once."""
    if sum(len(text) for text in texts if text) <= LONGEST:
        return []
    right = f"at most {LONGEST} characters, with the title and the addresses of pictures"
    return [Complaint(400, f"description: is too long; expected {right}. Send the rest as updates of the request")]


def shortened(text: str) -> tuple[str, str]:
    """The part of a text that fits a description, cut between words, and the rest."""
    if len(text) <= DESCRIPTION_LENGTH:
        return text, ""
    longest = DESCRIPTION_LENGTH - len(GOES_ON)
    space = max(text.rfind(" ", longest - 200, longest), text.rfind("\n", longest - 200, longest))
    cut = space if space > 0 else longest
    return text[:cut] + GOES_ON, text[cut:].lstrip()


def add_rest(
    reference: str, rest: str, catalogue: Catalogue, at: datetime, key: str = "", proof: Proof = Proof.PROVEN
) -> None:
    """Adds to a case what did not fit its description, once however often it is sent. `proof` is that of the first
    part."""
    by = Actor.STRANGER if proof is Proof.STRANGER else Actor.RESIDENT
    for number in count():
        if not rest:
            return
        words, rest = shortened(rest)
        add_message(reference, words, f"rest:{reference}:{key}:{number}", Act(catalogue, at, by, new_reference), proof)


def add_message(reference: str, words: str, key: str, act: Act, proof: Proof) -> None:
    """Adds one message to a case; it does not count as an answer to anything we may have asked meanwhile."""
    once = Once(key=key, fingerprint=request_fingerprint(words.encode()))
    heard = partial(take_in_words, act=act, words=words, channel="open311", proof=proof, answers=False)
    change_case(reference, heard, lambda _: once)
