"""The checks of plans: a plan that could leave a case lying is refused, its neighbour that could not is taken."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onestop_cli.release import deadlines, ends, plans, references
from onestop_cli.release.faults import FileFault
from tests.depth import some

SERVICE = "services/tree.yaml"
CHECKS = (
    references.check_references,
    references.check_codes_are_unique,
    deadlines.check_deadlines_given,
    deadlines.check_plan_hours,
    deadlines.check_targets,
    deadlines.check_ladder,
    plans.check_plans,
    plans.check_penalties,
)
AGENCIES = [
    {"code": "parks", "kind": "department", "calendar": "office"},
    {"code": "lighting", "kind": "contractor", "calendar": "office"},
    {"code": "register", "kind": "system", "calendar": "office"},
]
OFFICE = {"hours": {day: ["09:00-17:00"] for day in ("mon", "tue", "wed", "thu", "fri")} | {"sat": [], "sun": []}}
YES, NO = {"answer.private": ["yes"]}, {"answer.private": ["no"]}


def text(words: str) -> dict[str, str]:
    return {"en": words}


def a_field(code: str, kind: str, *choices: str, **fields: Any) -> dict[str, Any]:
    listed = {"choices": [{"code": choice, "name": text(choice)} for choice in choices]} if choices else {}
    return {"code": code, "name": text(code), "kind": kind, **listed, **fields}


def a_task(code: str, **fields: Any) -> dict[str, Any]:
    due = {} if "due_days" in fields or "due_hours" in fields else {"due_hours": 8}
    return {"code": code, "name": text(code), "agency": "parks", **due, **fields}


def a_stage(code: str, *tasks: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {"code": code, "name": text(code), "tasks": list(tasks), **fields}


def a_service(*plan: dict[str, Any], code: str = "tree", **fields: Any) -> dict[str, Any]:
    due = {} if "due_days" in fields else {"due_hours": 40}
    questions = [
        a_field("private", "yesno"),
        a_field("size", "choice", "small", "large"),
        a_field("harm", "choices", "road", "car", "roof"),
        a_field("owner", "text"),
    ]
    shared = dict.fromkeys(("name", "description", "next"), text("Tree"))
    service = {"code": code, "group": "nature", "keywords": {"en": [code]}, "priority": "normal", "place": "required"}
    return {**service, **shared, **due, "questions": questions, "survey": "none", "plan": list(plan), **fields}


def a_jurisdiction(*services: dict[str, Any], **files: Any) -> dict[str, Any]:
    return {
        "agencies.yaml": AGENCIES,
        "calendar.yaml": {"calendars": {"office": OFFICE}},
        "groups.yaml": [{"code": "nature"}],
        "boundaries.geojson": {"features": [{"properties": {"code": "old-town"}}, {"properties": {"code": "hill"}}]},
        **{f"services/{service['code']}.yaml": service for service in services},
        **files,
    }


def faults_of(documents: dict[str, Any]) -> list[FileFault]:
    return [fault for check in CHECKS for fault in check(documents)]


def look(*tasks: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """A service of one stage that has these tasks."""
    return a_service(a_stage("look", *tasks, **fields))


def after_look(task: dict[str, Any], **look_fields: Any) -> dict[str, Any]:
    """A service whose second stage has this task; the task of the first one has results."""
    results = [a_field("cut", "yesno"), a_field("damage", "choices", "road", "pipe")]
    return a_service(a_stage("look", a_task("look", results=results, **look_fields)), a_stage("mend", task))


WRONG: dict[str, tuple[dict[str, Any], str, str, str]] = {
    # names
    "an unknown question": (look(a_task("cut"), a_task("a", when={"answer.privat": ["yes"]})),
        "plan[0].tasks[1].when.answer.privat", "no fact 'answer.privat'", "did you mean 'answer.private'?"),
    "a fact of another kind": (look(a_task("cut"), a_task("a", when={"weather": ["bad"]})),
        "plan[0].tasks[1].when.weather", "no fact 'weather'", "answer.harm"),
    "an answer that is no choice": (look(a_task("cut"), a_task("a", unless={"answer.size": ["huge"]})),
        "plan[0].tasks[1].unless.answer.size[0]", "answer.size is never 'huge' here", "one of: large, small"),
    "a yes-or-no answer in other words": (look(a_task("cut"), a_task("a", when={"answer.private": ["true"]})),
        "plan[0].tasks[1].when.answer.private[0]", "never 'true'", "one of: no, yes"),
    "an unknown district": (look(a_task("cut"), a_task("a", when={"district": ["old-towm"]})),
        "plan[0].tasks[1].when.district[0]", "never 'old-towm'", "did you mean 'old-town'?"),
    "an unknown priority": (look(a_task("cut"), a_task("a", when={"priority": ["top"]})),
        "plan[0].tasks[1].when.priority[0]", "never 'top'", "high, low, normal, urgent"),
    "another service's plan": (look(a_task("cut"), a_task("a", when={"service": ["road"]})),
        "plan[0].tasks[1].when.service[0]", "never 'road'", "one of: tree"),
    "an unknown result": (after_look(a_task("a", when={"result.look.cutt": ["yes"]})),
        "plan[1].tasks[0].when.result.look.cutt", "the task 'look' has no such result", "'result.look.cut'"),
    "a result of an unknown task": (after_look(a_task("a", when={"result.lok.cut": ["yes"]})),
        "plan[1].tasks[0].when.result.lok.cut", "no fact 'result.lok.cut'", "result.look.cut"),
    "a value that a result never has": (after_look(a_task("a", when={"result.look.damage": ["roof"]})),
        "plan[1].tasks[0].when.result.look.damage[0]", "never 'roof'", "one of: pipe, road"),
    "an unknown linked service": (look(a_task("cut"), a_task("a", done_by="service", service="rode")),
        "plan[0].tasks[1].service", "no service 'rode'", "did you mean 'road'?"),
    "an unknown stage to reopen at": (look(a_task("cut")) | {"reopen_at": "lok"},
        "reopen_at", "no stage 'lok'", "did you mean 'look'?"),
    "a question twice": (look(a_task("cut")) | {"questions": [a_field("a", "text"), a_field("a", "date")]},
        "questions[1].code", "'a' is already at questions[0].code", "another code"),
    "a result twice": (look(a_task("cut", results=[a_field("a", "text"), a_field("a", "date")])),
        "plan[0].tasks[0].results[1].code", "already", "another code"),
    "a choice twice": (look(a_task("cut", results=[a_field("a", "choice", "x", "x")])),
        "plan[0].tasks[0].results[0].choices[1].code", "already", "another code"),
    # what can never be
    "when and unless contradict each other": (
        look(a_task("cut"), a_task("a", when=YES, unless={"answer.private": ["yes", "no"]})),
        "plan[0].tasks[1]", "'a' never happens: 'unless' rules out every value of answer.private", "some case"),
    "every priority is ruled out": (
        look(a_task("cut"), a_task("a", unless={"priority": ["low", "normal", "high", "urgent"]})),
        "plan[0].tasks[1]", "'unless' rules out every priority there is", "some case"),
    "its own service is ruled out": (look(a_task("cut"), a_task("a", unless={"service": ["tree"]})),
        "plan[0].tasks[1]", "rules out every service", "some case"),
    "a whole stage never happens": (after_look(a_task("a", when=YES, unless=YES)),
        "plan[1]", "the stage 'mend' never happens", "a task that some case needs"),
    "a result of the task itself": (
        look(a_task("cut"), a_task("a", results=[a_field("b", "yesno")], when={"result.a.b": ["yes"]})),
        "plan[0].tasks[1].when.result.a.b", "the task 'a' is in the same stage", "none to choose from"),
    "a result of a later stage": (
        a_service(a_stage("look", a_task("look"), a_task("b", when={"result.cut.done": ["yes"]})),
                  a_stage("cut", a_task("cut", results=[a_field("done", "yesno")]))),
        "plan[0].tasks[1].when.result.cut.done", "the task 'cut' is in a later stage", "none to choose from"),
    "a result of a task that never happens": (
        after_look(a_task("a", when={"result.look.cut": ["yes"]}), when=YES, unless=YES),
        "plan[1].tasks[0].when.result.look.cut", "the task 'look' never happens", "none to choose from"),
    # dead ends
    "more tasks than there are": (look(a_task("a"), a_task("b"), complete=3),
        "plan[0].complete", "waits until 3 tasks are done, but only 2", "at most 2, any or all"),
    "more tasks than open by themselves": (look(a_task("a"), a_task("b"), a_task("c", optional=True), complete=3),
        "plan[0].complete", "only 2", "at most 2"),
    "more tasks than can ever happen": (look(a_task("a"), a_task("b", when=YES, unless=YES), complete=2),
        "plan[0].complete", "only 1", "at most 1"),
    "optional tasks only": (look(a_task("a", optional=True)),
        "plan[0].tasks", "all tasks of the stage 'look' are optional", "not optional"),
    "nothing is done for some case": (look(a_task("a", when=YES), a_task("b", when=NO)),
        "plan", "nobody does anything for a case with answer.private: not known", "without conditions"),
    "nothing is done for some answer": (look(a_task("a", unless=YES), a_task("b", when={"answer.size": ["large"]})),
        "plan", "answer.private: yes, answer.size: not known", "one for such a case"),
    "nothing is done for one of several choices": (look(a_task("a", unless={"answer.harm": ["car"]})),
        "plan", "answer.harm: car", "without conditions"),
    "nothing is done for a reopened case": (
        after_look(a_task("a", when={"result.look.cut": ["no"]})) | {"reopen_at": "mend"},
        "reopen_at", "nobody does anything for a reopened case with result.look.cut: not known", "one for such a case"),
    "a service that opens itself": (look(a_task("cut"), a_task("a", done_by="service", service="tree")),
        "plan[0].tasks[1].service", "in a circle: tree → tree", "does not lead back"),
    # who does it
    "a contractor who may see anything": (look(a_task("a", agency="lighting")),
        "plan[0].tasks[0].sees", "what the contractor 'lighting' may see", "[description, place]"),
    "a machine that is a department": (look(a_task("a", done_by="machine")),
        "plan[0].tasks[0].agency", "'parks' is a department, but a machine does the task 'a'", "one of: register"),
    "a machine that does a person's work": (look(a_task("a", agency="register")),
        "plan[0].tasks[0].agency", "'register' is a system, but no machine does the task 'a'", "lighting, parks"),
    "a linked case without its service": (look(a_task("cut"), a_task("a", done_by="service")),
        "plan[0].tasks[1].service", "missing", "done_by: service says"),
    "a service that nobody opens": (look(a_task("cut", service="tree")),
        "plan[0].tasks[0].service", "no other service does this task", "done_by: service"),
    "results of a linked case": (
        look(a_task("cut"), a_task("a", done_by="service", service="road", results=[a_field("x", "text")])),
        "plan[0].tasks[1].results", "nobody fills in", "in the plan of that service"),
    "nothing to choose from": (look(a_task("a", results=[a_field("x", "choice")])),
        "plan[0].tasks[0].results[0].choices", "missing", "at least two"),
    "choices for free text": (look(a_task("cut")) | {"questions": [a_field("x", "text", "a", "b")]},
        "questions[0].choices", "nothing to choose in a field of the kind text", "choice or choices"),
    # deadlines
    "no deadline of the case": ({key: value for key, value in look(a_task("a")).items() if key != "due_hours"},
        "due_hours", "missing", "due_days"),
    "two deadlines of the case": (look(a_task("a")) | {"due_days": 5}, "due_days", "both", "either"),
    "no deadline of a task": (look({"code": "a", "name": text("a"), "agency": "parks"}),
        "plan[0].tasks[0].due_hours", "missing", "due_days"),
    "two deadlines of a task": (look(a_task("a", due_hours=8, due_days=2)),
        "plan[0].tasks[0].due_days", "both", "either"),
    "days longer than the case": (a_service(a_stage("look", a_task("a", due_days=6)), due_days=5),
        "plan[0].tasks[0].due_days", "6 days are more than the 5", "at most 5 days"),
    "stages of more days than the case": (
        a_service(a_stage("a", a_task("a", due_days=3)), a_stage("b", a_task("b", due_days=3)), due_days=5),
        "due_days", "6 days together", "at least 6"),
    "working hours that no such week has": (a_service(a_stage("a", a_task("a", due_hours=48)), due_days=7),
        "plan[0].tasks[0].due_hours", "48 hours (about 8.4 days) are more than the 7", "at most 7 days"),
    "calendar days longer than working hours": (look(a_task("a", due_days=14)),
        "plan[0].tasks[0].due_days", "14 days (about 80 hours) are more than the 40", "at most 40 hours"),
    "a target after the deadline": (look(a_task("a")) | {"targets": {"first_action_hours": 41}},
        "targets.first_action_hours", "41 hours are more than the 40 hours", "at most 40"),
    "a target after the days of the case": (
        a_service(a_stage("a", a_task("a")), due_days=5, targets={"acknowledge_hours": 121}),
        "targets.acknowledge_hours", "more than the 5 days", "at most 120"),
}  # fmt: skip

ROAD = a_service(a_stage("mend", a_task("mend")), code="road")
RIGHT: dict[str, dict[str, Any]] = {
    "conditions on all there is to know": look(a_task("cut"), *(
        a_task(f"a{place}", when=when, unless=unless)
        for place, (when, unless) in enumerate([
            ({"answer.private": ["yes", "no"]}, NO), ({"answer.size": ["large"]}, YES), ({"answer.owner": ["Ana"]}, {}),
            ({"district": ["hill"]}, {"priority": ["low", "normal", "high"]}), ({"service": ["tree"]}, {}),
            ({"answer.harm": ["road", "car"]}, {"answer.harm": ["car"]}),
        ]))),
    "a result of an earlier stage": after_look(
        a_task("a", when={"result.look.cut": ["yes"], "result.look.damage": ["pipe"]})),
    "as many as there are": look(a_task("a"), a_task("b"), complete=2),
    "as many as can happen, some of them not always": look(a_task("a"), a_task("b", when=YES), complete=2),
    "any of several": look(a_task("a"), a_task("b"), complete="any"),
    "an optional task beside another": look(a_task("a"), a_task("b", optional=True, repeatable=True)),
    "every case has a task, none of them has all": look(a_task("a", when=YES), a_task("b", unless=YES)),
    "a stage that many cases pass over": after_look(a_task("a", when={"result.look.cut": ["no"]})),
    "a reopened case finds work": after_look(a_task("a", unless={"answer.private": ["yes"]})) | {"reopen_at": "look"},
    "a linked case of another service": look(a_task("cut"), a_task("a", done_by="service", service="road")),
    "a contractor who sees nothing": look(a_task("a", agency="lighting", sees=[])),
    "a machine and a resident": look(
        a_task("a", agency="register", done_by="machine"), a_task("b", done_by="resident")),
    "choices where there is something to choose": look(a_task("a", results=[a_field("x", "choices", "a", "b")])),
    "days for a case of days": a_service(
        a_stage("a", a_task("a", due_days=2)), a_stage("b", a_task("b", due_days=3)), due_days=5),
    "working hours that fit into the days": a_service(a_stage("a", a_task("a", due_hours=40)), due_days=7),
    "days that fit into the working hours": look(a_task("a", due_days=7)),
    "an optional task beside the time of the case": look(a_task("a", due_hours=40), a_task("b", optional=True)),
    "targets as long as the case": look(a_task("a")) | {"targets": {"acknowledge_hours": 40, "first_action_hours": 40}},
}  # fmt: skip


@pytest.mark.parametrize(("service", "path", "wrong", "right"), WRONG.values(), ids=WRONG)
def test_a_plan_that_could_leave_a_case_lying_is_refused(
    service: dict[str, Any], path: str, wrong: str, right: str
) -> None:
    found = faults_of(a_jurisdiction(service, ROAD))
    assert any(
        fault.path == path and wrong in fault.wrong and right in fault.right for fault in found if fault.file == SERVICE
    ), found


@pytest.mark.parametrize("service", RIGHT.values(), ids=RIGHT)
def test_a_plan_in_which_every_case_comes_to_an_end_is_taken(service: dict[str, Any]) -> None:
    assert faults_of(a_jurisdiction(service, ROAD)) == []


def test_services_that_open_one_another_are_each_refused_with_the_whole_circle() -> None:
    ring = ["ash", "beech", "cedar"]
    services = [
        a_service(a_stage("a", a_task("a", done_by="service", service=following)), code=code)
        for code, following in zip(ring, ring[1:] + ring[:1], strict=True)
    ]
    found = faults_of(a_jurisdiction(*services))
    assert [(fault.file, fault.wrong.partition(": ")[2]) for fault in found] == [
        ("services/ash.yaml", "ash → beech → cedar → ash"),
        ("services/beech.yaml", "beech → cedar → ash → beech"),
        ("services/cedar.yaml", "cedar → ash → beech → cedar"),
    ]


def test_two_ways_to_the_same_linked_service_are_no_circle() -> None:
    def opening(code: str, *services: str) -> dict[str, Any]:
        tasks = (a_task(service, done_by="service", service=service) for service in services)
        return a_service(a_stage("a", *tasks), code=code)

    assert not faults_of(a_jurisdiction(opening("a", "b", "c"), opening("b", "road"), opening("c", "road"), ROAD))


@pytest.mark.parametrize(
    ("agency", "task", "wrong"),
    [
        ("register", {}, "'register' is a system, but no machine does"),
        ("lighting", {}, "does not say what the contractor 'lighting' may see"),
        ("lighting", {"sees": ["place"]}, None),
        ("parks", {}, None),
    ],
)
def test_a_rule_gives_a_task_only_to_who_can_do_it(agency: str, task: dict[str, Any], wrong: str | None) -> None:
    rules = {"rules": [{"code": "r", "when": {"service": ["tree"]}, "agency": {"cut": agency}}]}
    found = faults_of(a_jurisdiction(look(a_task("cut", **task)), **{"routing.yaml": rules}))
    assert [(fault.file, fault.path) for fault in found] == ([("routing.yaml", "rules[0].agency.cut")] if wrong else [])
    assert all(str(wrong) in fault.wrong for fault in found)


@pytest.mark.parametrize(("kind", "refused"), [("department", True), ("system", True), ("contractor", False)])
def test_only_a_contractor_pays_a_penalty(kind: str, refused: bool) -> None:
    agencies = [{"code": "a", "kind": kind, "calendar": "office", "penalty": {"per_hour": 5, "currency": "CAD"}}]
    found = faults_of(a_jurisdiction(**{"agencies.yaml": agencies}))
    assert [fault.path for fault in found] == (["[0].penalty"] if refused else [])


@given(st.lists(st.integers(0, 50), min_size=1, max_size=5))
def test_the_ladder_of_escalation_only_goes_up(hours: list[int]) -> None:
    ladder = [{"to": f"step-{place}", "after_hours": after} for place, after in enumerate(hours)]
    found = faults_of(a_jurisdiction(**{"jurisdiction.yaml": {"escalation": ladder}}))
    assert (not found) == (hours == sorted(set(hours)))


@pytest.mark.parametrize(
    ("days", "path"), [([7, 14], None), ([], None), ([14, 7], "remind_days[1]"), ([7, 28], "remind_days[1]")]
)
def test_reminders_come_one_after_the_other_before_we_stop_waiting(days: list[int], path: str | None) -> None:
    found = faults_of(a_jurisdiction(**{"jurisdiction.yaml": {"remind_days": days, "answer_days": 28}}))
    assert [fault.path for fault in found] == ([path] if path else [])


def test_the_same_step_of_the_ladder_twice_is_refused() -> None:
    ladder = [{"to": "ombudsman", "after_hours": 0}, {"to": "ombudsman", "after_hours": 8}]
    (fault,) = faults_of(a_jurisdiction(**{"jurisdiction.yaml": {"escalation": ladder}}))
    assert fault.path == "escalation[1].to"


def test_more_different_cases_than_can_be_looked_at_are_refused_rather_than_guessed() -> None:
    questions = [a_field(f"q{place}", "choice", *"abcdefgh") for place in range(6)]
    tasks = [a_task(f"t{place}", unless={f"answer.q{place}": list("abcdefg")}) for place in range(6)]
    (fault,) = faults_of(a_jurisdiction(look(*tasks) | {"questions": questions}))
    assert f"more than {ends.MOST_CASES} different cases" in fault.wrong


def test_a_plan_of_the_wrong_shape_is_left_to_its_schema() -> None:
    def places(node: Any) -> Iterator[tuple[Any, Any]]:
        for key, child in node.items() if isinstance(node, dict) else enumerate(node):
            yield node, key
            if isinstance(child, dict | list):
                yield from places(child)

    whole = after_look(a_task("a", when=YES, agency="lighting", sees=["place"]))
    wrong = (None, 7, "x", [], {}, [[]], True)
    for number, value in some(list(product(range(len(list(places(whole)))), wrong))):
        service = deepcopy(whole)
        node, key = list(places(service))[number]
        node[key] = value
        faults_of({**a_jurisdiction(ROAD), SERVICE: service})
