"""Cases that are related: the same need brought twice, or two that staff want to see together."""

from __future__ import annotations

from onestop.domain.cases.act import Act
from onestop.domain.cases.case import DEPENDENT, CaseFile, Link, LinkKind
from onestop.domain.cases.case_end import close_case
from onestop.domain.cases.change import Change
from onestop.domain.cases.events import CaseJoined, CaseLinked, CaseMerged, Reason
from onestop.domain.cases.lifecycle import CloseReason, Status
from onestop.domain.cases.links.unmerge_and_unlink import before_merge
from onestop.domain.errors import Fault, NotPossible, NotValid
from onestop.domain.time.targets import change_by

MOST_LINKS = 200


def merge_case(
    file: CaseFile, into: CaseFile, act: Act, reason: str, because: tuple[Reason, ...] = ()
) -> tuple[Change, Change]:
    """Joins a case with another one that is the same need: this one ends, its resident follows the other. `reason` is
    in words; a rule gives its reasons in `because`.

    Returns the changes of both, which must be kept together.
    """
    ours, other = file.case, into.case
    if ours.reference == other.reference:
        raise NotValid(Fault("into", "a case cannot be joined with itself", "the reference of another case"))
    if other.merged_into:
        raise NotPossible(
            f"Case {other.reference} was joined with {other.merged_into}: use that one.", "into", "joined"
        )
    if other.status is Status.CLOSED:
        raise NotPossible(f"Case {other.reference} is closed: nobody works on it.", "into", "closed")
    if any(link.kind in DEPENDENT for link in ours.links):
        raise NotPossible("Another case depends on this one, so it cannot be joined with a third.", "into", "depends")
    check_room(into)
    event, before = CaseMerged(into=other.reference, reasons=because), before_merge(file)
    merged = close_case(file, act, CloseReason.MERGED, reason, event, merged_into=other.reference, before=before)
    links = (*other.links, Link(reference=ours.reference, kind=LinkKind.JOINED))
    joined = change_by(act, into, CaseJoined(other=ours.reference), links=links)
    return merged, joined


def link(file: CaseFile, other: CaseFile, act: Act) -> tuple[Change, Change]:
    """Notes on two cases that they are related. Returns both changes, to be kept together."""
    if file.case.reference == other.case.reference:
        raise NotValid(Fault("reference", "a case cannot be linked with itself", "the reference of another case"))
    if any(known.reference == other.case.reference for known in file.case.links):
        raise NotPossible("These two cases are linked already.", "reference", "linked")
    for each in (file, other):
        check_room(each)

    def linked(one: CaseFile, two: CaseFile) -> Change:
        links = (*one.case.links, Link(reference=two.case.reference, kind=LinkKind.RELATED))
        event = CaseLinked(other=two.case.reference, link=LinkKind.RELATED)
        return change_by(act, one, event, links=links)

    return linked(file, other), linked(other, file)


def check_room(file: CaseFile) -> None:
    if len(file.case.links) >= MOST_LINKS:
        detail = f"Case {file.case.reference} has {MOST_LINKS} links already, the most there can be."
        raise NotPossible(detail, "into", "full")
