"""What the resident's part of a plan is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.catalogue.plans import stages_given

if TYPE_CHECKING:
    from onestop.domain.catalogue.service import GivenTask


def task_as_planned(catalogue: Catalogue, service: str | None, code: str) -> GivenTask | None:
    """A task as the catalogue describes it today; None if it does not know the task any more."""
    known = catalogue.services.get(service or "")
    plan = stages_given(known) if known else ()
    return next((task for stage in plan for task in stage["tasks"] if task["code"] == code), None)


def task_name(catalogue: Catalogue, service: str | None, code: str, language: str) -> str:
    """What a task is called; its code if the catalogue has no name for it."""
    task = task_as_planned(catalogue, service, code)
    return catalogue.say(task["name"], language) if task else code
