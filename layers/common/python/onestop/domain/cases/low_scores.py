"""What a service says is to follow when its resident answers that it did not go well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onestop.domain.cases.case import Case
from onestop.domain.catalogue.answers import Scores
from onestop.domain.catalogue.catalogue import Catalogue

if TYPE_CHECKING:
    from onestop.domain.catalogue.service import Follows


def what_follows(case: Case, scores: Scores, catalogue: Catalogue) -> Follows | None:
    """What follows the answers about a case; None where they are good enough, or its service has no rule."""
    service = catalogue.services.get(case.service or "")
    rule = service.get("low_score") if service else None
    score = dict(scores).get(rule["question"]) if rule else None
    return rule["then"] if rule and score is not None and score < rule["below"] else None
