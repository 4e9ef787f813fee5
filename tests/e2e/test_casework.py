"""Casework, deployed: many departments, contractors, machines and the resident on one case."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from onestop_cli.ready import write_ready_files
from tests.e2e.town import PLACE, Town, wait_for

ANA = {"name": "Ana", "email": "ana@resident.example"}


def pothole(town: Town, **more: Any) -> dict[str, Any]:
    opened = town.open({"service_code": "pothole", "description": "Deep.", "place": PLACE, "contact": ANA} | more)
    town.wait_until(opened, "in_progress")
    return opened


def test_a_task_goes_round_in_a_circle_to_the_triage_desk_and_is_done_in_the_end(town: Town) -> None:
    opened = pothole(town)
    town.act("streets", opened, "tasks/01/transfer", agency="parks", reason="Roots.")
    town.act("parks", opened, "tasks/01/transfer", agency="streets", reason="Asphalt.")
    town.act("contact-centre", opened, "tasks/01/transfer", agency="parks", reason="The roots come first.")
    town.complete("parks", opened)
    town.wait_until(opened, "resolved")


def test_the_resident_is_asked_answers_and_the_work_goes_on_with_the_clock_stopped_between(town: Town) -> None:
    opened = pothole(town)
    before = town.status(opened)["due_at"]
    town.act("streets", opened, "tasks/01/question", question="Which lane?")
    assert town.status(opened)["asked"][0]["text"] == "Which lane?"
    wait_for(lambda: [mail for mail in town.mail_about(opened) if "Which lane?" in mail["BodyText"]], bool)
    town.tell(opened, "messages", text="The left one.")
    assert town.status(opened)["asked"] == []
    assert town.status(opened)["due_at"] >= before
    town.complete("streets", opened)
    town.wait_until(opened, "resolved")


def test_a_split_task_is_done_when_all_its_parts_are(town: Town) -> None:
    opened = pothole(town)
    town.act("streets", opened, "tasks/01/splitting", agencies=["streets", "water"], reason="A pipe, too.")
    town.complete("water", opened)
    assert town.status(opened)["status"] == "in_progress"
    town.complete("streets", opened)
    town.wait_until(opened, "resolved")


def test_a_joined_case_is_closed_and_its_resident_hears_of_the_other_one(town: Town) -> None:
    first = pothole(town)
    second = pothole(town, contact={"name": "Bo", "email": "bo@resident.example"})
    town.act("streets", second, "merging", into=first["reference"], reason="The same hole.")
    assert town.wait_until(second, "closed")["joined_with"] == first["reference"]
    town.complete("streets", first)
    town.wait_until(first, "resolved")
    wait_for(lambda: town.mail_about(second), lambda mails: len(mails) >= 3)  # opened, joined, done


def test_a_case_that_was_joined_by_mistake_goes_on_in_the_next_run_to_its_own_end(town: Town) -> None:
    first = pothole(town)
    second = pothole(town, contact={"name": "Bo", "email": "bo@resident.example"})
    town.act("streets", second, "merging", into=first["reference"], reason="The same hole.")
    town.wait_until(second, "closed")
    wait_for(lambda: town.executions(second), lambda found: "RUNNING" not in found)
    town.act("streets", second, "unmerging")
    assert town.status(second)["status"] == "in_progress"
    town.complete("streets", second)
    town.wait_until(second, "resolved")
    assert town.status(first)["status"] == "in_progress"
    wait_for(lambda: [mail for mail in town.mail_about(second) if "reopened" in mail["BodyText"]], bool)
    assert "FAILED" not in town.executions(second)


def test_a_case_is_withdrawn_and_its_workflow_ends(town: Town) -> None:
    opened = pothole(town)
    town.tell(opened, "withdrawal", reason="Filled by a neighbour.")
    assert town.wait_until(opened, "closed")["closed_because"] == "withdrawn"
    wait_for(lambda: town.executions(opened), lambda found: set(found) == {"SUCCEEDED"})


def test_a_case_is_reopened_and_worked_on_again_in_the_next_run(town: Town) -> None:
    opened = pothole(town)
    town.complete("streets", opened)
    town.wait_until(opened, "resolved")
    town.tell(opened, "reopening", reason="Still there.")
    town.complete("streets", opened)
    town.wait_until(opened, "resolved")
    wait_for(lambda: town.executions(opened), lambda found: found.count("RUNNING") == 1 and len(found) >= 3)
    assert "FAILED" not in town.executions(opened)


def test_a_sub_service_is_a_case_of_its_own_whose_end_ends_the_task(town: Town) -> None:
    opened = town.open({"service_code": "rodents", "description": "Rats.", "place": PLACE, "contact": ANA})
    town.wait_until(opened, "in_progress")
    town.complete("environment-health", opened, results={"cause": "rubbish"})
    task = town.wait_for_task("environment-health", opened["reference"], "clear-rubbish")
    child = {"reference": task["child"]}
    view = wait_for(lambda: open_tasks(town, child["reference"]), bool)
    assert not [mail for mail in town.mail_about(child) if mail]  # to the resident it is one need
    for one in view:
        town.complete(one["agency"], child)
    assert town.wait_for_task("environment-health", opened["reference"], "clear-rubbish", "done")
    finish(town, opened)


def test_two_of_three_opinions_are_enough_and_the_third_is_not_waited_for(town: Town) -> None:
    opened = town.open(
        {
            "service_code": "street-event-permit",
            "description": "A street party.",
            "place": PLACE,
            "contact": ANA,
            "channel": "phone",
            "answers": {"closes-street": True},
        }
    )
    town.wait_until(opened, "in_progress")
    town.complete("licensing", opened)
    (asked,) = town.status(opened)["asked"]
    town.tell(opened, f"tasks/{asked['task']}/completion", results=filled(asked["fields"]))
    town.complete("streets", opened, results={"opinion": "conditions"})
    town.complete("parks", opened, results=opinion(town, opened))
    wait_for(lambda: codes(town, opened), lambda found: {"decide", "agree-changes"} <= set(found))
    assert codes(town, opened)["health-plan"] == "cancelled"
    finish(town, opened)


def opinion(town: Town, opened: dict[str, Any]) -> dict[str, Any]:
    """Whatever the plan calls a yes: the first choice that it offers."""
    answer = town.staff(
        "parks",
        "POST",
        f"cases/{opened['reference']}/tasks/{town.wait_for_task('parks', opened['reference'], 'park-plan')['task']}"
        "/completion",
        json={"outcome": "done", "results": {"opinion": "?"}},
    )
    choices = answer.json()["errors"][0]["expected"].removeprefix("one of: ").split(", ")
    return {"opinion": choices[0]}


def filled(fields: list[dict[str, Any]]) -> dict[str, Any]:
    samples = {"yesno": True, "text": "Yes.", "number": 1, "date": "2026-12-01"}
    return {
        field["code"]: field["choices"][0] if field["choices"] else samples[field["kind"]]
        for field in fields
        if field["required"]
    }


def codes(town: Town, opened: dict[str, Any]) -> dict[str, str]:
    tasks = town.view("administrator", opened["reference"])["tasks"]
    return {task["code"]: task["status"] for task in tasks}


def open_tasks(town: Town, reference: str) -> list[dict[str, Any]]:
    tasks = town.view("administrator", reference)["tasks"]
    return [task for task in tasks if task["status"] == "open"]


def finish(town: Town, opened: dict[str, Any]) -> None:
    """Every agency ends what it has, until all is done."""

    def go_on() -> str:
        for task in open_tasks(town, opened["reference"]):
            if task["done_by"] in ("agency", "machine"):
                town.act("administrator", opened, f"tasks/{task['task']}/completion", outcome="done")
        return str(town.status(opened)["status"])

    wait_for(go_on, lambda status: status in ("resolved", "closed"))


def test_two_equal_reports_end_joined_by_the_rule_of_their_service_and_a_clerk_takes_it_back(town: Town) -> None:
    words = "The arrow for turning left stays red, tram after tram goes by"
    signal = {"service_code": "traffic-signal", "description": words, "place": {"lat": 44.6467, "long": -63.5861}}
    first = town.open(signal | {"contact": ANA})
    town.wait_until(first, "in_progress")
    second = town.open(signal | {"contact": {"name": "Bea", "email": "bea@resident.example", "language": "es"}})
    assert town.wait_until(second, "closed")["joined_with"] == first["reference"]
    (joined,) = [
        event for event in town.view("streets", second["reference"])["history"] if event["type"] == "case.merged"
    ]
    assert [reason["code"] for reason in joined["reasons"]][:2] == ["again", "again_same_spot"]
    wait_for(lambda: [mail for mail in town.mail_about(second) if "lo mismo" in mail["BodyText"]], bool)
    town.act("streets", second, "unmerging", reason="Two signals.")
    assert town.wait_until(second, "in_progress")["joined_with"] is None
    town.complete("streets", second)
    town.wait_until(second, "resolved")
    assert town.status(first)["status"] == "in_progress"


def test_an_agency_that_subscribed_its_queue_by_the_command_gets_what_it_has_and_nothing_else(
    town: Town, tmp_path: Path
) -> None:
    ready, sqs = tmp_path / "ready.json", town.clients("sqs")
    write_ready_files(town.suite, [ready])
    url = sqs.create_queue(QueueName="parks-events")["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    server = f"{town.suite.engine.replace('http:', 'https:').replace('127.0.0.1', 'parks.invalid')}/events"

    def run(*words: str) -> str:
        asked = [sys.executable, "-m", "onestop_cli.main", "agency", *words, "--ready-file", str(ready)]
        wide = os.environ | {"COLUMNS": "300"}
        return subprocess.run(asked, check=True, capture_output=True, text=True, timeout=120, env=wide).stdout

    assert "Subscribed" in run("subscribe", "parks", "--to", arn, "--only", "tasks", "--yes")
    assert "Nothing is sent before the server visits" in run("subscribe", "parks", "--to", server, "--yes")
    assert "waits to be confirmed" in run("list", "parks")
    opened = pothole(town)
    town.act("streets", opened, "tasks/01/transfer", agency="parks", reason="Roots.")
    got: list[dict[str, Any]] = []

    def receive() -> list[dict[str, Any]]:
        taken = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10, VisibilityTimeout=600).get("Messages", [])
        got.extend(json.loads(message["Body"]) for message in taken)
        return [event for event in got if event["type"] == "task.transferred"]

    [event] = wait_for(receive, bool)
    assert event["subject"] == opened["reference"]
    assert {each["data"]["agency"] for each in got} == {"parks"}
    assert {each["type"].partition(".")[0] for each in got} == {"task"}
    assert "Nothing is sent there any more" in run("unsubscribe", arn)
    run("unsubscribe", server)
