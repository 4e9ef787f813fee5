"""Starts, resumes and stops the workflow of a case. Everything here may be done twice without harm."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from botocore.exceptions import ClientError

from onestop.runtime.clients import client
from onestop.runtime.log import logger
from onestop.runtime.settings import setting

NOBODY_WAITS = ("TaskDoesNotExist", "TaskTimedOut", "InvalidToken")


@dataclass(frozen=True, slots=True)
class Execution:
    """The status of a run of a workflow: RUNNING, SUCCEEDED, FAILED, TIMED_OUT or ABORTED; and when it started."""

    status: str
    began_at: datetime


def execution_name(reference: str, run: int) -> str:
    """The name of one run of a case's workflow: a second start of the same run is refused by Step Functions."""
    return f"{reference}-{run}"


def execution_arn(reference: str, run: int) -> str:
    machine = setting("CASE_STATE_MACHINE").replace(":stateMachine:", ":execution:")
    return f"{machine}:{execution_name(reference, run)}"


def start_workflow(reference: str, run: int) -> None:
    """Starts a run of the workflow, unless it has been started before."""
    try:
        client("stepfunctions").start_execution(
            stateMachineArn=setting("CASE_STATE_MACHINE"),
            name=execution_name(reference, run),
            input=json.dumps({"reference": reference, "run": run}),
        )
    except ClientError as error:
        if error.response["Error"]["Code"] != "ExecutionAlreadyExists":
            raise


def wake_by_token(token: str, outcome: dict[str, Any]) -> bool:
    """Wakes the workflow that waits with a token; returns whether one did. Either way the token cannot be used
    again."""
    try:
        client("stepfunctions").send_task_success(taskToken=token, output=json.dumps(outcome))
    except ClientError as error:
        if error.response["Error"]["Code"] not in NOBODY_WAITS:
            raise
        logger.info("nobody waits", outcome=outcome)
        return False
    return True


def find_execution(reference: str, run: int) -> Execution | None:
    """The status of a run of the workflow; None if it was never started."""
    try:
        answer = client("stepfunctions").describe_execution(executionArn=execution_arn(reference, run))
    except ClientError as error:
        if error.response["Error"]["Code"] != "ExecutionDoesNotExist":
            raise
        return None
    return Execution(str(answer["status"]), answer["startDate"])


def stop_workflow(reference: str, run: int, cause: str) -> None:
    """Ends a run that can never go on, before the next one takes its place."""
    client("stepfunctions").stop_execution(
        executionArn=execution_arn(reference, run), error="Replaced", cause=cause
    )  # fmt: skip
