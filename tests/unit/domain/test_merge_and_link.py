"""Two cases that have to do with each other."""

from __future__ import annotations

from datetime import timedelta

import pytest

from onestop.domain.cases.case import CaseFile, Link, LinkKind
from onestop.domain.cases.lifecycle import Status
from onestop.domain.cases.links.merge_and_link import MOST_LINKS, link, merge_case
from onestop.domain.errors import NotPossible, NotValid
from tests.builders import NOW, a_case, a_file, a_reference, a_routed_file, an_act, once_kept

STAFF = an_act(by="staff:7", at=NOW + timedelta(hours=1))
OTHER = a_reference(5)


def other(**fields: object) -> CaseFile:
    return a_file(case=a_case(reference=OTHER, **fields))  # type: ignore[arg-type]


def test_the_same_need_goes_on_in_one_case() -> None:
    file, into = a_routed_file(), a_routed_file(case=a_case(reference=OTHER))
    merged, joined = merge_case(file, into, STAFF, "The same hole.")
    assert [event.type for event in merged.events] == ["case.merged", "task.cancelled", "case.closed"]
    assert (merged.case.status, merged.case.because, merged.case.merged_into) == (Status.CLOSED, "merged", OTHER)
    assert [event.type for event in joined.events] == ["case.joined"]
    assert joined.case.links == (Link(reference=file.case.reference, kind=LinkKind.JOINED),)
    assert joined.case.status is Status.IN_PROGRESS


def test_a_case_is_not_joined_with_itself() -> None:
    with pytest.raises(NotValid, match="itself"):
        merge_case(a_routed_file(), a_routed_file(), STAFF, "x")


@pytest.mark.parametrize(
    ("into", "why"),
    [
        (other(status=Status.CLOSED), "is closed"),
        (other(status=Status.CLOSED, merged_into=a_reference(6)), f"joined with {a_reference(6)}"),
        (other(links=(Link(reference=a_reference(8), kind=LinkKind.RELATED),) * MOST_LINKS), "the most there can be"),
    ],
    ids=["closed", "joined itself", "full"],
)
def test_a_case_is_joined_only_with_one_that_lives(into: CaseFile, why: str) -> None:
    with pytest.raises(NotPossible, match=why):
        merge_case(a_routed_file(), into, STAFF, "x")


@pytest.mark.parametrize("kind", ["parent", "child", "awaits", "awaited"])
def test_a_case_that_others_depend_on_is_not_joined(kind: str) -> None:
    file = a_file(case=a_case(links=(Link(reference=a_reference(8), kind=kind, task="01"),)))
    with pytest.raises(NotPossible, match="depends on this one"):
        merge_case(file, other(), STAFF, "x")


def test_a_case_that_is_closed_is_not_joined() -> None:
    with pytest.raises(NotPossible, match="cannot become closed"):
        merge_case(a_file(case=a_case(status=Status.CLOSED)), other(), STAFF, "x")


def test_a_link_is_noted_on_both_cases_once() -> None:
    file = a_file()
    one, two = link(file, other(), STAFF)
    assert one.case.links == (Link(reference=OTHER, kind=LinkKind.RELATED),)
    assert two.case.links == (Link(reference=file.case.reference, kind=LinkKind.RELATED),)
    with pytest.raises(NotPossible, match="linked already"):
        link(once_kept(file, one), once_kept(other(), two), STAFF)


def test_a_case_is_not_linked_with_itself_nor_with_too_many() -> None:
    with pytest.raises(NotValid, match="itself"):
        link(a_file(), a_file(), STAFF)
    with pytest.raises(NotPossible, match="the most there can be"):
        link(a_file(), other(links=(Link(reference=a_reference(8), kind=LinkKind.RELATED),) * MOST_LINKS), STAFF)
