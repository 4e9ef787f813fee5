"""What people intend to do about the tasks of a case, each in their own time: acts on one task are done in order,
those on different tasks in any order of the schedule."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from onestop.domain.cases.case import FOLLOW_UP_TASK, Task
from onestop.domain.cases.lifecycle import Status
from tests.functional.schedules.world import Move, World

Script = Mapping[str, tuple[str, ...]]  # the code of a task -> what is done about it before it is finished

BODIES: Mapping[str, Callable[[World], dict[str, Any]]] = {
    "assignment": lambda _: {"assignee": "me"},
    "transfer": lambda _: {"agency": "sanitation", "reason": "Theirs."},
    "splitting": lambda _: {"agencies": ["sanitation", "parks"], "reason": "Both."},
    "question": lambda _: {"question": "Which side?"},
    "waiting": lambda world: {"until": world.at.replace(year=world.at.year + 1).isoformat(), "reason": "Frost."},
    "resumption": lambda _: {},
    "completion": lambda _: {"outcome": "done"},
    "notes": lambda _: {"text": "Mind the dog."},
}


@dataclass
class People:
    """The people who work on the cases of a world, and what they still have to do."""

    world: World
    script: Script
    done: dict[str, int] = field(default_factory=dict)  # acts done on each task, by its code
    told: set[str] = field(default_factory=set)
    sent: list[tuple[Any, ...]] = field(default_factory=list)

    def moves(self) -> list[Move]:
        """Returns what somebody can do now."""
        found: list[Move] = []
        for reference in self.world.references():
            file = self.world.file(reference)
            first: dict[str, Task] = {}
            for task in file.open_tasks():
                first.setdefault(task.code, task)
            found += [move for task in first.values() for move in self.about(reference, task)]
            if self.invited(reference):
                found.append(("the resident says how it went", lambda one=reference: self.say_how(one)))  # type: ignore[misc]
        return found

    def repeats(self) -> list[Move]:
        """Returns what may be sent again, by somebody who got no answer."""
        return [(f"{sent[3]} sends the same again", lambda sent=sent: self.send(*sent)) for sent in self.sent[-1:]]  # type: ignore[misc]

    def about(self, reference: str, task: Task) -> list[Move]:
        """Returns what can be done now about a task: the next act on it, or the resident's answer that it waits for."""
        if task.done_by == "service":
            return []
        if task.done_by == "resident":
            return [(f"the resident does {task.code}", lambda: self.world.resident("completion", reference, task.id))]
        act = self.next_act(task)
        if task.waits_for == "resident":
            return [("the resident answers", lambda: self.world.resident("messages", reference, text="The left one."))]
        return [(f"{act} of {task.code}", lambda: self.act(act, reference, task))]

    def next_act(self, task: Task) -> str:
        acts = self.script.get(task.code, ())
        done = self.done.get(task.code, 0)
        return acts[done] if done < len(acts) else "completion"

    def act(self, act: str, reference: str, task: Task) -> None:
        number = self.done[task.code] = self.done.get(task.code, 0) + 1
        on = None if act == "notes" else task
        told = {"note": "The crew comes back."} if (act, task.code) == ("completion", FOLLOW_UP_TASK) else {}
        self.sent.append((act, on, reference, f"{task.code}-{number}", BODIES[act](self.world) | told))
        self.send(*self.sent[-1])

    def send(self, act: str, task: Task | None, reference: str, who: str, body: dict[str, Any]) -> None:
        answer = self.world.staff(act, task, reference, who, **body)
        assert answer["statusCode"] == 200, (act, answer["body"])

    def invited(self, reference: str) -> bool:
        whole = self.world.whole(reference)
        asked = any(event.type == "survey.invited" for event in whole.events)
        return asked and whole.file.case.status is Status.RESOLVED and reference not in self.told

    def say_how(self, reference: str) -> None:
        self.told.add(reference)
        self.world.answer_survey(reference)
