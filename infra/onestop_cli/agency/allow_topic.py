"""A queue or a function has to allow SNS to deliver. If it is in our account, we set that; if not, its owner is told
how."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

from onestop_cli.agency.endpoints import ARN, SubscriberEndpoint
from onestop_cli.problems import CannotContinue

SID = "OnestopCaseEvents"
SNS = "sns.amazonaws.com"
GONE = ("AWS.SimpleQueueService.NonExistentQueue", "QueueDoesNotExist", "ResourceNotFoundException")
KEY_OF_AWS = "alias/aws/sqs"  # its policy cannot be changed, and does not let SNS in


@dataclass(frozen=True, slots=True)
class Door:
    """How to let SNS deliver to an endpoint: `ours` if this account and region may set it; `told` is for people."""

    ours: bool
    told: tuple[str, ...] = ()


def door_of(clients: Any, topic: str, endpoint: SubscriberEndpoint) -> Door:
    """Returns what has to be done before SNS may deliver there. Raises CannotContinue if it never could."""
    if endpoint.protocol not in ("sqs", "lambda"):
        return Door(ours=False)
    where = ARN.fullmatch(topic)
    if where and (where["account"], where["region"]) != (endpoint.account, endpoint.region):
        return Door(False, (f"Its owner has to let the topic in: {json.dumps(statement(topic, endpoint))}",))
    if endpoint.protocol == "lambda":
        look_at_function(clients("lambda"), endpoint)
        return Door(True, ("The function is told that the topic may call it.",))
    return Door(True, ("The policy of the queue is told that the topic may send to it.", *about_key(clients, endpoint)))


def let_in(clients: Any, topic: str, endpoint: SubscriberEndpoint) -> None:
    """Lets the topic in; doing it again changes nothing."""
    if endpoint.protocol == "lambda":
        try:
            clients("lambda").add_permission(
                FunctionName=endpoint.address,
                StatementId=SID,
                Action="lambda:InvokeFunction",
                Principal=SNS,
                SourceArn=topic,
            )
        except ClientError as problem:
            if problem.response["Error"]["Code"] != "ResourceConflictException":
                raise
        return
    write_policy(clients("sqs"), endpoint, [statement(topic, endpoint)])


def shut_out(clients: Any, endpoint: SubscriberEndpoint) -> None:
    """Takes back what `let_in` did; where the place is gone, there is nothing to take back."""
    try:
        if endpoint.protocol == "lambda":
            clients("lambda").remove_permission(FunctionName=endpoint.address, StatementId=SID)
        elif endpoint.protocol == "sqs":
            write_policy(clients("sqs"), endpoint, [])
    except ClientError as problem:
        if problem.response["Error"]["Code"] not in GONE:
            raise


def statement(topic: str, endpoint: SubscriberEndpoint) -> dict[str, Any]:
    """The sentence of a resource policy that lets the topic in."""
    action = "sqs:SendMessage" if endpoint.protocol == "sqs" else "lambda:InvokeFunction"
    return {
        "Sid": SID,
        "Effect": "Allow",
        "Principal": {"Service": SNS},
        "Action": action,
        "Resource": endpoint.address,
        "Condition": {"ArnEquals": {"aws:SourceArn": topic}},
    }


def write_policy(sqs: Any, endpoint: SubscriberEndpoint, ours: list[dict[str, Any]]) -> None:
    """Puts our sentence into the policy of a queue in place of an earlier one; what others said there stays."""
    url = url_of(sqs, endpoint)
    said = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["Policy"]).get("Attributes", {}).get("Policy")
    policy: dict[str, Any] = json.loads(said) if said else {"Version": "2012-10-17"}
    others = policy.get("Statement") or []
    others = [others] if isinstance(others, dict) else others
    policy["Statement"] = [*(each for each in others if each.get("Sid") != SID), *ours]
    sqs.set_queue_attributes(
        QueueUrl=url, Attributes={"Policy": json.dumps(policy) if policy["Statement"] else ""}
    )  # fmt: skip


def about_key(clients: Any, endpoint: SubscriberEndpoint) -> tuple[str, ...]:
    """Returns what the key of a queue has to allow as well; a key of AWS never will."""
    sqs = clients("sqs")
    url = url_of(sqs, endpoint)
    said = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["KmsMasterKeyId"]).get("Attributes", {})
    key = said.get("KmsMasterKeyId", "")
    if key.endswith(KEY_OF_AWS):
        raise CannotContinue(
            f"The queue {endpoint.name} is encrypted with {KEY_OF_AWS}, which SNS may not use: its "
            "events would be lost. Encrypt it with a key of your own that lets sns.amazonaws.com in, or with SSE-SQS."
        )
    if key:
        return (f"The policy of its key {key} must let {SNS} use kms:GenerateDataKey and kms:Decrypt: look yourself.",)
    return ()


def url_of(sqs: Any, endpoint: SubscriberEndpoint) -> str:
    try:
        url: str = sqs.get_queue_url(QueueName=endpoint.name, QueueOwnerAWSAccountId=endpoint.account)["QueueUrl"]
    except ClientError as problem:
        if problem.response["Error"]["Code"] in GONE:
            raise CannotContinue(f"There is no queue {endpoint.name} in {endpoint.region}.") from problem
        raise
    return url


def look_at_function(functions: Any, endpoint: SubscriberEndpoint) -> None:
    try:
        functions.get_function_configuration(FunctionName=endpoint.address)
    except ClientError as problem:
        if problem.response["Error"]["Code"] in GONE:
            raise CannotContinue(f"There is no function {endpoint.name} in {endpoint.region}.") from problem
        raise
