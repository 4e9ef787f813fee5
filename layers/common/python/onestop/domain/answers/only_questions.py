"""Recognises needs that are only questions: an answer is enough, and there is no work to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onestop.domain.catalogue.catalogue import Catalogue
    from onestop.domain.understanding.classifier import Classifier


def is_for_questions(service: str | None, catalogue: Catalogue) -> bool:
    """Says whether a service only answers questions: one task, with nothing to fill in, and no place."""
    known = catalogue.services.get(service or "")
    if known is None or known["place"] != "none":
        return False
    planned = [task for stage in known["plan"] for task in stage["tasks"]]
    return len(planned) == 1 and not planned[0].get("results")


def may_be_answered(text: str, catalogue: Catalogue, classifier: Classifier | None) -> bool:
    """Says whether words may be answered without a case: not if they surely mean a service that does some work."""
    from onestop.domain.understanding.meaning import understand_need  # imported here: only needed for questions

    meant = understand_need(text, catalogue, classifier).service
    return meant is None or is_for_questions(meant, catalogue)
