"""Open reports of the same service near a place, with what anybody may know about them: never the resident's words or
person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from math import log
from typing import TYPE_CHECKING

from intake.web.report.places import point_of, spot_in_words
from onestop.domain.again.public_view import BLUR, MayBeSame, may_be_same, says_nearly_the_same
from onestop.domain.again.read_likeness import likeness_at
from onestop.domain.again.rule import AgainRule, Merge, rule_of
from onestop.domain.again.sign_weights import SAME_TEXT
from onestop.domain.cases.lifecycle import Status
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.places.spots import is_public
from onestop.runtime.pages.posted_forms import PostedForm
from onestop.storage.cases.nearby import PublicCase, cases_near
from onestop.storage.cases.open_cases_around import told_around

if TYPE_CHECKING:
    from onestop.domain.catalogue.service import Service

METRES = 200  # a short walk; public places are rounded to about a hundred metres
MOST = 3  # as many as one can compare with what one sees
ROUNDED = 50
OPEN = (Status.OPEN, Status.TRIAGE, Status.IN_PROGRESS)


@dataclass(frozen=True, slots=True, kw_only=True)
class NearReport:
    """An open report near a place: roughly how far away, since when it is known, its status, how many people reported
    it."""

    reference: str
    service: str
    metres: int
    since: datetime
    status: Status
    told_by: int
    photo: bool  # a member of staff released one
    same: MayBeSame | None = None


def find_nearby(form: PostedForm, catalogue: Catalogue, at: datetime) -> list[NearReport]:
    """The open reports of the chosen service within a short walk, those first that may be the same: usually four
    Queries, and one more if they have to be ranked, however many reports there are elsewhere."""
    service = catalogue.services.get(form.get("service", ""))
    rule = rule_of(service)
    if service is None or not is_public(service) or (rule and rule.merge is Merge.NEVER):
        return []
    point = point_of(form) or spot_in_words(form.get("address", ""), catalogue)
    if point is None:
        return []
    near = cases_near(*point, METRES).cases
    found = [each for each in near if each.service == service["code"] and each.status in OPEN]
    if rule:
        found = rank(found, point, form.get("description", ""), service, rule, at)
    return [report_of(each, may_be(each, rule, at) if rule else None) for each in found[:MOST]]


def report_of(case: PublicCase, same: MayBeSame | None) -> NearReport:
    return NearReport(
        reference=case.reference,
        service=case.service or "",
        metres=max(ROUNDED, round(case.metres / ROUNDED) * ROUNDED),
        since=case.opened_at,
        status=case.status,
        told_by=case.told_by,
        photo=case.photo,
        same=same,
    )


def may_be(case: PublicCase, rule: AgainRule, at: datetime) -> MayBeSame | None:
    """What the resident is told about why it may be the same."""
    if case.lat is None or case.long is None:
        return None
    return may_be_same(case.metres, (case.lat, case.long), case.opened_at, at, rule)


def rank(
    found: list[PublicCase], point: tuple[float, float], words: str, service: Service, rule: AgainRule, at: datetime
) -> list[PublicCase]:
    """Those first that may be the same: by place, time and words. One Query more, and none if there is nothing to
    choose."""
    if len(found) < 2:
        return found
    ours = likeness_at(*point, words, service)
    theirs = {told.reference: told.likeness for told in told_around(service["code"], ours, METRES + BLUR)}

    def order(case: PublicCase) -> tuple[bool, float, float]:
        same, known = may_be(case, rule, at), theirs.get(case.reference)
        said = SAME_TEXT if known and says_nearly_the_same(ours, known) else 0.0
        return same is None, -(log(same.confidence / (1 - same.confidence)) if same else 0.0) - said, case.metres

    return sorted(found, key=order)
