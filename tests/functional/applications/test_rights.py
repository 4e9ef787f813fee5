"""A right over one's data is a case with the deadline of the law, decided by people: two where it cannot be undone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from applications.drafts.store import begin_draft
from onestop.storage.applications.application_rows import keep_application
from onestop.storage.cases.read_case import load_file
from onestop.storage.catalogue.releases import current
from tests.aws_in_memory import Aws
from tests.builders import NOW, a_reference
from tests.functional.applications.sent import send_now
from tests.functional.stories import route

DEMANDS: dict[str, dict[str, Any]] = {
    "correction": {"should-be": "Ana Ruiz", "proof": "can-show"},
    "restriction": {"why": "It is wrong and being looked at."},
    "objection": {"why": "I want no surveys."},
    "erasure": {},
}


@pytest.mark.parametrize("right", DEMANDS)
def test_each_demand_is_a_case_that_people_decide_within_a_month(aws: Aws, right: str) -> None:
    told = {"right": right, "what": "My name in all cases", "name": "Ana Rivas", "email": "ana@resident.example"}
    draft = begin_draft(a_reference(1), "my-data", "en", "web", current(), NOW)
    kept = keep_application(replace(draft.application, answers=told | DEMANDS[right] | {"true-answers": True}))
    sent = send_now(replace(draft, application=kept))
    assert sent.mistakes == ()
    reference = str(sent.application.case)
    route(reference)
    file = load_file(reference)
    assert file.case.due_at is not None
    assert file.case.due_at - file.case.opened_at <= timedelta(days=31)
    [task] = file.open_tasks()
    assert (task.code, task.agency) == ("decide-right", "contact-centre")
    assert file.request.answers == {"right": right}  # what it is about stays with the application
