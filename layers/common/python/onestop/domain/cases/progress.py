"""How a case makes progress: routed by rules, decided by a person, on to the next stage. No clock, no AWS."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from onestop.domain.cases.act import Act
from onestop.domain.cases.case import TRIAGE_TASK, CaseFile, Link, LinkKind
from onestop.domain.cases.change import Change
from onestop.domain.cases.events import (
    CaseRouted,
    CaseTriaged,
    Event,
    Proposal,
    Reason,
    TargetMissed,
    WorkflowRestarted,
)
from onestop.domain.cases.lifecycle import Status, Target, TaskStatus, move_case
from onestop.domain.cases.tasks.stages import facts_of, is_complete, needed_tasks, open_next, open_stage, resolve
from onestop.domain.catalogue.plans import PlannedTask, Stage
from onestop.domain.errors import NotPossible
from onestop.domain.people.actor import Actor
from onestop.domain.surveys.who_is_asked import survey_of
from onestop.domain.time.promises import targets_of
from onestop.domain.time.targets import change_by

TRIAGE_HOURS = 4.0  # working hours of the triage desk


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutingDecision:
    """What routing decided about a case, and why."""

    service: str
    priority: str
    plan: tuple[Stage, ...]
    district: str | None
    survey: str | None
    reasons: tuple[Reason, ...]


def give_service(file: CaseFile, decision: RoutingDecision, act: Act) -> Change:
    """Gives the case its service, plan and deadlines, and opens the tasks of the first stage that it needs."""
    if file.case.status not in (Status.OPEN, Status.TRIAGE):
        raise NotPossible(f"A case that is {file.case.status} has been routed already.", "status")
    check_nobody_works(file)
    targets = promised(file, decision, act)
    due_at = targets[Target.RESOLVE]
    late = targets.pop(Target.ACKNOWLEDGE, act.at)
    missed = (TargetMissed(target=Target.ACKNOWLEDGE, due_at=late),) if late < act.at else ()
    routed = CaseRouted(
        service=decision.service,
        agencies=agencies_of(file, decision),
        due_at=due_at,
        reasons=decision.reasons,
        district=decision.district,
    )
    case = replace(
        file.case,
        status=move_case(file.case.status, Status.IN_PROGRESS),
        service=decision.service,
        priority=decision.priority,
        due_at=due_at,
        targets={name: moment for name, moment in targets.items() if name not in file.case.missed},
        missed=(*file.case.missed, *(event.target for event in missed)),
        district=decision.district,
        survey=survey_for(file, decision.survey, act),
        reasons=decision.reasons,
    )
    routed_file = replace(file, case=case, plan=decision.plan)
    opened = open_next(routed_file, 0, act, routed, *missed)
    return opened or triage(replace(file, case=replace(case, status=file.case.status)), Reason("no_task"), act, *missed)


def promised(file: CaseFile, decision: RoutingDecision, act: Act) -> dict[Target, datetime]:
    """Returns the targets that a decision sets. When a case is routed again, its resolution gets another deadline;
    other targets were kept or missed, or stay."""
    lead = decision.plan[0].tasks[0].agency
    targets = targets_of(act.catalogue.services[decision.service], file.case, lead, act)
    if file.case.due_at is None:
        return targets
    return {**file.case.targets, Target.RESOLVE: targets[Target.RESOLVE]}


def agencies_of(file: CaseFile, decision: RoutingDecision) -> tuple[str, ...]:
    """Returns the agencies that will work on the case as far as is known now, each once, in the order of the plan."""
    known = replace(file.case, service=decision.service, priority=decision.priority, district=decision.district)
    facts = facts_of(replace(file, case=known))
    return tuple(dict.fromkeys(task.agency for stage in decision.plan for task in needed_tasks(stage, facts)))


def triage(file: CaseFile, reason: Reason, act: Act, *before: Event, proposals: tuple[Proposal, ...] = ()) -> Change:
    """Asks a person at the triage desk to decide; `reason` says what the rules could not decide, `proposals` what they
    would have chosen."""
    if file.case.status is not Status.TRIAGE:
        file = replace(file, case=replace(file.case, status=move_case(file.case.status, Status.TRIAGE)))
    jurisdiction = act.catalogue.jurisdiction
    task = PlannedTask(code=TRIAGE_TASK, agency=jurisdiction["triage_agency"], due_hours=TRIAGE_HOURS)
    plan = (Stage(code=TRIAGE_TASK, tasks=(task,)),)
    survey = survey_for(file, jurisdiction["survey"], act)
    case = replace(file.case, reasons=(reason,), survey=survey)
    triaged = CaseTriaged(reasons=(reason,), proposals=proposals)
    return open_stage(replace(file, case=case, plan=plan), 0, (task,), act, *before, triaged)


def survey_for(file: CaseFile, code: str | None, act: Act) -> str | None:
    """Returns the survey for a case. A part of another case has none: its resident is asked about the whole."""
    return None if parent_of(file) else survey_of(code, file.case.reference, act.catalogue.surveys)


def check_nobody_works(file: CaseFile) -> None:
    """Refuses to continue while something of the stage is still to be done: an open task would be forgotten. Raises
    NotPossible."""
    if file.open_tasks():
        raise NotPossible("Tasks of the stage under way are still open.", "status")


def parent_of(file: CaseFile) -> Link | None:
    """Returns the case that this one is a part of."""
    return next((link for link in file.case.links if link.kind is LinkKind.PARENT), None)


def advance(file: CaseFile, act: Act) -> Change:
    """Takes the next step when every task of a stage has ended: triage, the next stage, or resolution."""
    check_nobody_works(file)
    if not is_complete(file.stage(), file.stage_tasks()):
        declined = next(task for task in file.stage_tasks() if task.status is TaskStatus.DECLINED)
        return triage(file, Reason("declined", (declined.agency,)), act)
    return open_next(file, file.case.position + 1, act) or resolve(file, act)


def restart(file: CaseFile, act: Act) -> Change:
    """Starts the workflow of the case again, from the present state of the case."""
    run = file.case.run + 1
    return change_by(act, file, WorkflowRestarted(run=run), by=Actor.SYSTEM, run=run)
