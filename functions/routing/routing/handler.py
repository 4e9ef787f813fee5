"""The step of the case workflow that decides; called by the state machine, again and again if need be."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from onestop.contracts.steps import is_overtaken, step_answer
from onestop.domain.cases.act import Act
from onestop.domain.cases.asking_back import ask_back
from onestop.domain.cases.case import Case, CaseFile
from onestop.domain.cases.change import Change
from onestop.domain.cases.events import HandoverAsked, Reason
from onestop.domain.cases.handing_over import Neighbour, send_away
from onestop.domain.cases.progress import route, triage
from onestop.domain.cases.reasons import DANGER
from onestop.domain.cases.stages import Next, chosen_by_answer, decided_service, what_next
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.catalogue.plans import as_fact
from onestop.domain.catalogue.whereabouts import LocatedPlace
from onestop.runtime.clock import time_of
from onestop.runtime.log import logger
from onestop.runtime.metrics import count, flush
from onestop.runtime.randomness import new_reference
from onestop.storage.cases import change_case
from onestop.storage.catalogue import current, warmed
from onestop.storage.gazetteer import gazetteer_of
from onestop.storage.handovers import Handover, listed
from onestop.storage.map_layers import layer
from onestop.storage.once import Once
from onestop.storage.tables import Row
from onestop.storage.zones import zones_of
from routing.classifying import learned
from routing.deciding import Unsure, decide
from routing.facts import RoutingFacts
from routing.learning import learn_from
from routing.locating import locate
from routing.urgency import asks_what_is_near, nearest


def handle(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Routes the case `reference`; a case that is already routed is left as it is. Answers with its open tasks."""
    if warmed(event):
        return {}
    reference, catalogue = event["reference"], current()
    decided: list[tuple[Case, str]] = []
    sent_away: list[Row] = []
    corrected: list[tuple[Case, str, str]] = []

    def decide_change(file: CaseFile) -> Change | None:
        if is_overtaken(event, file) or what_next(file) is not Next.ROUTE:
            return None
        act = Act(catalogue, time_of(file.case.updated_at), new_reference=new_reference)
        located = locate(
            file.request.place,
            catalogue,
            file.request.description,
            lambda: gazetteer_of(catalogue),
            lambda: zones_of(catalogue),
        )
        decision = decide(facts_of(file, located, near(file, catalogue)), catalogue, lambda: learned(catalogue))
        if isinstance(decision, Unsure):
            there, why, proposals = placed(file, located), decision.reason, decision.proposals
            whose = neighbour_of(located) if why.code == "not_ours" else None
            if whose:
                change = send_away(there, act, why, proposals, whose, decision.service)
                sent_away[:] = handovers_of(change, whose, decision.service)
            else:
                change = ask_back(there, act, why, proposals) or triage(there, why, act, proposals=proposals)
            metric = "CasesToTriage"
        else:
            change, metric = route(file, decision, act), "CasesRouted"
        chosen = decided_service(file)
        if chosen is None:  # nobody has looked yet
            decided.append((change.case, metric))
        else:
            corrected.append((change.case, chosen, "resident" if chosen_by_answer(file) else "staff"))
        return change

    file = change_case(
        reference,
        decide_change,
        lambda file: Once(key=f"route:{reference}:{file.case.version}"),
        read_beside=lambda: sent_away,
    )
    logger.info("routed", case=reference, service_code=file.case.service, status=file.case.status, run=file.case.run)
    for case, metric in decided:
        if case is file.case:  # not what somebody faster has decided meanwhile
            count(metric)
    for case, chosen, by in corrected:
        if case is file.case:
            learn_from(file, chosen, by)
    flush()
    return step_answer(file, event)


def placed(file: CaseFile, located: LocatedPlace) -> CaseFile:
    """The case with its district, which the triage desk sees too."""
    return replace(file, case=replace(file.case, district=located.district))


def neighbour_of(located: LocatedPlace) -> Neighbour | None:
    """Whose a place is that is not ours."""
    if located.neighbour_code is None:
        return None
    return Neighbour(located.neighbour_code, located.neighbour, located.neighbour_takes)


def handovers_of(change: Change, whose: Neighbour, service: str | None) -> list[Row]:
    """The row by which a case is brought to its neighbour, where they take it."""
    asked = next((event for event in change.events if isinstance(event, HandoverAsked)), None)
    known_as = whose.name_of(service)
    if asked is None or known_as is None:
        return []
    handover = Handover(reference=change.case.reference, to=asked.to, task=asked.task, as_service=known_as)
    return [listed(handover, change.at)]


def near(file: CaseFile, catalogue: Catalogue) -> dict[str, float]:
    """What is near the place of a case, where a rule asks for it."""
    return nearest(file.request.place, layer(catalogue, "landmarks")) if asks_what_is_near(catalogue) else {}


def facts_of(file: CaseFile, located: LocatedPlace, near: dict[str, float] | None = None) -> RoutingFacts:
    """What routing may know of a case: its person stays behind."""
    chosen = decided_service(file)
    hazard = file.case.hazard
    danger = (Reason(DANGER, (hazard,)),) if hazard and file.case.endangered else ()
    return RoutingFacts(
        text=file.request.description,
        opened_at=file.case.opened_at,
        service=chosen or file.request.service,
        chosen_by=("answer" if chosen_by_answer(file) else "triage") if chosen else "resident",
        doubts=(*danger, *file.request.doubts),
        endangered=bool(danger),
        answers={question: as_fact(value) for question, value in file.request.answers.items()},
        near=near or {},
        located=located,
    )
