"""Why two cases may be the same need, in words for staff."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from casework.pages.desk_request import DeskVisit
from onestop.domain.cases.explanation import Reason
from onestop.domain.cases.reasons import explain
from onestop.domain.translation import N_, Phrase

if TYPE_CHECKING:
    from onestop.domain.again.earlier_needs import Alike
    from onestop.domain.cases.case import CaseFile

SURE: Phrase = N_("{percent} % likely the same.")


def say_why(visit: DeskVisit, percent: int, reasons: Iterable[Reason]) -> str:
    """Says how sure it is, and why."""
    because = (explain(reason, visit.offer, visit.language) for reason in reasons)
    return " ".join((visit.say(SURE).format(percent=percent), *because))


def alike_near(visit: DeskVisit, file: CaseFile) -> Mapping[str, Alike]:
    """Returns the cases that may be the same, by reference, the surest first: one Query; empty if the service does not
    compare needs or the exact place is unknown."""
    service = visit.offer.services.get(file.case.service or "")
    if service is None or "again" not in service:
        return {}
    from onestop.domain.again.read_likeness import likeness_of  # imported here: not all services compare needs
    from onestop.domain.again.rule import rule_of
    from onestop.storage.cases.open_cases_around import alike_of

    rule, likeness = rule_of(service), file.case.likeness or likeness_of(file.request, service)
    if rule is None or likeness is None:
        return {}
    return {one.reference: one for one in alike_of(file.case, likeness, rule)}
