"""The open cases of a service around a place, with what needs are compared by: one Query, wherever other cases are.

They are sorted from south to north, so that a strip across the jurisdiction is read, as high as the rule of the service
reaches: of 5,000 open cases in a city 20 kilometres wide, a rule of 30 metres reads 15. Cases too far east or west are
dropped here.
"""

from __future__ import annotations

from datetime import datetime

import msgspec

from onestop.domain.again.earlier_needs import Alike, KnownNeed, find_alike
from onestop.domain.again.likeness import Likeness
from onestop.domain.again.rule import AgainRule
from onestop.domain.cases.case import Case
from onestop.domain.places.distances import A_DEGREE, metres
from onestop.storage.cases.case_keys import again_key, north_of
from onestop.storage.cases.public_fields import KeptAlike
from onestop.storage.tables import CaseRow

A_STRIP = 300  # cases that are read; if there are more, the southernmost


def told_around(service: str, here: Likeness, within: float) -> list[KnownNeed]:
    """Returns the cases of a service reported within this many metres that are not closed."""
    reach = within / A_DEGREE
    south, north = north_of(here.lat - reach), f"{north_of(here.lat + reach)}~"
    rows = CaseRow.again.query(
        again_key(service), CaseRow.again_order.between(south, north), limit=A_STRIP, page_size=A_STRIP
    )
    found = [read_told(row.again_order or "", row.alike or "") for row in rows]
    return [one for one in found if metres(here.lat, here.long, one.likeness.lat, one.likeness.long) <= within]


def alike_of(case: Case, likeness: Likeness, rule: AgainRule) -> list[Alike]:
    """Returns the cases that a case may duplicate, opened earlier or later, the surest first: one Query."""
    return find_alike(told_by(case, likeness), told_around(case.service or "", likeness, rule.metres), rule)


def told_by(case: Case, likeness: Likeness) -> KnownNeed:
    """Returns a case in the form in which needs are compared."""
    return KnownNeed(
        reference=case.reference,
        likeness=likeness,
        opened_at=case.opened_at,
        status=case.status,
        photos=case.fingerprints,
    )


def read_told(order: str, alike: str) -> KnownNeed:
    _, opened, reference = order.split("#")
    kept = msgspec.json.decode(alike, type=KeptAlike)
    return KnownNeed(
        reference=reference,
        likeness=kept.likeness,
        opened_at=datetime.fromisoformat(opened),
        status=kept.status,
        photos=kept.fingerprints,
    )
