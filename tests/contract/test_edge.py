"""What stands before the functions: headers on every answer, a log without secrets, a firewall, keys; by the templates.

The embedded engine knows no access log or firewall, so this is read in the templates.
"""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from onestop.runtime.problems import MEDIA_TYPE
from onestop.runtime.web import HEADERS
from tests.contract.template import FUNCTIONS, NESTED, RESOURCES, ROOT, mentions

API = RESOURCES["Api"]["Properties"]
PROBLEM = ("type", "title", "status", "detail", "correlation_id")
PROBLEMS = (ROOT / "docs" / "problems.md").read_text(encoding="utf-8")
SECRETIVE = ("path", "querystring", "header", "identity", "authorizer", "requestOverride", "integration.request")
LISTENERS = {name for name, each in FUNCTIONS.items() if mentions(each.get("Events", {}), '"Schedule"')}
# an account-wide or unnamed thing: nothing else may be given to everything
UNNAMED = {
    "states:SendTaskSuccess",  # a token is not the name of anything
    "textract:DetectDocumentText",
    "textract:StartDocumentTextDetection",
    "textract:GetDocumentTextDetection",
    "textract:AnalyzeDocument",
    "textract:StartDocumentAnalysis",
    "textract:GetDocumentAnalysis",
    "sns:Publish",
    "ses:SendEmail",
    "ses:SendRawEmail",
    "cloudwatch:GetMetricData",
    "cloudwatch:DescribeAlarms",  # who may see only some alarms is shown no composite one
}


@pytest.mark.parametrize("kind", API["GatewayResponses"])
def test_what_the_gateway_answers_by_itself_is_a_problem_document_with_the_headers_of_all_answers(kind: str) -> None:
    answer = API["GatewayResponses"][kind]
    given = {name: value.strip("'") for name, value in answer["ResponseParameters"]["Headers"].items()}
    own = {"Content-Type": MEDIA_TYPE}
    own |= {"WWW-Authenticate": "Bearer"} if answer["StatusCode"] == 401 else {}
    assert {name: value for name, value in given.items() if name != "Retry-After"} == HEADERS | own
    told = json.loads(answer["ResponseTemplates"]["application/json"])
    assert (told.keys(), told["status"]) == ({*PROBLEM}, answer["StatusCode"])
    assert told["correlation_id"] == "$context.requestId"
    row = next(line for line in PROBLEMS.splitlines() if line.startswith(f"| `{told['type']}` |"))
    assert str(told["status"]) in row.split("|")[2].replace(",", " ").split()


def test_no_kind_of_answer_of_the_gateway_is_without_a_document_of_its_own_or_of_all() -> None:
    assert {"UNAUTHORIZED", "INVALID_API_KEY", "THROTTLED", "DEFAULT_4XX", "DEFAULT_5XX"} <= API[
        "GatewayResponses"
    ].keys()


def test_browsers_come_back_over_https_only() -> None:
    age = re.fullmatch(r"max-age=(\d+)", HEADERS["Strict-Transport-Security"])
    assert age
    assert int(age[1]) >= 31_536_000


def test_the_access_log_has_neither_addresses_nor_paths_nor_secrets() -> None:
    condition, written, nothing = API["AccessLogSetting"]["Fn::If"]
    assert (condition, nothing) == ("OnAws", {"Ref": "AWS::NoValue"})
    used = re.findall(r"\$context\.([\w.]+)", written["Format"])
    assert {"requestId", "status", "resourcePath"} <= set(used)
    assert [name for name in used if name in SECRETIVE or name.partition(".")[0] in SECRETIVE] == []
    assert isinstance(json.loads(written["Format"]), dict)


def test_the_firewall_is_before_the_api_on_aws_and_counts_by_address() -> None:
    assert RESOURCES["Firewall"]["Condition"] == "OnAws"
    rules = NESTED["firewall"]["Resources"]["Firewall"]["Properties"]["Rules"]
    rated = [rule for rule in rules if "RateBasedStatement" in rule["Statement"]]
    assert {rule["Name"] for rule in rated} == {"requests", "sign-ins"}
    assert all(not rule["VisibilityConfig"]["SampledRequestsEnabled"] for rule in rules)  # samples hold secrets


def test_what_a_schedule_asks_for_in_vain_lies_somewhere() -> None:
    names = ("Applications", "Casework", "Dispatch", "Insights", "Notifications")
    assert {f"{name}Function" for name in names} == LISTENERS
    for name in LISTENERS:
        assert FUNCTIONS[name]["EventInvokeConfig"]["DestinationConfig"]["OnFailure"]["Type"] == "SQS"


def log_groups() -> list[Any]:
    return [each["Properties"] for each in RESOURCES.values() if each["Type"] == "AWS::Logs::LogGroup"]


def test_a_key_of_your_own_encrypts_tables_logs_and_settings() -> None:
    assert all(mentions(each["KmsKeyId"], "OwnKeys") for each in log_groups())
    tables = [each for each in NESTED["data"]["Resources"].values() if each["Type"] == "AWS::DynamoDB::Table"]
    assert all(mentions(each["Properties"]["SSESpecification"]["KMSMasterKeyId"], "OwnKey") for each in tables)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_is_given_everything_only_where_nothing_can_be_named(name: str) -> None:
    statements = [each for policy in FUNCTIONS[name].get("Policies", []) for each in policy["Statement"]]
    wide = [each for each in statements if each["Effect"] == "Allow" and mentions(each["Resource"], '"*"')]
    assert {action for each in wide for action in each["Action"]} <= UNNAMED
