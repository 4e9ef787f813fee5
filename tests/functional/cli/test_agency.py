"""Agencies subscribe by name: what arrives is shown first, then arrives, and what is Onestop's own stays."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from botocore.exceptions import ClientError
from moto import mock_aws
from typer.testing import CliRunner

from onestop.contracts.recorded import cloud_event, filter_attributes
from onestop.runtime.clients import client
from onestop.storage.catalogue import releases
from onestop_cli.agency.endpoints import read_endpoint
from onestop_cli.agency.subscriptions import TopicSubscription, called, one_at, read_one
from onestop_cli.every_command import commands
from onestop_cli.problems import CannotContinue
from tests.aws_in_memory import ACCOUNT, REGION, SETTINGS, UNWANTED, forget_connections
from tests.builders import an_event

TEMPLATE = """
Resources:
  CaseEvents: { Type: AWS::SNS::Topic }
  Notifications: { Type: AWS::SQS::Queue }
  Catalogue:
    Type: AWS::DynamoDB::Table
    Properties:
      TableName: CatalogueTable
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{ AttributeName: pk, AttributeType: S }, { AttributeName: sk, AttributeType: S }]
      KeySchema: [{ AttributeName: pk, KeyType: HASH }, { AttributeName: sk, KeyType: RANGE }]
Outputs:
  CaseEventsTopic: { Value: !Ref CaseEvents }
  CatalogueTable: { Value: !Ref Catalogue }
  OwnQueue: { Value: !GetAtt Notifications.Arn }
"""
HERE = ["--stack", "onestop", "--region", REGION]
QUEUE = f"arn:aws:sqs:{REGION}:{ACCOUNT}:streets-events"
FUNCTION = f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:streets"
OF_OTHERS = {"Sid": "Theirs", "Effect": "Allow", "Principal": {"AWS": ACCOUNT}, "Action": "sqs:*", "Resource": QUEUE}
Run = Callable[..., str]


@pytest.fixture
def outputs(release: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    """An installation in memory with its topic, a queue of its own and the sample catalogue."""
    for name, value in SETTINGS.items():  # the command sets some of them; they are put back afterwards
        monkeypatch.setenv(name, value)
    for name in UNWANTED:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "300")
    with mock_aws():
        forget_connections()
        client("cloudformation").create_stack(StackName="onestop", TemplateBody=TEMPLATE)
        releases.publish(release)
        client("sqs").create_queue(
            QueueName="streets-events",
            Attributes={"Policy": json.dumps({"Version": "2012-10-17", "Statement": [OF_OTHERS]})},
        )
        told = client("cloudformation").describe_stacks(StackName="onestop")["Stacks"][0]["Outputs"]
        found = {each["OutputKey"]: each["OutputValue"] for each in told}
        own = {"Protocol": "sqs", "Endpoint": found["OwnQueue"]}
        client("sns").subscribe(TopicArn=found["CaseEventsTopic"], **own)
        yield found
    forget_connections()


@pytest.fixture
def run(outputs: dict[str, str]) -> Run:
    def run_command(*words: str) -> str:
        assert outputs
        result = CliRunner().invoke(commands, ["agency", *words, *HERE])
        if isinstance(result.exception, CannotContinue):
            return str(result.exception)
        assert result.exit_code == 0, result.output
        return result.output

    return run_command


def publish(topic: str, **event: Any) -> None:
    recorded = an_event(**event)
    attributes = {
        name: {"DataType": "String", "StringValue": value} for name, value in filter_attributes(recorded).items()
    }
    told = json.dumps(cloud_event(recorded, "/onestop/test"))
    client("sns").publish(TopicArn=topic, Message=told, MessageAttributes=attributes)


def arrived(queue: str) -> list[tuple[str, str]]:
    """Type and agency of what lies in a queue, each taken out as the event alone."""
    url = client("sqs").get_queue_url(QueueName=queue)["QueueUrl"]
    found = client("sqs").receive_message(QueueUrl=url, MaxNumberOfMessages=10, VisibilityTimeout=600)
    events = [json.loads(message["Body"]) for message in found.get("Messages", [])]
    return sorted((event["type"], event["data"]["agency"]) for event in events)


def statements() -> list[str]:
    url = client("sqs").get_queue_url(QueueName="streets-events")["QueueUrl"]
    said = client("sqs").get_queue_attributes(QueueUrl=url, AttributeNames=["Policy"])["Attributes"]["Policy"]
    return [each["Sid"] for each in json.loads(said)["Statement"]]


def test_a_queue_is_shown_what_would_arrive_then_gets_it_then_something_else_and_then_nothing(
    run: Run, outputs: dict[str, str]
) -> None:
    topic = outputs["CaseEventsTopic"]
    shown = run("subscribe", "streets", "--to", QUEUE, "--only", "late")
    assert "task.escalated" in shown
    assert "task.opened" not in shown
    assert "Nothing is done yet" in shown
    assert "streets-events" not in run("list")
    assert statements() == ["Theirs"]

    for _ in range(2):  # once more changes nothing
        assert "Subscribed" in run("subscribe", "streets", "--to", QUEUE, "--only", "late", "--yes")
    assert statements() == ["Theirs", "OnestopCaseEvents"]
    publish(topic, type="task.escalated", agency="streets")
    publish(topic, type="task.escalated", agency="parks")
    publish(topic, type="task.opened", agency="streets")
    assert arrived("streets-events") == [("task.escalated", "streets")]

    changed = run("subscribe", "streets", "--to", QUEUE, "--only", "by-residents", "--of-all", "--yes")
    assert "It gets already: late. That is replaced." in changed
    publish(topic, type="contact.received", agency="parks", by="resident")
    publish(topic, type="task.escalated", agency="streets", by="system")
    assert arrived("streets-events") == [("contact.received", "parks")]

    assert "by-residents, of all" in run("list")
    assert "It got: by-residents, of all" in run("unsubscribe", QUEUE)
    assert statements() == ["Theirs"]
    assert "Nothing is sent to" in run("unsubscribe", QUEUE)


def test_our_own_queue_can_neither_be_subscribed_nor_taken_off_nor_seen(run: Run, outputs: dict[str, str]) -> None:
    own = outputs["OwnQueue"]
    for said in (run("subscribe", "streets", "--to", own, "--yes"), run("unsubscribe", own)):
        assert "a queue of Onestop itself" in said
    assert "Notifications" not in run("list")
    listed = client("sns").list_subscriptions_by_topic(TopicArn=outputs["CaseEventsTopic"])["Subscriptions"]
    assert [each["Endpoint"] for each in listed] == [own]


def test_a_function_lets_the_topic_in_and_shuts_it_out_again(run: Run, outputs: dict[str, str]) -> None:
    assert "no function streets" in run("subscribe", "streets", "--to", FUNCTION)
    make_function()
    assert "may call it" in run("subscribe", "streets", "--to", FUNCTION, "--yes")
    [said] = json.loads(client("lambda").get_policy(FunctionName="streets")["Policy"])["Statement"]
    assert said["Principal"] == {"Service": "sns.amazonaws.com"}
    assert outputs["CaseEventsTopic"] in json.dumps(said["Condition"])
    assert "It got: own" in run("unsubscribe", FUNCTION)
    with pytest.raises(ClientError, match="ResourceNotFound"):  # nobody may call it any more
        client("lambda").get_policy(FunctionName="streets")


def make_function() -> None:
    code = io.BytesIO()
    with zipfile.ZipFile(code, "w") as archive:
        archive.writestr("streets.py", "")
    trust = {"Version": "2012-10-17", "Statement": []}
    role = client("iam").create_role(RoleName="streets", AssumeRolePolicyDocument=json.dumps(trust))["Role"]["Arn"]
    made = {"FunctionName": "streets", "Runtime": "python3.12", "Handler": "streets.handle", "Role": role}
    client("lambda").create_function(**made, Code={"ZipFile": code.getvalue()})


def test_an_address_or_a_server_is_told_who_has_to_agree(run: Run) -> None:
    for place, reader in (("events@streets.example", "mailbox"), ("https://streets.example/events", "SubscribeURL")):
        assert reader in run("subscribe", "streets", "--to", place)
        run("subscribe", "streets", "--to", place, "--yes")
        assert place in run("list", "streets")
        assert place not in run("list", "parks")


def test_a_subscription_that_nobody_confirmed_yet_is_known_by_what_sns_calls_it() -> None:
    listed = {"SubscriptionArn": "PendingConfirmation", "Protocol": "https", "Endpoint": "https://streets.example/e"}
    pending = TopicSubscription("PendingConfirmation", "https", "https://streets.example/e", pending=True)
    assert read_one(None, listed) == pending
    assert one_at([pending], read_endpoint("https://streets.example/e")) == pending
    assert called(None, "MessageAttributes") == ""


REFUSED = [
    (["nobody", "--to", QUEUE], "no agency 'nobody'. There are: "),
    (["streets", "--to", QUEUE, "--only", "all"], "no 'all' in the cookbook. There are: own, two"),
    (["streets", "--to", QUEUE, "--only", "two"], "--only two needs --also"),
    (["streets", "--to", QUEUE, "--service", "pothole"], "--service says nothing with --only own"),
    (["streets", "--to", QUEUE, "--only", "service", "--service", "nothing"], "no service 'nothing'"),
    (["streets", "--to", QUEUE, "--only", "case", "--case", "7KQ2"], "no reference. Right would be"),
    (["streets", "--to", QUEUE + "-not-there"], "There is no queue streets-events-not-there"),
    (["streets", "--to", QUEUE + ".fifo"], "SNS delivers to standard queues only"),
    (["streets", "--to", "http://streets.example/events"], "is not encrypted"),
    (["streets", "--to", "https://name:word@streets.example/"], "is no place to deliver to"),
    (["streets", "--to", "somewhere"], "is no place to deliver to"),
    (["streets", "--to", f"arn:aws:kinesis:{REGION}:{ACCOUNT}:stream/x"], "neither a queue nor a function"),
]


def test_a_policy_that_somebody_wrote_by_hand_is_shown_as_it_is() -> None:
    assert called({"data": ["by.hand"]}, "MessageAttributes") == '{"data": ["by.hand"]}'


def test_what_would_never_arrive_is_refused_with_what_would_be_right(run: Run) -> None:
    answers = [(said, run("subscribe", *words)) for words, said in REFUSED]
    assert [each for each in answers if each[0] not in each[1]] == []


def test_a_queue_under_the_key_of_aws_is_refused_and_one_elsewhere_is_left_to_its_owner(run: Run) -> None:
    client("sqs").create_queue(QueueName="locked", Attributes={"KmsMasterKeyId": "alias/aws/sqs"})
    assert "its events would be lost" in run("subscribe", "streets", "--to", QUEUE.replace("streets-events", "locked"))
    elsewhere = QUEUE.replace(ACCOUNT, "210987654321")
    assert '"Action": "sqs:SendMessage"' in run("subscribe", "streets", "--to", elsewhere)
