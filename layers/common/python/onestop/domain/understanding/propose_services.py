"""Proposes the services that words may mean, the likeliest first, each with the reason: the choices that residents are
shown.

The only place that knows how words lead to services for residents; everything that shows proposals calls it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.understanding.meaning import understand_need

if TYPE_CHECKING:
    from onestop.domain.understanding.classifier import Classifier

MOST = 4  # as many as a reader takes in at a glance


@dataclass(frozen=True, slots=True)
class ProposedService:
    """A service that words may mean: its code, and the resident's words that support it."""

    service: str
    because: tuple[str, ...]


def propose_services(
    text: str, catalogue: Catalogue, classifier: Classifier | None = None, most: int = MOST
) -> tuple[ProposedService, ...]:
    """Returns the services that a text may mean, the best first; none if nothing in it is known. Without a
    classifier, only keywords count. A service that no word supports is not proposed, unless it is surely meant."""
    meaning = understand_need(text, catalogue, classifier)
    meant = (each for each in meaning.proposals if each.words or each.service == meaning.service)
    return tuple(ProposedService(each.service, each.words) for each in meant)[:most]
