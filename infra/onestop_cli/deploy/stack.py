"""The stack: created or updated through CloudFormation, waited for with a limit, its failures told in sentences."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

from botocore.exceptions import ClientError

from onestop_cli.problems import CannotContinue

CAPABILITIES = ["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"]
SETTLED_WELL = {"CREATE_COMPLETE", "UPDATE_COMPLETE"}
# A stack that never came to be: it holds nothing, and CloudFormation takes no update of it.
NEVER_WAS = {"CREATE_FAILED", "ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "CREATE_IN_PROGRESS", "ROLLBACK_IN_PROGRESS"}
DEPLOY_LIMIT = 180.0


def deploy_stack(
    cloudformation: Any,
    name: str,
    template_url: str,
    parameters: Mapping[str, str],
    *,
    limit: float = DEPLOY_LIMIT,
    told: Callable[[str], None] = lambda _: None,
) -> bool:
    """Bring the stack to what the template says; False when it already was. Raises when CloudFormation refuses."""
    request = {
        "StackName": name,
        "TemplateURL": template_url,
        "Parameters": [{"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()],
        "Capabilities": CAPABILITIES,
    }
    status = stack_status(cloudformation, name)
    if status in NEVER_WAS:
        cloudformation.delete_stack(StackName=name)
        status = wait_until_settled(cloudformation, name, limit, told)
    try:
        if status is None:
            cloudformation.create_stack(**request, OnFailure="DO_NOTHING")
        else:
            cloudformation.update_stack(**request)
    except ClientError as problem:
        message = problem.response["Error"].get("Message", str(problem))
        if "No updates are to be performed" in message:
            return False
        raise CannotContinue(f"The template was refused: {message}") from problem
    try:
        status = wait_until_settled(cloudformation, name, limit, told)
    except KeyboardInterrupt:
        told("stopping as soon as nothing is half-made")
        wait_until_settled(cloudformation, name, limit, told)
        raise
    if status not in SETTLED_WELL:
        raise CannotContinue(
            f"The stack {name} could not be brought up (it is {status}).", tuple(failures(cloudformation, name))
        )
    return True


def stack_status(cloudformation: Any, name: str) -> str | None:
    """Return the status of a stack; None when there is none."""
    try:
        stacks = cloudformation.describe_stacks(StackName=name)["Stacks"]
    except ClientError as problem:
        if "does not exist" in problem.response["Error"].get("Message", ""):
            return None
        raise
    status: str = stacks[0]["StackStatus"]
    return None if status == "DELETE_COMPLETE" else status


def wait_until_settled(cloudformation: Any, name: str, limit: float, told: Callable[[str], None]) -> str | None:
    """Wait until CloudFormation has stopped working on a stack; refuses to wait longer than the limit in seconds."""
    deadline = time.monotonic() + limit
    while time.monotonic() < deadline:
        status = stack_status(cloudformation, name)
        if status is None or not status.endswith("_IN_PROGRESS"):
            return status
        told(status)
        time.sleep(0.1)
    raise CannotContinue(
        f"The stack {name} was not ready within {limit:.0f} seconds.", tuple(failures(cloudformation, name))
    )


def failures(cloudformation: Any, name: str) -> list[str]:
    """Tell, oldest first, what failed in a stack and in the stacks inside it."""
    sentences = []
    for event in reversed(cloudformation.describe_stack_events(StackName=name)["StackEvents"]):
        reason = event.get("ResourceStatusReason", "")
        if not event["ResourceStatus"].endswith("_FAILED") or "cancelled" in reason.lower():
            continue
        sentences.append(f"{event['LogicalResourceId']} ({event['ResourceType']}): {reason or 'no reason given'}")
        inner = event.get("PhysicalResourceId", "")
        if event["ResourceType"] == "AWS::CloudFormation::Stack" and inner and inner != event.get("StackId"):
            try:
                sentences += failures(cloudformation, inner)
            except ClientError:
                sentences.append(f"{event['LogicalResourceId']}: its own events can no longer be read.")
    return sentences


def read_outputs(cloudformation: Any, name: str) -> dict[str, str]:
    """Give what a stack says about itself: addresses, names of tables and functions."""
    stack = cloudformation.describe_stacks(StackName=name)["Stacks"][0]
    return {entry["OutputKey"]: entry["OutputValue"] for entry in stack.get("Outputs", [])}
