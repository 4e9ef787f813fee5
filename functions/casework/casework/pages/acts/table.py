"""The acts of a case as forms, in a table: which act each sends, what is fixed in it, and what it asks for.

The fields come from the act's own contract, so a field that the API gains appears here too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from msgspec import Struct

from casework.acts.tables import TASK_ACTS, WHOLE_CASE
from onestop.domain.translation import N_, NC_, Phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class ActForm:
    """One form of a case. `fixed` is sent as it is, `needs` are fields required here although optional in the contract,
    `without` are not asked for; `labels` are names that a field has only here. `opposite` undoes the form.

    `adds` says that it removes nothing that others wrote, so it is accepted whatever was done in the meantime.
    """

    name: str
    act: str
    title: Phrase
    done: Phrase
    on_task: bool = True
    fixed: Mapping[str, Any] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    labels: Mapping[str, Phrase] = field(default_factory=dict)
    opposite: str | None = None
    adds: bool = False
    key: str = ""

    @property
    def kind(self) -> type[Struct]:
        """Returns the contract of what is sent."""
        return TASK_ACTS[self.act][0] if self.on_task else WHOLE_CASE[self.act]


DECLINED: Mapping[str, Phrase] = {"note": N_("Why it is not yours, or cannot be done")}
TOLD: Mapping[str, Phrase] = {"text": N_("What the resident is told")}

FORMS: Mapping[str, ActForm] = {
    form.name: form
    for form in (
        # a task: what ends it comes first, because most people come for that
        ActForm(
            name="done", act="completion", title=NC_("act", "Done"), done=N_("You ended the task: done."),
            fixed={"outcome": "done"}, key="d", without=("harmless",),
        ),
        ActForm(
            name="take", act="assignment", title=NC_("act", "Take it"), done=N_("You took the task."),
            fixed={"assignee": "me"}, opposite="give_back", key="a",
        ),
        ActForm(
            name="give_back", act="assignment", title=NC_("act", "Give it back"),
            done=N_("The task is anybody's in your agency again."), without=("assignee",), opposite="take",
        ),
        ActForm(
            name="resume", act="resumption", title=NC_("act", "Go on with it"),
            done=N_("The task goes on; its clock runs."), key="r",
        ),
        ActForm(
            name="ask", act="question", title=NC_("act", "Ask the resident"),
            done=N_("The resident is asked; the task waits for the answer."), opposite="resume", key="q",
        ),
        ActForm(
            name="transfer", act="transfer", title=NC_("act", "Pass it on"), done=N_("The task was passed on."),
            key="t",
        ),
        ActForm(
            name="wait", act="waiting", title=NC_("act", "Wait until a day"), done=N_("The task waits."),
            needs=("until",), without=("case",), opposite="resume", key="w",
        ),
        ActForm(
            name="wait_for_case", act="waiting", title=NC_("act", "Wait for another case"), done=N_("The task waits."),
            needs=("case",), without=("until",), opposite="resume",
        ),
        ActForm(
            name="decline", act="completion", title=NC_("act", "Decline"), done=N_("You declined the task."),
            fixed={"outcome": "declined"}, needs=("note",),
            without=("harmless", "service_code", "results"), labels=DECLINED,
            key="x",
        ),
        ActForm(
            name="split", act="splitting", title=NC_("act", "Split among agencies"), done=N_("The task was split."),
        ),
        ActForm(
            name="give", act="assignment", title=NC_("act", "Give it to a colleague"),
            done=N_("The task was given to a colleague."), needs=("assignee",), opposite="give_back",
        ),
        ActForm(
            name="cancel", act="cancellation", title=NC_("act", "Cancel the task"), done=N_("The task was cancelled."),
        ),
        # the case as a whole
        ActForm(
            name="note", act="notes", title=NC_("act", "Write a note"), done=N_("Your note was added."),
            on_task=False, without=("public",), adds=True, key="n",
        ),
        ActForm(
            name="message", act="notes", title=NC_("act", "Write to the resident"),
            done=N_("The resident is told what you wrote."), on_task=False, fixed={"public": True}, labels=TOLD,
            key="m",
        ),
        ActForm(
            name="subtask", act="tasks", title=NC_("act", "Open another task"), done=N_("The task was opened."),
            on_task=False,
        ),
        ActForm(
            name="priority", act="priority", title=NC_("act", "Change the priority"),
            done=N_("The priority was changed."), on_task=False, opposite="priority", key="p",
        ),
        ActForm(
            name="extend", act="extension", title=NC_("act", "Give it more time"), done=N_("The deadline was moved."),
            on_task=False, opposite="extend", key="e",
        ),
        ActForm(
            name="link", act="links", title=NC_("act", "Link with another case"), done=N_("The cases were linked."),
            on_task=False, adds=True, opposite="unlink", key="l",
        ),
        ActForm(
            name="unlink", act="unlinking", title=NC_("act", "Undo the link"),
            done=N_("The cases are not linked any more."), on_task=False, opposite="link",
        ),
        ActForm(
            name="merge", act="merging", title=NC_("act", "Join with another case"), done=N_("The cases were joined."),
            on_task=False, opposite="unmerge",
        ),
        ActForm(
            name="unmerge", act="unmerging", title=NC_("act", "It is a case of its own"),
            done=N_("The case continues on its own, as it was before."), on_task=False, without=("reason",),
            opposite="merge",
        ),
        ActForm(
            name="triage", act="triage", title=NC_("act", "Hand it to the triage desk"),
            done=N_("The triage desk has the case."), on_task=False,
        ),
        ActForm(
            name="withdraw", act="withdrawal", title=NC_("act", "Withdraw for the resident"),
            done=N_("The case was withdrawn."), on_task=False, opposite="reopen",
        ),
        ActForm(
            name="reopen", act="reopening", title=NC_("act", "Reopen"), done=N_("The case was reopened."),
            on_task=False, opposite="withdraw",
        ),
    )
}  # fmt: skip
