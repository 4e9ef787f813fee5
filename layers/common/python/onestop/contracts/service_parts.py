"""The sub-services of a case as its resident sees them, each with its status."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from onestop.domain.cases.case import Case, CaseFile, Task
from onestop.domain.cases.event_words import STATUS_WORDS, WAITING_WORDS
from onestop.domain.cases.lifecycle import TaskStatus
from onestop.domain.cases.tasks.resident_part import task_name
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.translation import NC_, Phrase

if TYPE_CHECKING:
    from onestop.contracts.answers.residents import PartShown

# how a part ended, in the words of the page and the letter of the whole case
ENDS: Mapping[TaskStatus, Phrase] = {
    TaskStatus.DONE: NC_("part", "done"),
    TaskStatus.DECLINED: NC_("part", "ended without being done"),
    TaskStatus.CANCELLED: NC_("part", "not needed any more"),
}


def parts_shown(file: CaseFile, opened: Sequence[Case], catalogue: Catalogue, language: str) -> list[PartShown]:
    """Returns the parts that their resident can look at, in the order in which they were opened. `opened` are the cases
    that do them (`storage.files.load_parts`)."""
    known = {case.reference: case for case in opened}
    return [
        {
            "reference": case.reference,
            "name": task_name(catalogue, task.service, task.code, language),
            "status": case.status,
            "status_text": catalogue.say(how_it_stands(task, case), language),
        }
        for task in file.tasks
        if task.child and (case := known.get(task.child))
    ]


def how_it_stands(task: Task, case: Case) -> Phrase:
    """Returns how a part ended, or else the status of its case; if it waits for its resident, that comes first."""
    if task.status in ENDS:
        return ENDS[task.status]
    return WAITING_WORDS if case.waiting_since else STATUS_WORDS[case.status]
