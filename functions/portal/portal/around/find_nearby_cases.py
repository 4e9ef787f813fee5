"""Finds the cases that were asked for, and says of each only what anybody may know."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from onestop.domain.again.rule import rule_of
from onestop.domain.cases.event_words import STATUS_WORDS
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.places.spots import is_public
from onestop.runtime.settings import setting
from onestop.storage.cases.nearby import PublicCase, cases_in, cases_near

if TYPE_CHECKING:
    from onestop.contracts.answers.public import Again, NearbyCase
    from portal.around.read_area import AreaAsked

MOST = 100  # cases of a district on one page


@dataclass(frozen=True, slots=True)
class AreaCases:
    """Cases with what may be known about them; `more` says that there are older ones, `cursor` where to continue."""

    cases: list[PublicCase]
    more: bool = False
    cursor: str | None = None


def find_cases(asked: AreaAsked, catalogue: Catalogue) -> AreaCases:
    """The cases near the place, the nearest first, or those of the district, the newest first."""
    if asked.place:
        near = cases_near(*asked.place, asked.within)
        return AreaCases(list(published(near.cases, asked, catalogue)), near.more)
    if asked.district:
        page = cases_in(asked.district, MOST, asked.cursor)
        return AreaCases(list(published(page.items, asked, catalogue)), page.cursor is not None, page.cursor)
    return AreaCases([])


def published(cases: Iterable[PublicCase], asked: AreaAsked, catalogue: Catalogue) -> Iterable[PublicCase]:
    """Filters the cases of services whose cases may be listed; of one service, if only that is wanted."""
    wanted = (case for case in cases if asked.service in (None, case.service))
    return (case for case in wanted if is_public(catalogue.services.get(case.service or "")))


def nearby_case_view(case: PublicCase, catalogue: Catalogue, language: str, again: Again | None = None) -> NearbyCase:
    """One case in the words of the API: never what was said, nor by whom."""
    base = setting("PUBLIC_URL").rstrip("/")
    return {
        "reference": case.reference,
        "service_code": case.service or "",
        "service_name": catalogue.name_of("service", case.service, language),
        "status": case.status,
        "status_name": catalogue.say(STATUS_WORDS[case.status], language),
        "opened_at": case.opened_at.isoformat(),
        "district": case.district,
        "lat": case.lat,
        "long": case.long,
        "photo": f"{base}/around/photos/{case.reference}" if case.photo else None,
        "metres": round(case.metres) if case.metres else None,
        "told_by": case.told_by,
        "again": again,
    }


def again_for(case: PublicCase, asked: AreaAsked, at: datetime, catalogue: Catalogue, language: str) -> Again | None:
    """Tells whether a case may be the same as a need of its service at the place asked about: by place and time, which
    anybody may know. Only if one service is asked for."""
    rule = rule_of(catalogue.services.get(asked.service or ""))
    if rule is None or asked.place is None or case.lat is None or case.long is None:
        return None
    from onestop.domain.again.public_view import may_be_same  # late: only programs that are about to report ask for it
    from onestop.domain.cases.reasons import explain_to_resident

    same = may_be_same(case.metres, (case.lat, case.long), case.opened_at, at, rule)
    if same is None:
        return None
    because = [explain_to_resident(reason, catalogue, language) for reason in same.reasons]
    return {"confidence": round(same.confidence, 2), "because": because}
