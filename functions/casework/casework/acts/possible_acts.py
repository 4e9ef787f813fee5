"""The acts that somebody may do on a case now: an act is tried on the case as it was read, by the same rules that carry
it out.

Nothing is read or kept. So a page offers exactly the acts that would succeed, without a second copy of any rule.
"""

from __future__ import annotations

from dataclasses import replace

from casework.acts.act_rules import ActRequest
from casework.acts.carry_out import check_act
from casework.acts.tables import BOTH_ACTS, CASE_ACTS, TASK_ACTS, UNDOING_ACTS
from onestop.domain.cases.case import CaseFile
from onestop.domain.cases.change import Change
from onestop.domain.cases.lifecycle import Status
from onestop.domain.cases.references import read_reference
from onestop.runtime.identity import check_may

ANOTHER = "0000-0000-0000-0"  # a reference that no case has: stands for another case, which is not read


def try_act(name: str, file: CaseFile, asked: ActRequest) -> Change | None:
    """Returns the change that an act would make; None if it would change nothing. Raises what doing it would raise, as
    far as this case is concerned: nothing is known here about another case that it names."""
    check_may(asked.staff, name)
    check_act(file, asked)
    if name in BOTH_ACTS:
        _, field, do_both = BOTH_ACTS[name]
        named = getattr(asked.body, field)
        if named is not None:
            changes = do_both(file, in_nobodys_way(file, read_reference(named) or ANOTHER), asked)
            return changes[0] if changes else None
    if name in UNDOING_ACTS:
        _, find_other, undo = UNDOING_ACTS[name]
        undone = undo(file, in_nobodys_way(file, find_other(file, asked.body)), asked)
        return undone[0] if undone else None
    _, do = TASK_ACTS[name] if asked.task else CASE_ACTS[name]
    return do(file, asked)


def in_nobodys_way(file: CaseFile, reference: str = ANOTHER) -> CaseFile:
    """Returns a made-up second case, under way, which allows everything that can be done together with this one."""
    other = replace(file.case, reference=reference, status=Status.IN_PROGRESS, links=(), merged_into=None)
    return replace(file, case=other, tasks=())
