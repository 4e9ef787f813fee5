"""What the place indexes hold of a case: only public fields, whoever reads them; and separately what needs are compared
by, which only functions that may read the cases can read."""

from __future__ import annotations

from dataclasses import dataclass

from onestop.domain.again.likeness import Likeness
from onestop.domain.cases.case import Case, LinkKind
from onestop.domain.cases.lifecycle import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexedFields:
    """A change of these fields is written to the indexes; other changes of a case do not touch them."""

    service: str | None
    status: Status
    waiting: bool = False
    lat: float | None = None
    long: float | None = None
    district: str | None = None
    photo: bool = False  # staff made a photo public
    told_by: int = 1  # people who reported it: who opened it, and those whose reports were joined with it


def is_shown(case: Case) -> bool:
    """Whether a case can be found by its place: while it is open, as itself and not as part of another case, and not
    while danger is named or its resident is protected, because people who search for someone must not find them here.
    Whether its service is public is checked when it is shown: the catalogue may change."""
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
    """What a case is compared by, as its index holds it: no words, no person."""

    likeness: Likeness
    status: Status
    fingerprints: tuple[str, ...] = ()


def alike_of(case: Case, likeness: Likeness) -> KeptAlike:
    return KeptAlike(likeness=likeness, status=case.status, fingerprints=case.fingerprints)
