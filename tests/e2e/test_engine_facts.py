"""Canaries: what we rely on in the embedded engine and what we work around; a version that differs is noticed here."""

from __future__ import annotations

import io
import json
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from onestop_cli.clients import engine_client
from onestop_cli.engine.process import Engine, start_engine, stop_engine
from onestop_cli.engine.state import choose_engine_port, hold_state
from onestop_cli.engine.watch import wait_until_healthy
from tests.patience import patient
from tests.suites import wait_a_little

pytestmark = pytest.mark.e2e

TABLE = "facts"
LIMIT = patient(20.0)
TRUST = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "sts:AssumeRole"}]}
ANYTHING = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}
NOTHING = {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "*", "Resource": "*"}]}


@contextmanager
def run_engine(folder: Path) -> Iterator[Engine]:
    with hold_state(folder) as state:
        engine = start_engine(state, choose_engine_port(state))
        try:
            wait_until_healthy(engine)
            yield engine
        finally:
            assert stop_engine(engine)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with run_engine(tmp_path_factory.mktemp("facts")) as engine:
        prepare(engine)
        yield engine


def prepare(engine: Engine) -> None:
    """A table with a stream, a role that may do anything and one that may do nothing."""
    engine_client("dynamodb", engine.endpoint).create_table(
        TableName=TABLE,
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name in ("pk", "sk")],
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}],
        StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_IMAGE"},
    )
    iam = engine_client("iam", engine.endpoint)
    for name, policy in (("anything", ANYTHING), ("nothing", NOTHING)):
        iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(TRUST))
        iam.put_role_policy(RoleName=name, PolicyName=name, PolicyDocument=json.dumps(policy))


def wait_for(look: Callable[[], Any], limit: float = LIMIT) -> Any:
    begun = time.monotonic()
    while not (found := look()) and time.monotonic() < begun + limit:
        wait_a_little(begun)
    return found


def park(pk: str, **settings: Any) -> dict[str, Any]:
    """A state that writes its task token into the table and waits for it."""
    item = {"pk": {"S": pk}, "sk": {"S": "TOKEN"}, "token": {"S": "{% $states.context.Task.Token %}"}}
    return {
        "Type": "Task",
        "Resource": "arn:aws:states:::aws-sdk:dynamodb:putItem.waitForTaskToken",
        "Arguments": {"TableName": TABLE, "Item": item},
        "Next": "Done",
        **settings,
    }


def start(engine: Engine, name: str, state: dict[str, Any], role: str = "anything") -> str:
    """Start a state machine of one task and give its execution."""
    work = engine_client("stepfunctions", engine.endpoint)
    definition = {
        "QueryLanguage": "JSONata",
        "StartAt": "Task",
        "States": {"Task": state, "Done": {"Type": "Succeed"}, "Late": {"Type": "Pass", "Output": "late", "End": True}},
    }
    machine = work.create_state_machine(
        name=name, definition=json.dumps(definition), roleArn=f"arn:aws:iam::000000000000:role/{role}"
    )["stateMachineArn"]
    execution: str = work.start_execution(stateMachineArn=machine)["executionArn"]
    return execution


def status(engine: Engine, execution: str) -> str:
    work = engine_client("stepfunctions", engine.endpoint)
    answer: str = work.describe_execution(executionArn=execution)["status"]
    return answer


def finished(engine: Engine, execution: str) -> dict[str, Any]:
    """The execution once it does not run any more."""
    work = engine_client("stepfunctions", engine.endpoint)
    assert wait_for(lambda: status(engine, execution) != "RUNNING"), "it still runs"
    answer: dict[str, Any] = work.describe_execution(executionArn=execution)
    return answer


def token_of(engine: Engine, pk: str) -> str:
    table = engine_client("dynamodb", engine.endpoint)
    key = {"pk": {"S": pk}, "sk": {"S": "TOKEN"}}
    item = wait_for(lambda: table.get_item(TableName=TABLE, Key=key, ConsistentRead=True).get("Item"))
    token: str = item["token"]["S"]
    return token


def test_a_task_parks_its_token_with_one_put_and_resumes_by_it(engine: Engine) -> None:
    execution = start(engine, "parked", park("PARKED"))
    token = token_of(engine, "PARKED")
    assert status(engine, execution) == "RUNNING"
    engine_client("stepfunctions", engine.endpoint).send_task_success(taskToken=token, output='{"outcome": "done"}')
    assert json.loads(finished(engine, execution)["output"]) == {"outcome": "done"}


def test_a_timeout_is_caught_and_one_in_jsonata_fails_a_parked_task(engine: Engine) -> None:
    caught = [{"ErrorEquals": ["States.Timeout"], "Next": "Late"}]
    number = start(engine, "number", park("NUMBER", TimeoutSeconds=1, Catch=caught))
    jsonata = start(engine, "jsonata", park("JSONATA", TimeoutSeconds="{% 1 %}", Catch=caught))
    assert json.loads(finished(engine, number)["output"]) == "late"
    assert finished(engine, jsonata)["status"] == "FAILED", "spell_out_timeouts is no longer needed"


def test_a_nested_execution_gives_its_output_as_an_object(engine: Engine) -> None:
    inner = start(engine, "inner", {"Type": "Pass", "Output": {"outcome": "done"}, "Next": "Done"})
    machine = inner.replace(":execution:", ":stateMachine:").rpartition(":")[0]
    outer = start(
        engine,
        "outer",
        {
            "Type": "Task",
            "Resource": "arn:aws:states:::states:startExecution.sync:2",
            "Arguments": {"StateMachineArn": machine, "Input": {}},
            "Output": "{% $states.result.Output.outcome %}",
            "Next": "Done",
        },
    )
    assert json.loads(finished(engine, outer)["output"]) == "done"


def create_function(engine: Engine, name: str, code: str, role: str) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("app.py", code)
    engine_client("lambda", engine.endpoint).create_function(
        FunctionName=name,
        Runtime="python3.13",
        Handler="app.handler",
        Role=f"arn:aws:iam::000000000000:role/{role}",
        Code={"ZipFile": packed.getvalue()},
    )


@pytest.mark.parametrize(("role", "refused"), [("anything", False), ("nothing", True)])
def test_a_function_may_do_what_its_role_allows_and_no_more(engine: Engine, role: str, refused: bool) -> None:
    create_function(engine, f"as-{role}", FUNCTION, role)
    event = {"Records": [{"dynamodb": {"Keys": {"sk": {"S": role}}}}]}
    functions = engine_client("lambda", engine.endpoint)
    answer = functions.invoke(FunctionName=f"as-{role}", Payload=json.dumps(event))
    assert ("FunctionError" in answer) is refused
    assert ("AccessDenied" in answer["Payload"].read().decode()) is refused


def test_a_stream_filter_on_a_key_prefix_lets_only_events_through(engine: Engine) -> None:
    create_function(engine, "seen", FUNCTION, "anything")
    functions = engine_client("lambda", engine.endpoint)
    table = engine_client("dynamodb", engine.endpoint)
    pattern = {"eventName": ["INSERT"], "dynamodb": {"Keys": {"sk": {"S": [{"prefix": "EVENT#"}]}}}}
    functions.create_event_source_mapping(
        FunctionName="seen",
        EventSourceArn=table.describe_table(TableName=TABLE)["Table"]["LatestStreamArn"],
        StartingPosition="LATEST",
        FilterCriteria={"Filters": [{"Pattern": json.dumps(pattern)}]},
    )
    for sk in ("CASE", "EVENT#1", "ONCE#x", "EVENT#2"):
        table.put_item(TableName=TABLE, Item={"pk": {"S": "STREAM"}, "sk": {"S": sk}})

    def seen() -> list[str]:
        answer = table.query(
            TableName=TABLE, KeyConditionExpression="pk = :pk", ExpressionAttributeValues={":pk": {"S": "SEEN"}}
        )
        return [item["sk"]["S"] for item in answer["Items"] if item["sk"]["S"].startswith(("EVENT#", "CASE", "ONCE#"))]

    assert wait_for(lambda: len(seen()) >= 2)
    assert seen() == ["EVENT#1", "EVENT#2"]


def test_a_message_that_found_no_copy_of_its_function_free_is_taken_again_at_once(engine: Engine) -> None:
    create_function(engine, "busy", FUNCTION + BUSY, "anything")
    functions, queues = engine_client("lambda", engine.endpoint), engine_client("sqs", engine.endpoint)
    table = engine_client("dynamodb", engine.endpoint)
    functions.update_function_configuration(FunctionName="busy", Timeout=60)
    functions.put_function_concurrency(FunctionName="busy", ReservedConcurrentExecutions=1)
    queue = queues.create_queue(QueueName="busy", Attributes={"VisibilityTimeout": "600"})["QueueUrl"]
    arn = queues.get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    mapping = functions.create_event_source_mapping(FunctionName="busy", EventSourceArn=arn)["UUID"]

    def has(sk: str) -> bool:
        return "Item" in table.get_item(TableName=TABLE, Key={"pk": {"S": "SEEN"}, "sk": {"S": sk}})

    functions.invoke(FunctionName="busy", InvocationType="Event", Payload=json.dumps({"until": "FREE"}))
    assert wait_for(lambda: has("BUSY"))
    queues.send_message(QueueUrl=queue, MessageBody="a letter")
    result = "LastProcessingResult"
    assert wait_for(lambda: functions.get_event_source_mapping(UUID=mapping).get(result) == "FAILED")
    table.put_item(TableName=TABLE, Item={"pk": {"S": "SEEN"}, "sk": {"S": "FREE"}})
    assert wait_for(lambda: has("a letter"))


def test_a_step_that_found_no_copy_of_its_function_free_says_so_and_is_taken_again(engine: Engine) -> None:
    create_function(engine, "crowded", "def handler(event, context): return event", "anything")
    functions, work = engine_client("lambda", engine.endpoint), engine_client("stepfunctions", engine.endpoint)
    functions.put_function_concurrency(FunctionName="crowded", ReservedConcurrentExecutions=0)
    throttled = "Lambda.TooManyRequestsException"
    execution = start(
        engine,
        "crowded",
        {
            "Type": "Task",
            "Resource": "arn:aws:states:::lambda:invoke",
            "Arguments": {"FunctionName": "crowded", "Payload": {"done": True}},
            "Retry": [{"ErrorEquals": [throttled], "IntervalSeconds": 1, "MaxAttempts": 100, "BackoffRate": 1}],
            "Next": "Done",
        },
    )

    def errors() -> set[str]:
        events = work.get_execution_history(executionArn=execution)["events"]
        return {event["taskFailedEventDetails"]["error"] for event in events if event["type"] == "TaskFailed"}

    assert wait_for(errors) == {throttled}
    functions.delete_function_concurrency(FunctionName="crowded")
    assert finished(engine, execution)["status"] == "SUCCEEDED"


BUSY = f"""
def keep(sk):
    table.put_item(TableName="{TABLE}", Item={{"pk": {{"S": "SEEN"}}, "sk": {{"S": sk}}}})
def handler(event, context):
    for record in event.get("Records", ()):
        keep(record["body"])
    if "until" in event:
        keep("BUSY")
        wanted = {{"pk": {{"S": "SEEN"}}, "sk": {{"S": event["until"]}}}}
        while "Item" not in table.get_item(TableName="{TABLE}", Key=wanted):
            pass
"""
FUNCTION = f"""
import botocore.session
table = botocore.session.get_session().create_client("dynamodb")
def handler(event, context):
    print("seen")
    for record in event["Records"]:
        sk = record["dynamodb"]["Keys"]["sk"]
        table.put_item(TableName="{TABLE}", Item={{"pk": {{"S": "SEEN"}}, "sk": sk}})
"""


def test_waiting_work_has_failed_after_a_restart_and_what_was_written_is_there(tmp_path: Path) -> None:
    with run_engine(tmp_path) as engine:
        prepare(engine)
        execution = start(engine, "waiting", park("WAITING"))
        token = token_of(engine, "WAITING")
    with run_engine(tmp_path) as engine:
        assert status(engine, execution) == "FAILED", "the sweeper's reason has gone: waiting work survives a restart"
        assert token_of(engine, "WAITING") == token
