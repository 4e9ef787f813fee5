"""The words of the letters about a decision: the reasons, the conditions, the fee, and until when one may object."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from notifications.event_message import EventMessage
from notifications.words.some_letters import LetterPlaceholders, day, time_of
from onestop.domain.cases.tasks.task_end import find_task
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.decisions.appeals import appeal_by
from onestop.domain.decisions.decision_words import say_decision
from onestop.storage.cases.read_case import WholeFile
from onestop.storage.catalogue.rule_tables import find_table


def granted(event: EventMessage, whole: WholeFile, catalogue: Catalogue, language: str) -> LetterPlaceholders | None:
    """Why it was granted, under which conditions, and what has to be paid."""
    decision = find_task(whole.file, event["data"]["task"]).decision
    if decision is None:
        return None
    table = find_table(decision.rule.table, decision.rule.version)
    return {"message": say_decision(decision, table, catalogue, language)}


def refused(event: EventMessage, whole: WholeFile, catalogue: Catalogue, language: str) -> LetterPlaceholders | None:
    """Why it was refused, and until when one may object."""
    words: Mapping[str, Any] | None = granted(event, whole, catalogue, language)
    if words is None:
        return None
    until = appeal_by(whole.file.case.service, time_of(event), catalogue)
    return {**words, "until": day(until, catalogue, language)}
