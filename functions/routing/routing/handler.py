"""The step of the case workflow that decides; called by the state machine, again and again if need be."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from onestop.contracts.steps import is_overtaken, step_answer
from onestop.domain.cases.act import Act
from onestop.domain.cases.asking_back import ask_back
from onestop.domain.cases.case import Case, CaseFile
from onestop.domain.cases.change import Change
from onestop.domain.cases.events import HandoverAsked, Proposal, Reason
from onestop.domain.cases.handing_over import Neighbour, send_away
from onestop.domain.cases.progress import Decision, route, triage
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
from onestop.storage.files import load_file
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

if TYPE_CHECKING:
    from onestop.domain.again.finding import Alike
    from routing.joining import ToldBefore


def handle(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """Routes the case `reference`; a case that is already routed is left as it is. Answers with its open tasks."""
    if warmed(event):
        return {}
    catalogue = current()
    return step_answer(take(event, catalogue), event)


def take(event: dict[str, Any], catalogue: Catalogue, *, may_join: bool = True) -> CaseFile:
    """Decides about the case, and keeps it: routed, asked of a person, or joined with the earlier one that it is."""
    reference = event["reference"]
    decided: list[tuple[Case, str]] = []
    before: list[tuple[ToldBefore, Alike, Decision, Act]] = []
    sent_away: list[Row] = []
    corrected: list[tuple[Case, str, str]] = []

    def decide_change(file: CaseFile) -> Change | None:
        before.clear()
        sent_away.clear()
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
            if model_is_wanted(catalogue):
                proposals = with_model(why.code, file, proposals, catalogue)
            whose = neighbour_of(located) if why.code == "not_ours" else None
            if whose:
                change = send_away(there, act, why, proposals, whose, decision.service)
                sent_away[:] = handovers_of(change, whose, decision.service)
            else:
                change = ask_back(there, act, why, proposals) or triage(there, why, act, proposals=proposals)
            metric = "CasesToTriage"
        elif (told := earlier(file, decision, catalogue, located)) and told.sure and may_join:
            before.append((told, told.sure, decision, act))
            return None
        else:
            change, metric = comparable(route(file, decision, act), told), "CasesRouted"
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
    if before:
        from routing.joining import join  # late: few are told twice

        if not join(reference, *before[0]):
            return take(event, catalogue, may_join=False)
        file = load_file(reference)
    logger.info("routed", case=reference, service_code=file.case.service, status=file.case.status, run=file.case.run)
    for case, metric in decided:
        if case is file.case:  # not what somebody faster has decided meanwhile
            count(metric)
    for case, chosen, by in corrected:
        if case is file.case:
            learn_from(file, chosen, by)
    flush()
    return file


def model_is_wanted(catalogue: Catalogue) -> bool:
    """Whether the jurisdiction wants a language model to be asked too."""
    return bool(catalogue.jurisdiction.get("language_model"))


def with_model(why: str, file: CaseFile, proposals: tuple[Proposal, ...], catalogue: Catalogue) -> tuple[Proposal, ...]:
    """The proposals with one of a language model, where this installation has one."""
    from routing.asking_model import asked_model  # late: most installations have none

    return asked_model(why, file.request.description, proposals, catalogue)


def earlier(file: CaseFile, decision: Decision, catalogue: Catalogue, located: LocatedPlace) -> ToldBefore | None:
    """What was told before, where its service compares needs."""
    if "again" not in catalogue.services[decision.service] or located.far:
        return None
    from routing.joining import told_before  # late: not all services compare needs

    return told_before(file, decision, catalogue, located.point)


def comparable(change: Change, told: ToldBefore | None) -> Change:
    """The case as it is found by later needs; without a likeness, where its service does not compare needs."""
    if told is None:
        return change if change.case.likeness is None else replace(change, case=replace(change.case, likeness=None))
    from routing.joining import known_again

    return known_again(change, told)


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
