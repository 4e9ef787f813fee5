from __future__ import annotations

import json
from pathlib import Path

import pytest

from onestop_cli.engine.gaps import (
    ADAPTATIONS,
    METHODS,
    adapt_definition,
    adapt_template,
    forget_stream_positions,
    settle_interrupted_stacks,
)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('{"TimeoutSeconds": "{% ${SurveyWindowSeconds} %}"}', '{"TimeoutSeconds": ${SurveyWindowSeconds}}'),
        ('{"TimeoutSeconds":"{%123%}"}', '{"TimeoutSeconds":123}'),
        ('{"TimeoutSeconds": "{% $seconds %}"}', '{"TimeoutSeconds": "{% $seconds %}"}'),
        ('{"Seconds": "{% 5 %}"}', '{"Seconds": "{% 5 %}"}'),
    ],
)
def test_only_a_constant_timeout_is_spelled_out(before: str, after: str) -> None:
    assert adapt_definition(before) == after


def test_a_refused_resource_is_left_out_with_what_waits_for_it() -> None:
    template = {
        "Resources": {
            "Queue": {"Type": "AWS::SQS::Queue", "DependsOn": ["Alarm", "Topic"]},
            "Topic": {"Type": "AWS::SNS::Topic", "DependsOn": "Alarm"},
            "Alarm": {"Type": "AWS::CloudWatch::CompositeAlarm"},
        }
    }
    before = json.dumps(template)
    adapted = adapt_template(template)
    assert adapted["Resources"] == {
        "Queue": {"Type": "AWS::SQS::Queue", "DependsOn": ["Topic"]},
        "Topic": {"Type": "AWS::SNS::Topic", "DependsOn": []},
    }
    assert json.dumps(template) == before


def test_who_may_publish_may_publish_several_at_once_as_on_aws() -> None:
    right = {"Effect": "Allow", "Action": ["sns:Publish"], "Resource": ["topic"]}
    other = {"Effect": "Allow", "Action": ["sqs:ReceiveMessage"], "Resource": ["queue"]}
    template = {"Resources": {"F": {"Type": "T", "Properties": {"Policies": [{"Statement": [right, other]}]}}}}
    adapted = adapt_template(template)["Resources"]["F"]["Properties"]["Policies"][0]["Statement"]
    assert adapted == [right | {"Action": ["sns:Publish", "sns:PublishBatch"]}, other]


def test_a_route_for_any_method_is_spelled_out_beside_the_others() -> None:
    one = {"Type": "Api", "Properties": {"Path": "/", "Method": "get"}}
    any_ = {"Type": "Api", "Properties": {"Path": "/{proxy+}", "Method": "any"}}
    function = {"Type": "AWS::Serverless::Function", "Properties": {"Events": {"Front": one, "Otherwise": any_}}}
    events = adapt_template({"Resources": {"F": function}})["Resources"]["F"]["Properties"]["Events"]
    assert events.pop("Front") == one
    assert {event["Properties"]["Method"] for event in events.values()} == {*METHODS}
    assert {event["Properties"]["Path"] for event in events.values()} == {"/{proxy+}"}
    assert function["Properties"]["Events"]["Otherwise"] == any_


def test_at_one_address_any_method_is_what_an_address_of_ours_may_have() -> None:
    event = {"Type": "Api", "Properties": {"Path": "/report", "Method": "any"}}
    function = {"Type": "AWS::Serverless::Function", "Properties": {"Events": {"Report": event}}}
    events = adapt_template({"Resources": {"F": function}})["Resources"]["F"]["Properties"]["Events"]
    assert {event["Properties"]["Method"] for event in events.values()} == {"get", "head", "post"}


def test_what_the_gateway_answers_by_itself_is_a_resource_that_is_made_before_the_deployment() -> None:
    answer = {
        "StatusCode": 401,
        "ResponseParameters": {"Headers": {"Cache-Control": "'no-store'"}},
        "ResponseTemplates": {"application/json": "{}"},
    }
    api = {"Type": "AWS::Serverless::Api", "Properties": {"GatewayResponses": {"UNAUTHORIZED": answer}}}
    resources = adapt_template({"Resources": {"Api": api}})["Resources"]
    assert resources["Api"] == api
    assert resources["ApiAnswerUnauthorized"]["Properties"] == {
        "RestApiId": {"Ref": "Api"},
        "ResponseType": "UNAUTHORIZED",
        "StatusCode": "401",
        "ResponseParameters": {"gatewayresponse.header.Cache-Control": "'no-store'"},
        "ResponseTemplates": {"application/json": "{}"},
    }
    assert "ApiAnswer" < "ApiDeployment"  # the names that the engine and AWS's translator give


def test_each_adaptation_says_what_it_changes_and_why() -> None:
    assert all(row.what and row.why and (row.template or row.definition) for row in ADAPTATIONS)


def test_stack_work_that_a_stop_interrupted_is_called_off(tmp_path: Path) -> None:
    saved = tmp_path / "cloudformation.json"
    saved.write_text('{"a": {"StackStatus": "UPDATE_IN_PROGRESS"}, "b": {"StackStatus": "CREATE_COMPLETE"}}')
    settle_interrupted_stacks(saved)
    assert json.loads(saved.read_text()) == {
        "a": {"StackStatus": "UPDATE_ROLLBACK_COMPLETE"},
        "b": {"StackStatus": "CREATE_COMPLETE"},
    }


def test_a_first_start_has_nothing_to_call_off(tmp_path: Path) -> None:
    settle_interrupted_stacks(tmp_path / "cloudformation.json")
    assert list(tmp_path.iterdir()) == []


def test_functions_read_a_stream_from_its_beginning_after_a_restart(tmp_path: Path) -> None:
    saved = tmp_path / "lambda.json"
    positions = '{"__account_region_scoped__": true, "data": {"shard": 17}}'
    saved.write_text(f'{{"functions": {{}}, "dynamodb_stream_positions": {positions}}}')
    forget_stream_positions(saved)
    assert '"data": {}' in saved.read_text()
    assert '"functions": {}' in saved.read_text()


def test_a_state_without_stream_positions_is_left_as_it_is(tmp_path: Path) -> None:
    forget_stream_positions(tmp_path / "lambda.json")
    assert not list(tmp_path.iterdir())
