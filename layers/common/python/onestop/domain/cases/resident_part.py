"""What we ask of a resident: what their part of a plan is called, and until when we wait for them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.time.promises import ANSWER_DAYS, REOPEN_DAYS


def task_as_planned(catalogue: Catalogue, service: str | None, code: str) -> Mapping[str, Any]:
    """A task as the catalogue describes it today; empty if it does not know the task any more."""
    plan = catalogue.services.get(service or "", {}).get("plan", ())
    return next((task for stage in plan for task in stage["tasks"] if task["code"] == code), {})


def task_name(catalogue: Catalogue, service: str | None, code: str, language: str) -> str:
    """What a task is called; its code if the catalogue has no name for it."""
    name = task_as_planned(catalogue, service, code).get("name")
    return catalogue.say(name, language) if name else code


def answer_by(since: datetime, catalogue: Catalogue) -> datetime:
    """Until when we wait for a resident whom we asked at a moment; then the case is closed."""
    return since + timedelta(days=catalogue.jurisdiction.get("answer_days", ANSWER_DAYS))


def reopen_by(closed_at: datetime, catalogue: Catalogue) -> datetime:
    """Until when a case that was closed at a moment can be reopened."""
    return closed_at + timedelta(days=catalogue.jurisdiction.get("reopen_days", REOPEN_DAYS))
