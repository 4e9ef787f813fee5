"""All that was answered before a case was opened, as facts for rules to decide by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from onestop.domain.cases.case import CaseFile
from onestop.storage.applications.application_rows import load_application


@dataclass(frozen=True, slots=True)
class Answered:
    """The answers, and when they were sent."""

    answers: Mapping[str, Any]
    at: datetime


def answers_of(file: CaseFile) -> Answered:
    """Returns all answers of an application, or else the answers to the questions of the service. Raises NotFound for
    an application that is no longer kept."""
    if file.request.application is None:
        return Answered(file.request.answers, file.case.opened_at)
    application = load_application(file.request.application)
    return Answered(application.answers, application.changed_at)
