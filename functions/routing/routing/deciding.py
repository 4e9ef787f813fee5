"""The decision: service, agencies, priority and plan, each with its reason. Pure: facts and catalogue in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onestop.domain.cases.case import URGENT
from onestop.domain.cases.events import Proposal, Reason
from onestop.domain.cases.progress import RoutingDecision
from onestop.domain.cases.reasons import RULE
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.catalogue.plans import plan_given, read_plan
from routing.conditions import fits
from routing.facts import ChosenBy, RoutingFacts
from routing.urgency import raises, urgency_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from onestop.domain.catalogue.release import Rule
    from onestop.domain.catalogue.service import Service
    from onestop.domain.understanding.classifier import Classifier
    from onestop.domain.understanding.meaning import Meaning

    Learned = Callable[[], Classifier | None]

# who named a service -> the code of the reason
CHOSEN_BY = {ChosenBy.RESIDENT: "chosen", ChosenBy.ANSWER: "asked_back", ChosenBy.TRIAGE: "triaged"}
MOST_PROPOSALS = 9  # one for each number key that chooses a proposal


def nothing_learned() -> None:
    """Stands in for the classifier if a catalogue has none: keywords decide."""
    return None


@dataclass(frozen=True, slots=True)
class Unsure:
    """The rules cannot decide, and say why: a person will. `proposals` are what they would choose, the best first;
    `service` is the one that was chosen or surely meant, if something else is in doubt."""

    reason: Reason
    proposals: tuple[Proposal, ...] = ()
    service: str | None = None


def decide_service(
    facts: RoutingFacts, catalogue: Catalogue, learned: Learned = nothing_learned
) -> RoutingDecision | Unsure:
    """Decides about a need, or says why a person must. `learned` is called only if the need's words have to be read."""
    far = far_from(facts)
    found = service_for(replace(facts, doubts=(*facts.doubts, *far)), catalogue, learned)
    if isinstance(found, Unsure):
        return found
    service, why = found
    district = facts.located.district
    where = where_reasons(facts)
    if (
        facts.located.choices
        and facts.chosen_by is not ChosenBy.TRIAGE
        and asks_where(service["code"], district, catalogue)
    ):
        return Unsure(where[0], (Proposal(service["code"]),))
    rule = first_rule(service["code"], facts, catalogue)
    priority = (rule and rule.get("priority")) or service["priority"]
    hazard = urgency_of(service["code"], facts, catalogue)
    raised = hazard if hazard and raises(hazard, priority) else None
    survey = service["survey"]
    return RoutingDecision(
        service=service["code"],
        priority=URGENT if facts.endangered else raised["priority"] if raised else priority,
        plan=read_plan(plan_given(service, appeals=facts.appeals), rule.get("agency", {}) if rule else {}),
        district=district,
        survey=None if survey == "none" else survey,
        reasons=(*why, *(Reason(RULE, (used["code"],)) for used in (rule, raised) if used), *far, *where),
    )


def where_reasons(facts: RoutingFacts) -> tuple[Reason, ...]:
    """Explains how a place was found in words, by the names of the gazetteer; quotes nothing that the resident
    wrote."""
    located = facts.located
    told = [Reason(f"place_{located.precision}", located.choices or located.names)] if located.precision else []
    if located.water:
        told.append(Reason("place_water", (located.water,)))
    border = next((codes for layer, codes in located.zones.items() if layer == "boundaries" and len(codes) > 1), ())
    return (*told, *([Reason("place_border", border)] if border else []))


def asks_where(service: str, district: str | None, catalogue: Catalogue) -> bool:
    """Tells whether a service needs to know the district of a place, and it is not known."""
    rows = (*catalogue.release["rules"], *catalogue.release.get("urgency", ()))
    rules = (row["when"] for row in rows)
    return district is None and any("district" in when and service in when.get("service", (service,)) for when in rules)


def far_from(facts: RoutingFacts) -> tuple[Reason, ...]:
    """Why a place cannot be right: the triage desk asks where it is, and whoever works on the case reads it too."""
    located = facts.located
    if located.far:
        return (Reason("far_place"),)
    return (Reason("not_ours", located.neighbour),) if located.neighbour else ()


def service_for(
    facts: RoutingFacts, catalogue: Catalogue, learned: Learned
) -> tuple[Service, tuple[Reason, ...]] | Unsure:
    """Returns the service of a need, with the reasons. If there is a doubt, a person decides instead."""
    chosen = catalogue.services.get(facts.service or "")
    doubted = bool(facts.doubts) and facts.chosen_by is ChosenBy.RESIDENT
    if chosen and not doubted:
        return chosen, (Reason(CHOSEN_BY[facts.chosen_by]),)
    from onestop.domain.understanding.meaning import understand_need  # late: most needs name their service

    meaning = understand_need(facts.text, catalogue, learned())
    proposals = proposed(facts, chosen, meaning)
    if doubted:
        return Unsure(facts.doubts[0], proposals, chosen["code"] if chosen else meaning.service)
    if facts.service:
        return Unsure(Reason("withdrawn_service", (facts.service,)), proposals)
    if meaning.service is None:
        return Unsure(meaning.reasons[0], proposals)
    return catalogue.services[meaning.service], meaning.reasons


def proposed(facts: RoutingFacts, chosen: Service | None, meaning: Meaning) -> tuple[Proposal, ...]:
    """What is proposed to a person: what the resident picked, then what their words suggest, the likeliest first."""
    picked = (Proposal(chosen["code"]),) if chosen and facts.chosen_by is ChosenBy.RESIDENT else ()
    said = (proposal for proposal in meaning.proposals if not picked or proposal.service != facts.service)
    return (*picked, *said)[:MOST_PROPOSALS]


def first_rule(service: str, facts: RoutingFacts, catalogue: Catalogue) -> Rule | None:
    """Returns the first rule that fits, without looking at the rest; None if none fits."""
    return next((rule for rule in catalogue.release["rules"] if fits(rule["when"], service, facts)), None)
