"""Joins a need that was surely reported before with the earlier case, if its service says so (`again` in its file).

Nobody is asked, so it has to be sure: the same spot, and the same words or the same photo. Who reports it makes no
difference. A case in which a danger was named, one that others depend on, and one that was once joined by mistake wait
for a person.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onestop.domain.again.earlier_needs import FIRST, UNDER_WAY, Alike, find_alike, surely_before
from onestop.domain.again.likeness import Likeness, MaybeSame
from onestop.domain.again.read_likeness import likeness_of
from onestop.domain.again.rule import rule_of
from onestop.domain.cases.act import Act
from onestop.domain.cases.change import Change, after
from onestop.domain.cases.events import Reason
from onestop.domain.cases.lifecycle import Status
from onestop.domain.cases.links.merge_and_link import merge_case
from onestop.domain.cases.progress import give_service
from onestop.domain.cases.reasons import explain
from onestop.domain.cases.tasks.stages import Next, what_next
from onestop.domain.errors import Conflict, NotFound, NotPossible
from onestop.runtime.log import error_fields, logger
from onestop.storage.cases.open_and_change import change_both
from onestop.storage.cases.open_cases_around import told_around, told_by
from onestop.storage.once import Once

if TYPE_CHECKING:
    from onestop.domain.cases.case import CaseFile
    from onestop.domain.cases.progress import RoutingDecision
    from onestop.domain.catalogue.catalogue import Catalogue


LatLong = tuple[float, float]


@dataclass(frozen=True, slots=True)
class ToldBefore:
    """The earlier cases that this one may be, the one that the rule joins it with, and what this one is compared by."""

    likeness: Likeness | None = None
    maybe: tuple[MaybeSame, ...] = ()
    sure: Alike | None = None


@dataclass(frozen=True, slots=True)
class Joining:
    """A case that is to be joined with `alike`, and how it is routed first."""

    told: ToldBefore
    alike: Alike
    decision: RoutingDecision
    act: Act


def told_before(file: CaseFile, decision: RoutingDecision, catalogue: Catalogue, found: LatLong | None) -> ToldBefore:
    """Finds the earlier cases that this one may be, with one Query."""
    service = catalogue.services[decision.service]
    rule, ours = rule_of(service), likeness_of(file.request, service, found)
    if rule is None or ours is None:
        return ToldBefore()
    need = told_by(file.case, ours)
    there = told_around(decision.service, ours, rule.metres)
    first = find_alike(need, there, rule)[:FIRST]
    maybe = tuple(MaybeSame(reference=one.reference, percent=one.percent, reasons=one.reasons) for one in first)
    return ToldBefore(ours, maybe, surely_before(need, there, rule) if is_free(file) else None)


def known_again(change: Change, told: ToldBefore) -> Change:
    """Adds to a routed case what later needs are compared with, and the cases that it may be the same as."""
    return replace(change, case=replace(change.case, likeness=told.likeness, maybe_same=told.maybe))


def is_free(file: CaseFile) -> bool:
    """Tells whether a case may be joined without a person: no links, no danger, and nobody has unmerged it before."""
    return not (file.case.apart or file.case.endangered or file.case.links)


def join_cases(reference: str, joining: Joining) -> bool:
    """Joins a case with the earlier one and returns whether it is joined now. Both are read again first; if either has
    changed so that they no longer fit, the case stays on its own."""
    alike, decision, act = joining.alike, joining.decision, joining.act
    because = (Reason("again", (alike.reference,)), *alike.reasons, Reason("confidence", (str(alike.percent),)))
    words = " ".join(explain(each, act.catalogue, act.catalogue.jurisdiction["default_language"]) for each in because)

    def once(file: CaseFile) -> Once:
        return Once(key=f"again:{reference}:{file.case.run}")

    def decide(file: CaseFile, into: CaseFile) -> tuple[Change, Change] | None:
        if file.case.merged_into or what_next(file) is not Next.ROUTE:
            return None
        same = into.case.service == decision.service and into.case.status in UNDER_WAY and not into.case.endangered
        if not (same and is_free(file)):
            raise NotPossible("The earlier case is another one by now.", "into")
        routed = known_again(give_service(file, decision, act), joining.told)
        return routed_and_joined(file, routed, into, act, words, because)

    try:
        file, _ = change_both(reference, alike.reference, lambda _: None, decide, once)
    except (NotPossible, NotFound, Conflict) as error:
        logger.warning("a case was not joined with an earlier one", case=reference, **error_fields(error))
        return False
    return file.case.merged_into is not None


def routed_and_joined(
    file: CaseFile, routed: Change, into: CaseFile, act: Act, words: str, because: tuple[Reason, ...]
) -> tuple[Change, Change]:
    """Routes and joins in one step: the agency finds the case among those it once had, and can take it back, but never
    sees it in its inbox."""
    if routed.case.status is not Status.IN_PROGRESS:
        raise NotPossible("No part of the plan fits the case, so a person decides.", "status")
    plan = file.plan if routed.plan is None else routed.plan
    there = replace(file, case=routed.case, tasks=after(file, routed.tasks), plan=plan)
    merged, joined = merge_case(there, into, act, words, because)
    tasks = {task.id: task for task in (*routed.tasks, *merged.tasks)}
    both = replace(merged, events=(*routed.events, *merged.events), tasks=tuple(tasks.values()), plan=routed.plan)
    return both, joined
