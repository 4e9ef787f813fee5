"""Which services words may mean, the most likely first, each with why: what residents are shown to choose from.

The one place that knows how words find services for them; whoever shows proposals asks here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.understanding.meaning import understand_need

if TYPE_CHECKING:
    from onestop.domain.understanding.classifier import Classifier

MOST = 4  # as many as one takes in at a glance


@dataclass(frozen=True, slots=True)
class ProposedService:
    """A service that words may mean: its code, and the words of theirs that speak for it."""

    service: str
    because: tuple[str, ...]


def propose_services(
    text: str, catalogue: Catalogue, classifier: Classifier | None = None, most: int = MOST
) -> tuple[ProposedService, ...]:
    """The services that a text may mean, the best first; none where nothing in it is known. Without a classifier,
    keywords speak alone. What no word of theirs speaks for is not proposed, unless it is surely meant."""
    meaning = understand_need(text, catalogue, classifier)
    meant = (each for each in meaning.proposals if each.words or each.service == meaning.service)
    return tuple(ProposedService(each.service, each.words) for each in meant)[:most]
