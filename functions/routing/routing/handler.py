"""The step of the case workflow that decides; called by the state machine, again and again if need be."""

from __future__ import annotations

from typing import Any

from onestop.contracts.steps import step_answer, triage_desk
from onestop.domain.cases import CaseFile, Change, PlannedTask
from onestop.domain.deadlines import due_at
from onestop.domain.work import Next, decided_service, route, triage, what_next
from onestop.runtime.clock import now
from onestop.runtime.log import logger
from onestop.storage.cases import change_case
from onestop.storage.catalogue import current, warmed
from onestop.storage.once import Once
from routing.deciding import Unsure, decide
from routing.facts import RoutingFacts


def handle(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Routes the case `reference`; a case that is already routed is left as it is. Answers with its open tasks."""
    if warmed(event):
        return {}
    reference = event["reference"]
    catalogue, at = current(), now()

    def due(task: PlannedTask) -> Any:
        return due_at(at, task.due_hours, catalogue.calendar_of(task.agency))

    def decide_change(file: CaseFile) -> Change | None:
        if what_next(file) is not Next.ROUTE:
            return None
        decision = decide(facts_of(file), catalogue)
        if isinstance(decision, Unsure):
            return triage(file, decision.reason, triage_desk(catalogue), due, at)
        return route(file, decision, due, at)

    file = change_case(reference, decide_change, lambda file: Once(key=f"route:{reference}:{file.case.version}"))
    logger.info("routed", case=reference, service_code=file.case.service, status=file.case.status, run=file.case.run)
    return step_answer(file)


def facts_of(file: CaseFile) -> RoutingFacts:
    """What routing may know of a case: its person stays behind."""
    chosen = decided_service(file)
    place = file.request.place
    return RoutingFacts(
        text=file.request.description,
        opened_at=file.case.opened_at,
        service=chosen or file.request.service,
        chosen_by="triage" if chosen else "resident",
        lat=place.lat if place else None,
        long=place.long if place else None,
    )
