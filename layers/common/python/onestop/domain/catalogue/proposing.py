"""Which services words may mean, the most likely first, each with why: what residents are shown to choose from.

The one place that knows how words find services; whoever shows proposals asks here, whatever finds them.
"""

from __future__ import annotations

from dataclasses import dataclass

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.catalogue.matching import find_matches

MOST = 4  # as many as one takes in at a glance


@dataclass(frozen=True, slots=True)
class ProposedService:
    """A service that words may mean: its code, and the words of theirs that speak for it."""

    service: str
    because: tuple[str, ...]


def propose_services(text: str, catalogue: Catalogue, most: int = MOST) -> tuple[ProposedService, ...]:
    """The services that a text may mean, the best first; none where nothing in it is known."""
    matches = find_matches(text, catalogue.services.values())
    return tuple(ProposedService(match.service, match.words) for match in matches[:most])
