"""Two cases that were joined or linked by mistake: afterwards all is as it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onestop.domain.cases.case import CaseFile, Link, LinkKind
from onestop.domain.cases.lifecycle import Status
from onestop.domain.cases.links.merge_and_link import link, merge_case
from onestop.domain.cases.links.unmerge_and_unlink import unlink, unmerge_case
from onestop.domain.errors import NotFound, NotPossible
from tests.builders import NOW, a_case, a_file, a_reference, a_routed_file, an_act, once_kept
from tests.unit.domain.test_lifecycle_moves import ENDED, FILES, WORKED_ON

STAFF = an_act(by="staff:7", at=NOW + timedelta(hours=1))
OTHER = a_reference(5)
INTO = a_routed_file(case=a_case(reference=OTHER))
STANDS = sorted((*WORKED_ON, *ENDED[:2]))  # all that can be joined


def joined(file: CaseFile, into: CaseFile = INTO) -> tuple[CaseFile, CaseFile]:
    one, two = merge_case(file, into, STAFF, "The same hole.")
    return once_kept(file, one), once_kept(into, two)


@given(st.sampled_from(STANDS), st.integers(0, 29 * 24))
def test_a_case_that_is_taken_apart_stands_where_it_stood_before(name: str, hours: int) -> None:
    file = FILES[name]
    merged, into = joined(file)
    later = an_act(by="staff:8", at=STAFF.at + timedelta(hours=hours))
    ours, theirs = unmerge_case(merged, into, later)
    again = once_kept(merged, ours)
    assert again.case.apart  # no rule joins it once more
    then = {"version": file.case.version, "updated_at": file.case.updated_at, "run": file.case.run}
    case = replace(again.case, **then, apart=file.case.apart)
    assert (case, again.tasks, again.open_tasks()) == (file.case, file.tasks, file.open_tasks())
    assert again.case.run == file.case.run + 1
    assert theirs.case.links == INTO.case.links


def test_what_happened_is_an_act_of_its_own_in_both_histories() -> None:
    merged, into = joined(FILES["at work"])
    ours, theirs = unmerge_case(merged, into, STAFF, "Another hole.")
    assert [event.type for event in ours.events] == ["case.unmerged", "task.resumed"]
    assert [event.type for event in theirs.events] == ["case.parted"]
    assert ours.note is not None
    assert (ours.note.about, ours.note.text) == ("unmerged", "Another hole.")
    merged, into = joined(FILES["asked at work"])
    assert [event.type for event in unmerge_case(merged, into, STAFF)[0].events] == ["case.unmerged", "task.waiting"]


def test_it_makes_no_difference_what_became_of_the_other_case() -> None:
    merged, into = joined(FILES["at work"])
    closed = replace(into, case=replace(into.case, status=Status.CLOSED, merged_into=a_reference(6)))
    ours, theirs = unmerge_case(merged, closed, STAFF)
    assert ours.case.status is Status.IN_PROGRESS
    assert (theirs.case.status, theirs.case.links) == (Status.CLOSED, ())


def test_what_was_linked_meanwhile_stays_linked() -> None:
    merged, into = joined(FILES["at work"])
    third = a_file(case=a_case(reference=a_reference(9)))
    linked = once_kept(merged, link(merged, third, STAFF)[0])
    assert unmerge_case(linked, into, STAFF)[0].case.links == (Link(reference=a_reference(9), kind=LinkKind.RELATED),)


def test_only_what_was_joined_lately_and_is_known_is_taken_apart() -> None:
    with pytest.raises(NotPossible, match="was not joined"):
        unmerge_case(FILES["at work"], INTO, STAFF)
    merged, into = joined(FILES["at work"])
    with pytest.raises(NotPossible, match="for 30 days"):
        unmerge_case(merged, into, an_act(by="staff:7", at=STAFF.at + timedelta(days=31)))
    older = replace(merged, case=replace(merged.case, before=None))
    with pytest.raises(NotPossible, match="was not kept"):
        unmerge_case(older, into, STAFF)


def test_a_link_that_is_taken_back_is_gone_from_both_cases_and_may_be_made_again() -> None:
    file, other = FILES["at work"], INTO
    one, two = link(file, other, STAFF)
    ours, theirs = unlink(once_kept(file, one), once_kept(other, two), STAFF)
    assert (ours.case.links, theirs.case.links) == ((), ())
    assert [[event.type for event in change.events] for change in (ours, theirs)] == [["case.unlinked"]] * 2
    link(once_kept(file, one, ours), once_kept(other, two, theirs), STAFF)


@pytest.mark.parametrize("kind", ["joined", "parent", "child", "awaits", "awaited"])
def test_a_link_that_comes_from_the_work_is_not_taken_back(kind: str) -> None:
    file = a_file(case=a_case(links=(Link(reference=OTHER, kind=LinkKind(kind), task="01"),)))
    with pytest.raises(NotFound, match="is not linked with"):
        unlink(file, INTO, STAFF)
