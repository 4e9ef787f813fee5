"""The step of the case workflow that decides; the state machine calls it, repeatedly if need be."""

from __future__ import annotations

from typing import Any

from onestop.contracts.steps import is_overtaken, step_answer
from onestop.domain.cases.act import Act
from onestop.domain.cases.case import CaseFile
from onestop.domain.cases.change import Change
from onestop.domain.cases.tasks.stages import Next, what_next
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.runtime.clock import time_of
from onestop.runtime.log import logger
from onestop.runtime.metrics import count, flush
from onestop.runtime.randomness import new_reference
from onestop.storage.cases.open_and_change import change_case
from onestop.storage.cases.read_case import load_file
from onestop.storage.catalogue.releases import current, warmed
from onestop.storage.once import Once
from routing.answer_question import answer_at_once
from routing.keep_lesson import learn_from
from routing.route_case import NOTHING, RoutingOutcome, route_or_join


def handle(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Routes the case `reference`; a case that is already routed is left as it is. Returns its open tasks."""
    if warmed(event):
        return {}
    catalogue = current()
    return step_answer(route_and_keep(event, catalogue), event)


def route_and_keep(event: dict[str, Any], catalogue: Catalogue, *, may_join: bool = True) -> CaseFile:
    """Decides about the case and keeps the result: routed, waiting for a person, or joined with an earlier case of the
    same need."""
    reference = event["reference"]
    outcome = NOTHING

    def decide_change(file: CaseFile) -> Change | None:
        nonlocal outcome
        outcome = NOTHING
        if not is_overtaken(event, file) and what_next(file) is Next.ROUTE:
            act = Act(catalogue, time_of(file.case.updated_at), new_reference=new_reference)
            outcome = route_or_join(file, act, may_join=may_join)
        return outcome.change

    file = change_case(
        reference,
        decide_change,
        lambda file: Once(key=f"route:{reference}:{file.case.version}"),
        read_beside=lambda: outcome.beside,
    )
    if outcome.joins:
        from routing.join_earlier_need import join_cases  # late: few needs are reported twice

        if not join_cases(reference, outcome.joins):
            return route_and_keep(event, catalogue, may_join=False)
        file = load_file(reference)
    elif outcome.change and not outcome.unsure:
        file = answer_at_once(file, catalogue)
    logger.info("routed", case=reference, service_code=file.case.service, status=file.case.status, run=file.case.run)
    account_for(outcome, file)
    flush()
    return file


def account_for(outcome: RoutingOutcome, file: CaseFile) -> None:
    """Counts what the rules decided, and learns from what a person did; does neither if somebody changed the case first
    and it is now another one. What a person chose was counted before, when the rules first decided about it."""
    if outcome.change is None or outcome.change.case is not file.case:
        return
    if outcome.meant:
        learn_from(file, *outcome.meant)
    else:
        count("CasesToTriage" if outcome.unsure else "CasesRouted")
