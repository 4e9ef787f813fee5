"""The sweeper repairs what the stream has missed, and leaves alone what is well."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from moto.backends import get_backend

from dispatch.handler import handle
from dispatch.repair_case import PATIENCE
from dispatch.sweep_cases import FOUND, sweep_cases
from onestop.runtime.clients import client
from onestop.storage.cases.case_keys import OPEN_SHARDS, case_key
from onestop.storage.cases.sweeps import BEGINNING, kept_place
from onestop.storage.tables import CaseRow
from tests.aws_in_memory import ACCOUNT, CASE_MACHINE, REGION, Aws, Calls
from tests.builders import a_clerk, a_stream_event, an_image
from tests.functional.stories import (
    case_file,
    deliver,
    end_stage,
    history,
    in_progress,
    open_case,
    post_completion,
    resolved,
    take_step,
    types,
)

BUILDING = {"service_code": "dangerous-building", "place": {"address": "3 Elm Lane"}}

LATER = PATIENCE + timedelta(minutes=1)
NOTHING = dict.fromkeys(FOUND, 0)


def sweep_later(periods: int = 1) -> dict[str, int]:
    return sweep_cases(datetime.now(UTC) + periods * LATER)


def stop_run(reference: str, run: int = 1) -> None:
    """The engine dies, and with it every execution."""
    name = CASE_MACHINE.replace(":stateMachine:", ":execution:") + f":{reference}-{run}"
    client("stepfunctions").stop_execution(executionArn=name)


def park(reference: str, *names: str) -> None:
    """The workflow waits for tasks, or for the survey."""
    for name in names:
        token = f"token-{reference}-{name}-{len(names)}"
        CaseRow(case_key(reference), f"TOKEN#{name}", kind="token", body=token).save()


def waiting(names: str = "01", **body: Any) -> str:
    """A case on its way, published and waited for."""
    reference: str = in_progress(**body)["reference"]
    deliver(reference)
    park(reference, *names.split())
    return reference


def remove(reference: str, sk: str) -> None:
    """A row is lost."""
    CaseRow(case_key(reference), sk).delete()


def started(aws: Aws) -> list[str]:
    return [asked["name"] for asked in aws.asked_for("StartExecution")]


def test_an_empty_table_needs_no_repair(workflows: Aws) -> None:
    assert sweep_later() == NOTHING


def test_a_case_touched_within_the_grace_period_is_left_to_the_stream(workflows: Aws) -> None:
    open_case()
    assert sweep_cases(datetime.now(UTC)) == NOTHING


def test_a_workflow_that_was_never_started_is_started_and_the_case_is_published(workflows: Aws) -> None:
    reference = open_case()["reference"]
    assert sweep_later()["started"] == 1
    assert started(workflows) == [f"{reference}-1"]
    assert [message["body"]["type"] for message in workflows.published()] == ["case.opened"]


def test_a_case_on_its_way_is_not_changed(workflows: Aws) -> None:
    reference = waiting()
    before = case_file(reference)
    assert sweep_later() == NOTHING | {"looked_at": 1}
    assert case_file(reference) == before
    assert len(started(workflows)) == 1


def test_a_sweep_over_healthy_cases_only_looks_with_two_calls_a_case(workflows: Aws, calls: Calls) -> None:
    half_done = waiting("01 02 03 04", **BUILDING)
    post_completion(half_done, "02", claims=a_clerk(agency="streets"))
    deliver(half_done)
    asked = resolved()["reference"]
    deliver(asked), park(asked, "survey")
    cases = [half_done, asked, *(waiting() for _ in range(3))]
    calls.forget(), workflows.asked.clear()
    assert sweep_later() == NOTHING | {"looked_at": len(cases)}
    assert calls.names == ["Query"] * (1 + OPEN_SHARDS + len(cases))
    assert [asked.operation for asked in workflows.asked] == ["DescribeExecution"] * len(cases)


def test_a_workflow_that_died_is_started_again_as_the_next_run(workflows: Aws) -> None:
    reference = in_progress()["reference"]
    deliver(reference)
    stop_run(reference)
    assert sweep_later()["restarted"] == 1
    assert (case_file(reference).case.run, types(reference)[-1]) == (2, "workflow.restarted")
    deliver(reference)
    assert started(workflows)[-1] == f"{reference}-2"


def test_two_sweeps_restart_a_workflow_once(workflows: Aws) -> None:
    reference = waiting()
    stop_run(reference)
    sweep_later()
    deliver(reference)
    assert sweep_later(2) == NOTHING | {"looked_at": 1}
    assert types(reference).count("workflow.restarted") == 1


def test_a_restart_whose_event_was_missed_is_started_by_the_next_sweep(workflows: Aws) -> None:
    reference = in_progress()["reference"]
    deliver(reference)
    stop_run(reference)
    sweep_later()
    assert sweep_later(2)["started"] == 1
    assert started(workflows)[-1] == f"{reference}-2"


def test_a_workflow_that_waits_for_a_task_that_has_ended_is_woken_once(workflows: Aws) -> None:
    reference = waiting()
    end_stage(reference)
    assert sweep_later() == NOTHING | {"looked_at": 1, "resumed": 1, "republished": 1}
    assert len(workflows.asked_for("SendTaskSuccess")) == 1
    assert sweep_later(2) == NOTHING | {"looked_at": 1}
    assert len(workflows.asked_for("SendTaskSuccess")) == 1


def test_a_workflow_whose_token_is_gone_is_stopped_and_started_again(workflows: Aws) -> None:
    reference = waiting()
    remove(reference, "TOKEN#01")
    assert sweep_cases(datetime.now(UTC) + PATIENCE / 2) == NOTHING | {"looked_at": 1}  # a step may be tried again
    assert sweep_later() == NOTHING | {"looked_at": 1, "replaced": 1}
    assert [asked["executionArn"].endswith(f"{reference}-1") for asked in workflows.asked_for("StopExecution")] == [
        True
    ]
    assert (case_file(reference).case.run, types(reference)[-1]) == (2, "workflow.restarted")


def test_a_token_that_may_be_on_its_way_is_waited_for_however_soon_the_sweep_comes(workflows: Aws) -> None:
    reference = in_progress()["reference"]
    deliver(reference)
    assert handle({"sweep": {"older_than_seconds": 0}}, None) == NOTHING | {"looked_at": 1}
    assert workflows.asked_for("StopExecution") == []


def test_a_workflow_that_ended_although_its_case_has_not_is_started_again(workflows: Aws) -> None:
    reference = waiting()
    execution = get_backend("stepfunctions")[ACCOUNT][REGION].state_machines[0].executions[0]
    execution.status = "SUCCEEDED"
    assert sweep_later() == NOTHING | {"looked_at": 1, "restarted": 1}
    assert case_file(reference).case.run == 2


def test_exactly_what_was_not_published_is_published(workflows: Aws) -> None:
    reference = in_progress()["reference"]
    first, _, third = (an_image(event) for event in history(reference))
    handle(a_stream_event(first, third), None)
    park(reference, "01"), workflows.published()
    assert sweep_later() == NOTHING | {"looked_at": 1, "republished": 1}
    assert [message["body"]["id"] for message in workflows.published()] == [f"{reference}.2"]
    assert sweep_later() == NOTHING | {"looked_at": 1}


def test_what_cannot_be_published_is_published_by_the_next_sweep(workflows: Aws) -> None:
    reference = in_progress()["reference"]
    with workflows.failing("sns", "PublishBatch", "InternalError"):
        deliver(reference)
        park(reference, "01")
        assert sweep_later() == NOTHING | {"looked_at": 1}
    assert sweep_later()["republished"] == 3


def test_an_event_that_is_gone_is_reported_and_nothing_is_made_up(
    workflows: Aws, logged: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    reference = waiting()
    remove(reference, "EVENT#000002")
    workflows.published(), capsys.readouterr()
    found = handle({"sweep": {"older_than_seconds": 0}}, None)
    assert found == NOTHING | {"looked_at": 1, "gaps": 1}
    assert [event.sequence for event in history(reference)] == [1, 3]
    assert workflows.published() == []
    (line,) = [line for line in map(json.loads, logged.getvalue().splitlines()) if line["message"] == "events are gone"]
    assert (line["case"], line["sequences"]) == (reference, [2])
    (metric,) = [json.loads(line) for line in capsys.readouterr().out.splitlines() if "_aws" in line]
    assert metric["EventGaps"] == [1.0]


def test_a_case_that_cannot_be_repaired_does_not_stop_the_sweep(workflows: Aws, logged: Any) -> None:
    broken, *others = (open_case()["reference"] for _ in range(8))
    remove(broken, "CASE#REQUEST")
    assert sweep_later() == NOTHING | {"looked_at": 8, "failed": 1, "started": 7, "republished": 7}
    assert {name.removesuffix("-1") for name in started(workflows)} == set(others)
    assert "could not repair" in logged.getvalue()


def test_a_sweep_without_time_left_stops_and_the_next_one_goes_on_from_there(workflows: Aws) -> None:
    references = {open_case()["reference"] for _ in range(12)}
    later, seen = datetime.now(UTC) + LATER, []
    for allowed in (5, 5):
        clock = iter([True] * allowed + [False])
        seen.append(sweep_cases(later, has_time=lambda clock=clock: next(clock)))  # type: ignore[misc]
    assert [(found["looked_at"], found["cut_short"], found["started"]) for found in seen] == [(5, 1, 5), (5, 1, 5)]
    last = sweep_cases(later)
    assert (last["looked_at"], last["cut_short"], last["started"]) == (12, 0, 2)
    assert {name.removesuffix("-1") for name in started(workflows)} == references
    assert kept_place() == BEGINNING


def test_the_function_stops_its_sweep_before_its_time_is_over(workflows: Aws) -> None:
    open_case()
    nearly_over = SimpleNamespace(get_remaining_time_in_millis=lambda: 10_000)
    assert handle({"sweep": {"older_than_seconds": 0}}, nearly_over) == NOTHING | {"cut_short": 1}


def test_a_case_that_waits_for_its_survey_is_not_disturbed(workflows: Aws) -> None:
    reference = resolved()["reference"]
    deliver(reference)
    park(reference, "survey")
    before = len(workflows.asked_for("SendTaskSuccess"))
    assert sweep_later() == NOTHING | {"looked_at": 1}
    assert len(workflows.asked_for("SendTaskSuccess")) == before


def test_a_closed_case_is_looked_at_until_its_end_was_published(workflows: Aws) -> None:
    reference = resolved()["reference"]
    deliver(reference)
    take_step("close", reference, because="expired")
    workflows.published(), workflows.asked.clear()
    assert sweep_later() == NOTHING | {"looked_at": 1, "republished": 1, "unlisted": 1}
    assert [message["body"]["type"] for message in workflows.published()] == ["case.closed"]
    assert workflows.asked_for("DescribeExecution") == []
    assert sweep_later() == NOTHING


def test_a_closed_case_with_a_gap_stays_in_sight(workflows: Aws) -> None:
    reference = resolved()["reference"]
    take_step("close", reference, because="expired")
    remove(reference, "EVENT#000002")
    assert sweep_later()["gaps"] == 1
    assert sweep_later() == NOTHING | {"looked_at": 1, "gaps": 1}


def test_every_unfinished_case_is_looked_at_whatever_its_shard(workflows: Aws) -> None:
    references = {open_case()["reference"] for _ in range(20)}
    assert sweep_later()["looked_at"] == 20
    assert {name.removesuffix("-1") for name in started(workflows)} == references


def test_the_schedule_sweeps_and_the_grace_period_can_be_shortened(workflows: Aws) -> None:
    open_case()
    scheduled: Any = {"source": "aws.events", "detail-type": "Scheduled Event"}
    assert handle(scheduled, None) == NOTHING
    assert handle({"sweep": {"older_than_seconds": 0}}, None)["started"] == 1
