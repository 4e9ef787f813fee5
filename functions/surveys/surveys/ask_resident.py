"""Asks the resident of a resolved case how it went."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from onestop.domain.cases.act import Act
from onestop.domain.cases.case import CaseFile
from onestop.domain.cases.case_end import invite_to_survey
from onestop.domain.cases.change import Change
from onestop.domain.cases.lifecycle import Status
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.storage.cases.open_and_change import change_case
from onestop.storage.once import Once
from onestop.storage.surveys.responses import find_response

MomentAfter = Callable[[datetime], datetime]  # the present moment, given when the case last changed


def invite_resident(reference: str, catalogue: Catalogue, time: MomentAfter) -> None:
    """Invites the resident of a resolved case: once, and again if it was reopened and they have not answered."""

    def decide(file: CaseFile) -> Change | None:
        asked = file.case.status is Status.RESOLVED and file.case.survey and find_response(reference) is None
        return invite_to_survey(file, Act(catalogue, time(file.case.updated_at))) if asked else None

    change_case(reference, decide, lambda file: Once(key=f"invite:{reference}:{file.case.run}"))
