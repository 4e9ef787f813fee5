"""The main job, deployed: a need goes in, its agencies work on it, everybody is told, the survey is answered."""

from __future__ import annotations

import re
from typing import Any

from tests.e2e.town import PLACE, Town, wait_for


def answer_survey(town: Town, opened: dict[str, Any]) -> None:
    """The resident opens the link in the mail, and answers."""
    mails = wait_for(lambda: [mail for mail in town.mail_about(opened) if "/survey/" in mail["BodyText"]], bool)
    link = re.search(r"/survey/\S+\?secret=([\w-]+)", mails[0]["BodyText"])
    assert link
    body = {"secret": link[1], "answers": {"satisfaction": 5, "comment": "谢谢"}}
    answer = town.http.post(f"{town.suite.api}/surveys/{opened['reference']}", json=body)
    assert answer.status_code == 200, answer.text


def test_one_agency_from_opening_to_closing_in_at_most_ten_state_transitions(town: Town) -> None:
    contact = {"name": "Mei", "email": "mei@resident.example", "language": "zh-CN"}
    opened = town.open({"description": "路面上有一个很大的坑洞", "place": PLACE, "contact": contact})
    assert town.wait_until(opened, "in_progress")["service"]["code"] == "pothole"
    town.complete("streets", opened)
    town.wait_until(opened, "resolved")
    answer_survey(town, opened)
    closed = town.wait_until(opened, "closed")
    assert [event["type"] for event in closed["timeline"]][-1] == "case.closed"
    assert sorted(mail["Subject"] for mail in town.mail_about(opened)) == sorted(
        f"{words}，编号 {opened['reference']}" for words in ("您的诉求已受理", "您的诉求已办结", "请您评价我们的服务")
    )
    transitions = town.transitions(opened)
    assert transitions.total() <= 10, transitions


def test_four_agencies_in_two_stages_in_at_most_thirty_state_transitions(town: Town) -> None:
    contact = {"email": "joan@resident.example"}
    opened = town.open({"service_code": "dangerous-building", "place": PLACE, "contact": contact})
    town.complete("streets", opened)
    assert not [t for t in town.staff("water", "GET", "tasks").json()["tasks"] if t["reference"] == opened["reference"]]
    town.complete("buildings", opened)
    town.complete("water", opened)
    town.complete("environment-health", opened)
    town.wait_until(opened, "resolved")
    answer_survey(town, opened)
    town.wait_until(opened, "closed")
    transitions = town.transitions(opened)
    assert transitions.total() <= 30, transitions
    tasks = transitions["Wait for the agency"]
    of_tasks = sum(transitions[name] for name in ("Tasks", "Task", "Wait for the agency", "Advance", "Next"))
    assert tasks == 4
    assert of_tasks + tasks <= 6 * tasks, transitions  # each task's workflow counts its start too
    assert len(town.mail_about(opened)) == 3


def test_what_the_rules_cannot_tell_is_decided_by_the_triage_desk_and_goes_on(town: Town) -> None:
    opened = town.open({"description": "Nobody I asked could tell me who looks after this.", "place": PLACE})
    town.wait_until(opened, "triage")
    town.complete("contact-centre", opened, service_code="pothole")
    assert town.wait_until(opened, "in_progress")["service"]["code"] == "pothole"
    town.complete("streets", opened, outcome="declined", note="This is a private road.")
    town.wait_until(opened, "triage")
    town.complete("contact-centre", opened, note="Told the resident whom to call.")
    town.wait_until(opened, "resolved")


def test_another_agency_cannot_end_a_task_and_nobody_can_end_it_twice(town: Town) -> None:
    opened = town.open({"service_code": "pothole", "place": PLACE})
    town.wait_until(opened, "in_progress")
    path = f"cases/{opened['reference']}/tasks/01/completion"
    assert town.staff("water", "POST", path, json={"outcome": "done"}).status_code == 404
    town.complete("streets", opened)
    assert town.staff("streets", "POST", path, json={"outcome": "done"}).status_code == 409


def test_the_machine_list_wants_a_key_and_the_staff_routes_want_a_token(town: Town) -> None:
    api, http = town.suite.api, town.http
    keyless, unsigned = http.get(f"{api}/cases"), http.get(f"{api}/staff/tasks")
    for refused, status in ((keyless, 403), (unsigned, 401)):
        assert (refused.status_code, refused.json()["status"]) == (status, status)
        assert refused.headers["content-type"] == "application/problem+json"
    assert http.get(f"{api}/cases", headers={"x-api-key": town.suite.api_key}).status_code == 200
    assert http.get(f"{api}/staff/tasks", headers={"Authorization": "e30.e30.e30"}).status_code == 401
