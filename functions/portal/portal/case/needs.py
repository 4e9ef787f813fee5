"""What we need from the resident, as their page says it: questions of staff, and the parts of the plan that they do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from onestop.domain.cases.case import CaseFile
from onestop.domain.cases.tasks.resident_part import task_name
from onestop.domain.cases.tasks.task_end import find_task
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.time.dates import say_date
from onestop.domain.time.promises import answer_by
from portal.texts import CASE

if TYPE_CHECKING:
    from onestop.contracts.answers.residents import AskedOfResident


def needs_of(
    file: CaseFile, asked: Sequence[AskedOfResident], catalogue: Catalogue, language: str
) -> list[dict[str, Any]]:
    """What the public status says we ask, in words, with the day until which we wait."""
    return [one_need(file, each, catalogue, language) for each in asked]


def one_need(file: CaseFile, asked: AskedOfResident, catalogue: Catalogue, language: str) -> dict[str, Any]:
    task = find_task(file, asked["task"])
    until = task.waits_until or answer_by(task.waiting_since or task.opened_at, catalogue)
    named = task_name(catalogue, task.service, task.code, language)
    question = asked["text"] or catalogue.say(CASE["no_words"], language)
    return {
        "task": task.id,
        "kind": asked["kind"],
        "choices": asked["choices"],
        "text": named if asked["kind"] == "task" else question,
        "until": say_date(until, catalogue.jurisdiction["time_zone"], language),
    }
