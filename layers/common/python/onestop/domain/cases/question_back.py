"""Asks back once: if words are too vague to decide by, their sender is asked before the triage desk takes the case.

The resident is offered the likeliest services and may answer by number, by name or in other words, on any channel. The
answer routes the case; without one, or with one that says no more, a person decides as if nobody had been asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from onestop.domain.cases.act import Act
from onestop.domain.cases.case import CaseFile
from onestop.domain.cases.change import Change, after
from onestop.domain.cases.conversation import with_words
from onestop.domain.cases.events import Proposal, Reason, ResidentAsked
from onestop.domain.cases.events import TaskWaiting as Waiting
from onestop.domain.cases.lifecycle import Direction, Status, Timer, WaitsFor
from onestop.domain.cases.progress import triage
from onestop.domain.cases.tasks.task_wait import pause
from onestop.domain.catalogue.catalogue import Catalogue
from onestop.domain.time.quiet_hours import not_before_morning
from onestop.domain.time.targets import change_by
from onestop.domain.translation import N_, Phrase

TOO_VAGUE = frozenset({"vague", "not_sure", "ambiguous"})  # the reasons that an answer can remove
FEWEST, MOST = 2, 3  # number of services that are offered
WHICH: Phrase = N_("We are not sure what you need. Which of these is it? Choose one, or say it in other words.")


def ask_back(file: CaseFile, act: Act, reason: Reason, proposals: Sequence[Proposal]) -> Change | None:
    """Gives a case to the triage desk and asks its resident first; None if the resident is not to be asked."""
    hours = act.catalogue.jurisdiction.get("ask_back_hours")
    offered = tuple(proposal.service for proposal in proposals[:MOST])
    if not hours or reason.code not in TOO_VAGUE or len(offered) < FEWEST or not may_be_asked(file):
        return None
    first = triage(file, reason, act, proposals=tuple(proposals))
    (task,) = first.tasks
    until = not_before_morning(act.at + timedelta(hours=hours), act.catalogue)
    waiting = replace(
        pause(task, act, WaitsFor.RESIDENT), offered=offered, waits_until=until, timer=Timer.RESUME, timer_at=until
    )
    there = replace(file, case=first.case, tasks=after(file, first.tasks), plan=first.plan or file.plan)
    contact = with_words(
        there, act, Direction.OUT, "onestop", which_is_meant(offered, act.catalogue, file.case.language), task.id
    )
    events = (
        Waiting(task=task.id, code=task.code, agency=task.agency, waits_for=WaitsFor.RESIDENT, until=until),
        ResidentAsked(task=task.id, contact=contact.id, offered=offered),
    )
    then = change_by(act, there, *events, tasks=(waiting,), contact=contact)
    return replace(then, events=(*first.events, *then.events), plan=first.plan)


def may_be_asked(file: CaseFile) -> bool:
    """Whether its resident can be asked, and was not asked before: never if danger was named, and never twice. If staff
    or a partner spoke with them, those ask; if we could not tell the language, that is asked first, because one digit
    must not answer two questions."""
    case, request = file.case, file.request
    if case.status is not Status.OPEN or case.stages_opened or case.person is None or case.hazard:
        return False
    return request.taken_by is None and request.partner is None and not request.language_unsure


def which_is_meant(offered: Sequence[str], catalogue: Catalogue, language: str) -> str:
    """Returns the question in words, each service with the number that answers it."""
    names = (catalogue.name_of("service", code, language) for code in offered)
    return "\n".join((catalogue.say(WHICH, language), *(f"{number}. {name}" for number, name in enumerate(names, 1))))
