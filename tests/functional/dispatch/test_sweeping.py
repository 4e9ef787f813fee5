"""The sweeper repairs what the stream has missed, and leaves alone what is well."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from dispatch.handler import handle
from dispatch.sweeper import sweep
from onestop.runtime.clients import client
from onestop.storage.rows import case_key
from onestop.storage.tables import CaseRow
from tests.aws_in_memory import CASE_MACHINE, Aws
from tests.functional.stories import case_file, deliver, end_stage, in_progress, open_case, resolved, take_step, types

LATER = timedelta(minutes=6)
NOTHING = {"looked_at": 0, "started": 0, "restarted": 0, "resumed": 0}


def sweep_later(periods: int = 1) -> dict[str, int]:
    return sweep(datetime.now(UTC) + periods * LATER)


def stop_run(reference: str, run: int = 1) -> None:
    """The engine dies, and with it every execution."""
    name = CASE_MACHINE.replace(":stateMachine:", ":execution:") + f":{reference}-{run}"
    client("stepfunctions").stop_execution(executionArn=name)


def started(aws: Aws) -> list[str]:
    return [asked["name"] for asked in aws.asked_for("StartExecution")]


def test_an_empty_table_needs_no_repair(workflows: Aws) -> None:
    assert sweep_later() == NOTHING


def test_a_case_touched_within_the_grace_period_is_left_to_the_stream(workflows: Aws) -> None:
    open_case()
    assert sweep(datetime.now(UTC)) == NOTHING


def test_a_workflow_that_was_never_started_is_started_and_the_case_is_told(workflows: Aws) -> None:
    reference = open_case()["reference"]
    assert sweep_later()["started"] == 1
    assert started(workflows) == [f"{reference}-1"]
    assert [message["body"]["type"] for message in workflows.told()] == ["case.opened"]


def test_a_case_on_its_way_is_not_changed(workflows: Aws) -> None:
    reference = in_progress()["reference"]
    deliver(reference)
    before = case_file(reference)
    assert sweep_later() == NOTHING | {"looked_at": 1}
    assert case_file(reference) == before
    assert len(started(workflows)) == 1


def test_a_workflow_that_died_is_started_again_as_the_next_run(workflows: Aws) -> None:
    reference = in_progress()["reference"]
    deliver(reference)
    stop_run(reference)
    assert sweep_later()["restarted"] == 1
    assert (case_file(reference).case.run, types(reference)[-1]) == (2, "workflow.restarted")
    deliver(reference)
    assert started(workflows)[-1] == f"{reference}-2"


def test_two_sweeps_restart_a_workflow_once(workflows: Aws) -> None:
    reference = in_progress()["reference"]
    deliver(reference)
    stop_run(reference)
    sweep_later()
    deliver(reference)
    assert sweep_later(2)["restarted"] == 0
    assert types(reference).count("workflow.restarted") == 1


def test_a_restart_whose_event_was_missed_is_started_by_the_next_sweep(workflows: Aws) -> None:
    reference = in_progress()["reference"]
    deliver(reference)
    stop_run(reference)
    sweep_later()
    assert sweep_later(2)["started"] == 1
    assert started(workflows)[-1] == f"{reference}-2"


def test_a_workflow_that_waits_for_a_task_that_has_ended_is_woken(workflows: Aws) -> None:
    reference = in_progress()["reference"]
    deliver(reference)
    CaseRow(case_key(reference), "TOKEN#01", kind="token", body="the-token").save()
    end_stage(reference)
    assert sweep_later()["resumed"] == 1
    assert [asked["taskToken"] for asked in workflows.asked_for("SendTaskSuccess")] == ["the-token"]


def test_a_case_that_waits_for_its_survey_is_not_disturbed(workflows: Aws) -> None:
    reference = resolved()["reference"]
    deliver(reference)
    CaseRow(case_key(reference), "TOKEN#survey", kind="token", body="the-token").save()
    before = len(workflows.asked_for("SendTaskSuccess"))
    sweep_later()
    assert len(workflows.asked_for("SendTaskSuccess")) == before


def test_a_closed_case_is_not_looked_at(workflows: Aws) -> None:
    reference = resolved()["reference"]
    take_step("close", reference, because="expired")
    assert sweep_later() == NOTHING


def test_every_unfinished_case_is_looked_at_whatever_its_shard(workflows: Aws) -> None:
    references = {open_case()["reference"] for _ in range(20)}
    assert sweep_later()["looked_at"] == 20
    assert {name.removesuffix("-1") for name in started(workflows)} == references


def test_the_schedule_sweeps_and_the_grace_period_can_be_shortened(workflows: Aws) -> None:
    open_case()
    scheduled: Any = {"source": "aws.events", "detail-type": "Scheduled Event"}
    assert handle(scheduled, None) == NOTHING
    assert handle({"sweep": {"older_than_seconds": 0}}, None)["started"] == 1
