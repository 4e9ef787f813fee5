"""Words that are longer than a description or message holds: the case gets the beginning, and all of them as a file.

Nobody is there to be told to write less, as at a form, and the original is kept for a time only. A file is looked at,
shown and erased with its case as every other.
"""

from __future__ import annotations

from intake.case_body import clean_words
from intake.incoming import Enclosure, Incoming
from onestop.contracts.api import DESCRIPTION_LENGTH
from onestop.domain.cases.attachments import WHOLE_MESSAGE


def enclosed_with(incoming: Incoming) -> tuple[Enclosure, ...]:
    """What came with a contact; first all of its words, if the case has only their beginning."""
    words = clean_words(incoming.text)
    if len(words) <= DESCRIPTION_LENGTH:
        return incoming.enclosures
    whole = Enclosure(name=f"{WHOLE_MESSAGE}.txt", media_type="text/plain", data=words.encode())
    return (whole, *incoming.enclosures)
