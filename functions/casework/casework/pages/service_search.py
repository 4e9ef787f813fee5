"""Finds services while somebody types: by name, keyword or description, in every language of the catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from casework.views.word_search import fold_searched, has_all
from onestop.domain.catalogue.catalogue import Catalogue

if TYPE_CHECKING:
    from onestop.domain.catalogue.service import Service

MOST = 9  # there are this many keys to choose them with


def find_services(typed: str, catalogue: Catalogue, most: int = MOST) -> list[Service]:
    """Returns the services that contain all typed words; first those whose name begins with them, then by name, by
    keyword, by description. Empty text finds nothing."""
    wanted = fold_searched(typed)
    if not wanted:
        return []
    ranked = [(rank, service) for service in catalogue.services.values() if (rank := rank_of(service, wanted))]
    return [service for _, service in sorted(ranked, key=lambda each: each[0])][:most]


def named_exactly(typed: str, catalogue: Catalogue) -> Service | None:
    """Returns the service with exactly this name in some language, as a list of suggestions fills it in, or this
    code."""
    wanted = fold_searched(typed)
    return next(
        (
            service
            for service in catalogue.services.values()
            if wanted in (fold_searched(service["code"]), *map(fold_searched, service["name"].values()))
        ),
        None,
    )


def rank_of(service: Service, wanted: str) -> int:
    """Returns how well a service fits: 1 is best, 0 is not at all."""
    names = folded_all(service["name"])
    if any(name.startswith(wanted) for name in names):
        return 1
    words = wanted.split()
    keywords = [fold_searched(each) for several in service["keywords"].values() for each in several]
    texts = (names, [*names, *keywords], [*names, *keywords, *folded_all(service["description"])])
    return next((rank for rank, those in enumerate(texts, start=2) if has_all(words, " ".join(those))), 0)


def folded_all(texts: Mapping[str, str]) -> list[str]:
    return [fold_searched(text) for text in texts.values()]
