"""The outcome of routing a case, as one value: worked out again whenever somebody else changed the case first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onestop.domain.cases.act import Act
from onestop.domain.cases.case import CaseFile
from onestop.domain.cases.change import Change
from onestop.domain.cases.progress import RoutingDecision, give_service
from onestop.domain.cases.tasks.stages import chosen_by_answer, decided_service
from onestop.domain.catalogue.whereabouts import LocatedPlace
from onestop.domain.people.actor import Actor
from onestop.storage.catalogue.gazetteer import gazetteer_of
from onestop.storage.catalogue.map_layers import layer
from onestop.storage.catalogue.zones import zones_of
from onestop.storage.tables import Row
from routing.deciding import Unsure, decide_service
from routing.facts import facts_of
from routing.learned_classifier import learned
from routing.locating import locate
from routing.undecided import leave_open
from routing.urgency import asks_what_is_near, nearest_landmarks

if TYPE_CHECKING:
    from routing.join_earlier_need import Joining, ToldBefore


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutingOutcome:
    """What becomes of a case: it is changed, or joined with an earlier one, or neither, if there is nothing to do.

    `beside` are rows kept with the change. `unsure` says that the rules left the case to somebody; `meant` which
    service a person chose meanwhile, and who that was, to learn from.
    """

    change: Change | None = None
    beside: tuple[Row, ...] = ()
    unsure: bool = False
    meant: tuple[str, Actor] | None = None
    joins: Joining | None = None


NOTHING = RoutingOutcome()


def route_or_join(file: CaseFile, act: Act, *, may_join: bool) -> RoutingOutcome:
    """Decides about a case that waits to be routed: it is routed, left to somebody, or joined with an earlier case of
    the same need."""
    located = locate_need(file, act)
    decision = decide_service(
        facts_of(file, located, what_is_near(file, act)), act.catalogue, lambda: learned(act.catalogue)
    )
    if isinstance(decision, Unsure):
        change, beside = leave_open(file, decision, located, act)
        return RoutingOutcome(change=change, beside=beside, unsure=True, meant=what_was_meant(file))
    told = told_before_this(file, decision, act, located)
    if told and told.sure and may_join:
        from routing.join_earlier_need import Joining  # late: few needs are reported twice

        return RoutingOutcome(joins=Joining(told, told.sure, decision, act))
    return RoutingOutcome(change=with_likeness(give_service(file, decision, act), told), meant=what_was_meant(file))


def what_was_meant(file: CaseFile) -> tuple[str, Actor] | None:
    """The service that a person chose for a case, and who that was; None if nobody has looked yet."""
    chosen = decided_service(file)
    return (chosen, Actor.RESIDENT if chosen_by_answer(file) else Actor.STAFF) if chosen else None


def locate_need(file: CaseFile, act: Act) -> LocatedPlace:
    """What is known about the place of a case; the indexes are read only if words or a point need them."""
    return locate(
        file.request.place,
        act.catalogue,
        file.request.description,
        lambda: gazetteer_of(act.catalogue),
        lambda: zones_of(act.catalogue),
    )


def what_is_near(file: CaseFile, act: Act) -> dict[str, float]:
    """What is near the place of a case, if a rule asks for it."""
    if not asks_what_is_near(act.catalogue):
        return {}
    return nearest_landmarks(file.request.place, layer(act.catalogue, "landmarks"))


def told_before_this(file: CaseFile, decision: RoutingDecision, act: Act, located: LocatedPlace) -> ToldBefore | None:
    """The earlier reports of the same need, if the service compares needs."""
    if "again" not in act.catalogue.services[decision.service] or located.far:
        return None
    from routing.join_earlier_need import told_before  # late: not all services compare needs

    return told_before(file, decision, act.catalogue, located.point)


def with_likeness(change: Change, told: ToldBefore | None) -> Change:
    """Adds what later needs are compared with; nothing if the service does not compare needs."""
    if told is None:
        return change if change.case.likeness is None else replace(change, case=replace(change.case, likeness=None))
    from routing.join_earlier_need import known_again

    return known_again(change, told)
