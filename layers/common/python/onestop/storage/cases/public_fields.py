"""What the indexes of places hold of a case: nothing that is not public, whoever reads them; and apart from those, what
needs are compared by, which only functions read that may read the cases too."""

from __future__ import annotations

from dataclasses import dataclass

from onestop.domain.again.likeness import Likeness
from onestop.domain.cases.case import Case, LinkKind
from onestop.domain.cases.lifecycle import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexedFields:
    """What changes here is written to the indexes again; all else that happens to a case costs them nothing."""

    service: str | None
    status: Status
    waiting: bool = False
    lat: float | None = None
    long: float | None = None
    district: str | None = None
    photo: bool = False  # staff let anybody see one
    told_by: int = 1  # who opened it, and those whose reports were joined with it


def is_shown(case: Case) -> bool:
    """Whether a case can be found by its place: until it is closed, as itself and not as a part of another one, and not
    while danger is named or its resident protected, for whoever looks for somebody must not find them here. That its
    service is public is looked at when it is shown: the catalogue may change its mind."""
    part = any(link.kind is LinkKind.PARENT for link in case.links)
    known = case.service is not None and case.status is not Status.CLOSED
    return known and not part and not case.endangered and not case.protected


def shown_of(case: Case) -> IndexedFields:
    spot = case.spot
    return IndexedFields(
        service=case.service,
        status=case.status,
        waiting=case.waiting_since is not None,
        lat=spot.lat if spot else None,
        long=spot.long if spot else None,
        district=case.district,
        photo=case.photo is not None,
        told_by=1 + sum(link.kind is LinkKind.JOINED for link in case.links),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAlike:
    """What a case is compared by, as its index holds it: no word, no person."""

    likeness: Likeness
    status: Status
    fingerprints: tuple[str, ...] = ()


def alike_of(case: Case, likeness: Likeness) -> KeptAlike:
    return KeptAlike(likeness=likeness, status=case.status, fingerprints=case.fingerprints)
