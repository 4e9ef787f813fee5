"""The words for staff about a case: what happened, who did it and where its tasks are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from casework.pages.acts.words import PRIORITIES
from casework.pages.desk_request import DeskVisit
from casework.staff.accounts import name_of, names
from onestop.domain.cases.case import Task
from onestop.domain.cases.event_words import PAYMENT_WORDS
from onestop.domain.cases.explanation import Reason
from onestop.domain.cases.lifecycle import TaskStatus
from onestop.domain.cases.reasons import explain
from onestop.domain.cases.tasks.resident_part import task_name
from onestop.domain.cases.tasks.task import DANGER_TASK, FOLLOW_UP_TASK, TRIAGE_TASK
from onestop.domain.languages import say_list
from onestop.domain.people.actor import Actor, is_staff
from onestop.domain.staff.agency_rights import is_outsider
from onestop.domain.time.dates import say_moment
from onestop.domain.translation import N_, NC_, Phrase

EVENTS: Mapping[str, Phrase] = {
    "case.opened": N_("The need reached us."),
    "case.routed": N_("It was decided who works on it: {agencies}."),
    "case.triaged": N_("It went to the triage desk."),
    "case.endangered": N_("Danger was named."),
    "case.reprioritised": N_("The priority was changed from {before} to {after}."),
    "case.extended": N_("The deadline was moved to {due}."),
    "case.linked": N_("It was linked with {other}."),
    "case.merged": N_("It was merged into {into} and continues there."),
    "case.joined": N_("{other} was joined with this case."),
    "case.unlinked": N_("The link with {other} was removed."),
    "case.unmerged": N_("It was unmerged from {other} and continues on its own."),
    "case.parted": N_("{other} is a case of its own again."),
    "case.reopened": N_("It was reopened."),
    "decision.proposed": N_("“{task}”: a decision was proposed ({outcome})."),
    "decision.made": N_("“{task}”: it was decided ({outcome})."),
    "payment.settled": N_("“{task}”: the payment ({status})."),
    "case.resolved": N_("All the work is done."),
    "case.closed": N_("It was closed."),
    "handover.asked": N_("Another government was asked to take it ({to})."),
    "case.handed_over": N_("Another government has it ({to}); its number there: {number}."),
    "handover.changed": N_("That government reports this status: {status}."),
    "handover.failed": N_("Another government did not take it ({to})."),
    "workflow.restarted": N_("The workflow was started again."),
    "target.missed": N_("A promised moment has passed."),
    "task.opened": N_("{agency} was given the task “{task}”, due {due}."),
    "task.completed": N_("{agency} finished “{task}”."),
    "task.declined": N_("{agency} declined “{task}”."),
    "task.assigned": N_("“{task}” was given to {assignee}."),
    "task.given_back": N_("“{task}” is anybody’s in {agency} again."),
    "task.transferred": N_("“{task}” went from {from_agency} to {agency}, due {due}."),
    "task.split": N_("“{task}” was split."),
    "task.waiting": N_("“{task}” is waiting; its clock is stopped."),
    "task.resumed": N_("“{task}” is resumed, due {due}."),
    "task.cancelled": N_("“{task}” was cancelled."),
    "task.due_soon": N_("Most of the time for “{task}” has passed."),
    "task.escalated": N_("“{task}” is late; it was said one step further up."),
    "resident.asked": N_("The resident was asked something."),
    "resident.reminded": N_("The resident was reminded of the question."),
    "contact.received": N_("Somebody wrote to us."),
    "contact.confirmed": N_("The resident confirmed a message."),
    "contact.sent": N_("The resident was written to."),
    "note.added": N_("A note was written."),
    "attachment.added": N_("A photo or document was added."),
    "survey.invited": N_("The resident was asked how it went."),
    "survey.answered": N_("The resident said how it went."),
}
TASK_STATUS: Mapping[TaskStatus, Phrase] = {
    TaskStatus.OPEN: NC_("task", "Open"),
    TaskStatus.WAITING: NC_("task", "Waiting"),
    TaskStatus.DONE: NC_("task", "Done"),
    TaskStatus.DECLINED: NC_("task", "Declined"),
    TaskStatus.SPLIT: NC_("task", "Split"),
    TaskStatus.CANCELLED: NC_("task", "Cancelled"),
}
OWN_TASKS: Mapping[str, Phrase] = {
    TRIAGE_TASK: NC_("task", "Decide which service this is"),
    DANGER_TASK: NC_("task", "Look at the danger that was named"),
    FOLLOW_UP_TASK: NC_("task", "Follow up what the resident says did not go well"),
}
WHO: Mapping[str, Phrase] = {
    "you": NC_("who acted", "you"),
    "system": NC_("who acted", "by itself"),
    "resident": NC_("who acted", "the resident"),
    "stranger": NC_("who acted", "somebody else"),
    "staff": NC_("who acted", "colleague {id}"),
    "nobody": NC_("who acted", "nobody"),
}
OUTCOMES: Mapping[str, Phrase] = {
    "grant": NC_("decision", "granted"),
    "refuse": NC_("decision", "refused"),
    "person": NC_("decision", "a person decides"),
}
STANDS_THERE: Mapping[str, Phrase] = {"open": NC_("there", "open"), "closed": NC_("there", "closed")}
STANDING = {**STANDS_THERE, **PAYMENT_WORDS}
ANY_EVENT: Phrase = N_("Something else happened: {type}.")


@dataclass(frozen=True, slots=True)
class CaseWords:
    """Puts a case into words for the reader; with `years`, days of this year include the year."""

    visit: DeskVisit
    service: str | None = None
    years: bool = False

    @property
    def outside(self) -> bool:
        """Says whether the reader is a contractor or a machine."""
        return is_outsider(self.visit.staff.agencies, self.visit.staff.roles, self.visit.offer)

    def when(self, moment: datetime | str | None) -> str:
        if not moment:
            return ""
        at = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
        now = None if self.years else self.visit.at
        return say_moment(at, self.visit.offer.jurisdiction["time_zone"], self.visit.language, now=now)

    def who(self, by: str) -> str:
        """Says who did something: the reader is `you`; outsiders see only an id of colleagues elsewhere."""
        if by == self.visit.staff.actor:
            return self.visit.say(WHO["you"])
        if is_staff(by):
            known = {} if self.outside else names()
            return self.visit.say(WHO[Actor.STAFF]).format(id=name_of(by.partition(":")[2], known))
        return self.visit.say(WHO.get(by) or WHO[Actor.SYSTEM])

    def agency(self, code: str | None) -> str:
        return self.visit.offer.name_of("agency", code, self.visit.language)

    def task(self, code: str, service: str | None = None) -> str:
        own = OWN_TASKS.get(code)
        if own:
            return self.visit.say(own)
        return task_name(self.visit.offer, service or self.service, code, self.visit.language)

    def line(self, event: Mapping[str, Any]) -> dict[str, str]:
        """Returns an event with who did it and when."""
        return {
            "at": event["at"],
            "when": self.when(event["at"]),
            "by": self.who(event["by"]),
            "what": self.what(event),
        }

    def what(self, event: Mapping[str, Any]) -> str:
        kind = event["type"]
        assignee = event.get("assignee")
        if kind == "task.assigned" and not assignee:
            kind = "task.given_back"
        agencies = [self.agency(code) for code in event.get("agencies") or ()]
        said = self.visit.say(EVENTS.get(kind, ANY_EVENT)).format(
            type=kind,
            agency=self.agency(event.get("agency")),
            from_agency=self.agency(event.get("from_agency")),
            agencies=say_list(agencies, self.visit.language),
            task=self.task(event.get("code") or ""),
            assignee=self.who(f"staff:{assignee}") if assignee else "",
            due=self.when(event.get("due_at")),
            before=self.priority(event.get("before")),
            after=self.priority(event.get("after")),
            other=event.get("other", ""),
            into=event.get("into", ""),
            to=event.get("to", ""),
            number=event.get("number") or "-",
            outcome=self.visit.say(OUTCOMES[event["outcome"]]) if event.get("outcome") in OUTCOMES else "",
            status=self.visit.say(STANDING[event["status"]]) if event.get("status") in STANDING else "",
        )
        return " ".join((said, *self.because(event))) if kind == "case.merged" else said

    def because(self, event: Mapping[str, Any]) -> list[str]:
        """Says why a rule joined it."""
        reasons = (Reason(each["code"], tuple(each["words"])) for each in event.get("reasons") or ())
        return [explain(reason, self.visit.offer, self.visit.language) for reason in reasons]

    def priority(self, code: str | None) -> str:
        return self.visit.say(PRIORITIES[code]) if code and code in PRIORITIES else ""

    def task_line(self, task: Task) -> str:
        """Returns a task and who has it, in one line."""
        stands = self.visit.say(TASK_STATUS[task.status])
        due = "" if task.ended else f" · {self.when(task.due_at)}"
        return f"{self.task(task.code, task.service)} · {self.agency(task.agency)} · {stands}{due}"
