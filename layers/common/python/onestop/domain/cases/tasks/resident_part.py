"""The name of the resident's part of a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.catalogue.plans import stages_given

if TYPE_CHECKING:
    from onestop.domain.catalogue.service import GivenTask


def task_as_planned(catalogue: Catalogue, service: str | None, code: str) -> GivenTask | None:
    """Returns a task as the catalogue describes it today; None if it no longer knows the task."""
    known = catalogue.services.get(service or "")
    plan = stages_given(known) if known else ()
    return next((task for stage in plan for task in stage["tasks"] if task["code"] == code), None)


def task_name(catalogue: Catalogue, service: str | None, code: str, language: str) -> str:
    """Returns the name of a task; its code if the catalogue has no name for it."""
    task = task_as_planned(catalogue, service, code)
    return catalogue.say(task["name"], language) if task else code
