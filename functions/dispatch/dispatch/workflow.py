"""Starts and resumes the workflow of a case. Everything here may be done twice without harm."""

from __future__ import annotations

import json
from typing import Any

from botocore.exceptions import ClientError

from onestop.runtime.clients import client
from onestop.runtime.log import logger
from onestop.runtime.settings import setting
from onestop.storage.tokens import find_token

NOBODY_WAITS = ("TaskDoesNotExist", "TaskTimedOut", "InvalidToken")


def execution_name(reference: str, run: int) -> str:
    """The name of one run of a case's workflow: a second start of the same run is refused by Step Functions."""
    return f"{reference}-{run}"


def start(reference: str, run: int) -> None:
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


def resume(reference: str, name: str, outcome: dict[str, Any]) -> bool:
    """Wakes the workflow that waits for a task (by its id) or for the survey; says whether one did.

    The workflow parks its token in the same partition, which brings it here through the stream as well: whichever of
    the outcome and the token is written last finds the other.
    """
    token = find_token(reference, name)
    if token is None:
        return False
    try:
        client("stepfunctions").send_task_success(taskToken=token, output=json.dumps(outcome))
    except ClientError as error:
        if error.response["Error"]["Code"] not in NOBODY_WAITS:
            raise
        logger.info("nobody waits", case=reference, waits_for=name)
        return False
    return True


def run_status(reference: str, run: int) -> str | None:
    """How a run of the workflow stands: RUNNING, SUCCEEDED, FAILED...; None if it was never started."""
    machine = setting("CASE_STATE_MACHINE").replace(":stateMachine:", ":execution:")
    try:
        answer = client("stepfunctions").describe_execution(executionArn=f"{machine}:{execution_name(reference, run)}")
    except ClientError as error:
        if error.response["Error"]["Code"] != "ExecutionDoesNotExist":
            raise
        return None
    return str(answer["status"])
