"""A need that the rules cannot decide: another government takes it, its resident is asked, or the triage desk looks."""

from __future__ import annotations

from dataclasses import replace

from onestop.domain.cases.act import Act
from onestop.domain.cases.case import CaseFile
from onestop.domain.cases.change import Change
from onestop.domain.cases.events import HandoverAsked, Proposal
from onestop.domain.cases.links.case_handover import Neighbour, send_away
from onestop.domain.cases.progress import triage
from onestop.domain.cases.question_back import ask_back
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.catalogue.whereabouts import LocatedPlace
from onestop.storage.cases.handovers import Handover, handover_row
from onestop.storage.tables import Row
from routing.deciding import Unsure


def leave_open(file: CaseFile, unsure: Unsure, located: LocatedPlace, act: Act) -> tuple[Change, tuple[Row, ...]]:
    """Leaves the case for somebody to decide; returns the change, and the row by which it is handed over to a
    neighbour, if any."""
    there = replace(file, case=replace(file.case, district=located.district))  # the triage desk sees the district too
    why, proposals = unsure.reason, unsure.proposals
    if act.catalogue.jurisdiction.get("language_model"):
        proposals = with_model(why.code, file, proposals, act.catalogue)
    whose = neighbour_of(located) if why.code == "not_ours" else None
    if whose:
        change = send_away(there, act, why, proposals, whose, unsure.service)
        return change, handovers_of(change, whose, unsure.service)
    return ask_back(there, act, why, proposals) or triage(there, why, act, proposals=proposals), ()


def with_model(why: str, file: CaseFile, proposals: tuple[Proposal, ...], catalogue: Catalogue) -> tuple[Proposal, ...]:
    """Adds the language model's proposal, if this installation has a model."""
    from routing.ask_model import asked_model  # late: most installations have none

    return asked_model(why, file.request.description, proposals, catalogue)


def neighbour_of(located: LocatedPlace) -> Neighbour | None:
    """The neighbour to whom a place belongs; None if it is ours."""
    if located.neighbour_code is None:
        return None
    return Neighbour(located.neighbour_code, located.neighbour, located.neighbour_takes)


def handovers_of(change: Change, whose: Neighbour, service: str | None) -> tuple[Row, ...]:
    """The row by which a case is handed over to its neighbour, if they take its service."""
    asked = next((event for event in change.events if isinstance(event, HandoverAsked)), None)
    known_as = whose.name_of(service)
    if asked is None or known_as is None:
        return ()
    handover = Handover(reference=change.case.reference, to=asked.to, task=asked.task, as_service=known_as)
    return (handover_row(handover, change.at),)
