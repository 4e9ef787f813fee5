"""Each function: a handler that is there, a log that ends, rights that are few, and failures that are kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from tests.contract.template import FUNCTIONS, MACHINES, NESTED, RESOURCES, ROOT, TEMPLATE, handler_module
from tests.each import for_each

GLOBALS = TEMPLATE["Globals"]["Function"]
MESSAGING = NESTED["messaging"]["Resources"] | NESTED["channels"]["Resources"]
# A schedule that fails is followed by the next one, five minutes later.
NO_DESTINATION = {"Schedule", "Api"}


def statements() -> Iterator[tuple[str, dict[str, Any]]]:
    for name, properties in (FUNCTIONS | MACHINES).items():
        for policy in properties["Policies"]:
            for statement in policy["Statement"]:
                yield name, statement


def actions_of(statement: dict[str, Any]) -> list[str]:
    named = statement["Action"]
    return [named] if isinstance(named, str) else named


def queue_of(event: dict[str, Any]) -> dict[str, Any]:
    """The queue in messaging.yaml or channels.yaml that an event of a function reads."""
    output = event["Properties"]["Queue"]["Fn::GetAtt"]
    output = output if isinstance(output, str) else ".".join(output)
    outputs = NESTED[output.partition(".")[0].lower()]["Outputs"]
    reference = outputs[output.rpartition(".")[2]]["Value"]["Fn::GetAtt"]
    found: dict[str, Any] = MESSAGING[reference[0]]
    return found


QUEUES = [
    (name, event)
    for name, properties in FUNCTIONS.items()
    for event in properties.get("Events", {}).values()
    if event["Type"] == "SQS"
]


@for_each("function", FUNCTIONS)
def test_the_handler_is_there_and_lies_where_the_code_is_said_to_be(function: str) -> None:
    properties = FUNCTIONS[function]
    module, _, name = properties["Handler"].rpartition(".")
    assert callable(getattr(handler_module(properties), name))
    assert (ROOT / properties["CodeUri"] / module.replace(".", "/")).with_suffix(".py").is_file()
    assert properties["CodeUri"] == f"functions/{module.partition('.')[0]}/"


@for_each("function", FUNCTIONS)
def test_a_function_has_a_log_group_of_its_own_that_forgets(function: str) -> None:
    group = RESOURCES[FUNCTIONS[function]["LoggingConfig"]["LogGroup"]["Ref"]]
    assert group["Type"] == "AWS::Logs::LogGroup"
    assert 0 < group["Properties"]["RetentionInDays"] <= 365
    users = [other for other in FUNCTIONS.values() if other["LoggingConfig"] == FUNCTIONS[function]["LoggingConfig"]]
    assert len(users) == 1


@for_each("function", FUNCTIONS)
def test_a_function_says_what_it_is_for_and_names_itself_in_the_log(function: str) -> None:
    properties = FUNCTIONS[function]
    assert properties["Description"].endswith(".")
    name = properties["Environment"]["Variables"]["POWERTOOLS_SERVICE_NAME"]
    assert properties["CodeUri"] == f"functions/{name}/"


def test_rights_name_single_actions() -> None:
    given = [(name, action) for name, statement in statements() for action in actions_of(statement)]
    assert given
    assert [(name, action) for name, action in given if "*" in action] == []


def test_a_right_to_everything_is_denied_or_says_why() -> None:
    lines = (ROOT / "template.yaml").read_text(encoding="utf-8").splitlines()
    unexplained = [
        line.strip()
        for before, line in pairwise(lines)
        if re.search(r"Resource:.*\"\*\"", line) and "Effect: Deny" not in line and not before.strip().startswith("#")
    ]
    assert unexplained == []


def test_only_the_desk_has_words_translated_and_only_where_the_installation_wants_it() -> None:
    asked = [name for name, statement in statements() if "translate:TranslateText" in statement["Action"]]
    right = RESOURCES["DeskTranslates"]
    assert (asked, right["Condition"]) == ([], "Translates")
    assert right["Properties"]["Roles"] == [{"Ref": "DeskFunctionRole"}]
    (statement,) = right["Properties"]["PolicyDocument"]["Statement"]
    assert statement["Action"] == ["translate:TranslateText"]
    assert TEMPLATE["Parameters"]["Translator"]["Default"] == "none"


def test_only_routing_asks_a_language_model_and_only_where_the_installation_names_one() -> None:
    asked = [name for name, statement in statements() if any("bedrock" in action for action in statement["Action"])]
    right = RESOURCES["RoutingAsksModel"]
    assert (asked, right["Condition"]) == ([], "AsksModel")
    assert right["Properties"]["Roles"] == [{"Ref": "RoutingFunctionRole"}]
    assert TEMPLATE["Parameters"]["LanguageModel"]["Default"] == "none"


def test_a_function_may_write_only_what_it_writes() -> None:
    """Insights alone may scan, for the lake is made of the table, and the desk alone delete, of what finds people who
    were merged: rows are put whole, lists are read from an index. Dispatch updates what it told, whoever opens cases
    counts what a sender brings and looks whether its resident is protected, casework counts searches for a person,
    notifications what a person is sent, the portal how often a code is asked for and tried, applications how many
    letters; several cases are read at once where they are a person's; the desk reads one session a page, and
    applications whether whoever helps was sent away."""
    actions = {(name, action) for name, statement in statements() for action in statement["Action"]}
    others = {"dynamodb:PutItem", "dynamodb:Query"}
    assert {pair for pair in actions if pair[1].startswith("dynamodb:") and pair[1] not in others} == {
        ("DispatchFunction", "dynamodb:UpdateItem"),
        ("IntakeFunction", "dynamodb:UpdateItem"),
        ("IntakeFunction", "dynamodb:ConditionCheckItem"),
        ("Open311Function", "dynamodb:ConditionCheckItem"),
        ("MailroomFunction", "dynamodb:ConditionCheckItem"),
        ("VoiceFunction", "dynamodb:ConditionCheckItem"),
        ("CaseworkFunction", "dynamodb:UpdateItem"),
        ("Open311Function", "dynamodb:UpdateItem"),
        ("MailroomFunction", "dynamodb:UpdateItem"),
        ("VoiceFunction", "dynamodb:UpdateItem"),
        ("IntakeFunction", "dynamodb:BatchGetItem"),
        ("MailroomFunction", "dynamodb:BatchGetItem"),
        ("VoiceFunction", "dynamodb:BatchGetItem"),
        ("CaseworkFunction", "dynamodb:BatchGetItem"),
        ("DeskFunction", "dynamodb:BatchGetItem"),
        ("DeskFunction", "dynamodb:DeleteItem"),
        ("DeskFunction", "dynamodb:GetItem"),
        ("DeskFunction", "dynamodb:UpdateItem"),
        ("CaseworkFunction", "dynamodb:UpdateItem"),
        ("PortalFunction", "dynamodb:BatchGetItem"),
        ("PortalFunction", "dynamodb:UpdateItem"),
        ("ApplicationsFunction", "dynamodb:GetItem"),
        ("ApplicationsFunction", "dynamodb:UpdateItem"),
        ("NotificationsFunction", "dynamodb:BatchGetItem"),
        ("NotificationsFunction", "dynamodb:UpdateItem"),
        ("NotificationsFunction", "dynamodb:ConditionCheckItem"),  # changes nothing: a tray must be open
        ("InsightsFunction", "dynamodb:Scan"),
    }


def test_only_dispatch_tells_and_only_dispatch_moves_workflows() -> None:
    def who(action: str) -> set[str]:
        return {name for name, statement in statements() if action in statement["Action"]}

    assert who("states:SendTaskSuccess") == {"DispatchFunction"}
    assert who("states:StartExecution") == {"DispatchFunction", "CaseStateMachine"}
    assert who("sns:Publish") == {"DispatchFunction", "NotificationsFunction", "MailroomFunction"}  # the last two: SMS


def test_who_asks_for_letters_knows_the_queue_may_send_to_it_and_may_use_its_key() -> None:
    told = {name for name, each in FUNCTIONS.items() if "NOTIFICATIONS_QUEUE" in each["Environment"]["Variables"]}
    sends = {
        name
        for name, statement in statements()
        if statement["Action"] == ["sqs:SendMessage"] and "NotificationsQueueArn" in str(statement["Resource"])
    }
    keyed = {name for name, statement in statements() if "kms:GenerateDataKey" in statement["Action"]}
    uses = {
        name
        for name, each in FUNCTIONS.items()
        if any("ask_to_write" in file.read_text() for file in (ROOT / each["CodeUri"]).rglob("*.py"))
    }
    assert {"PortalFunction", "NotificationsFunction"} <= told == uses
    assert told <= sends & keyed


@for_each(("function", "event"), QUEUES)
def test_who_reads_a_queue_may_use_the_key_that_encrypts_it(function: str, event: dict[str, Any]) -> None:
    assert queue_of(event)["Properties"]["KmsMasterKeyId"]
    actions = {action for name, statement in statements() if name == function for action in statement["Action"]}
    assert "kms:Decrypt" in actions


def test_the_buckets_are_private_encrypted_versioned_and_kept() -> None:
    resources = [entry for stack in ("channels", "data") for entry in NESTED[stack]["Resources"].values()]
    buckets = [entry for entry in resources if entry["Type"] == "AWS::S3::Bucket"]
    assert len(buckets) == 3
    for bucket in buckets:
        properties = bucket["Properties"]
        assert set(properties["PublicAccessBlockConfiguration"].values()) == {True}
        assert properties["BucketEncryption"]
        assert properties["VersioningConfiguration"] == {"Status": "Enabled"}
        assert bucket["UpdateReplacePolicy"] == "Retain"


@for_each(("function", "event"), QUEUES)
def test_a_queue_gives_back_failures_alone_waits_long_enough_and_has_a_dead_letter_queue(
    function: str, event: dict[str, Any]
) -> None:
    queue = queue_of(event)["Properties"]
    assert event["Properties"]["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
    assert queue["VisibilityTimeout"] >= 6 * FUNCTIONS[function].get("Timeout", GLOBALS["Timeout"])
    dead = MESSAGING[queue["RedrivePolicy"]["deadLetterTargetArn"]["Fn::GetAtt"][0]]
    assert dead["Properties"]["MessageRetentionPeriod"] == 14 * 24 * 3600
    assert queue["RedrivePolicy"]["maxReceiveCount"] >= 3


@for_each("function", FUNCTIONS)
def test_what_wakes_a_function_has_a_place_for_what_fails(function: str) -> None:
    for event in FUNCTIONS[function].get("Events", {}).values():
        if event["Type"] not in NO_DESTINATION | {"SQS"}:
            assert event["Properties"]["DestinationConfig"]["OnFailure"]["Destination"], event
            assert event["Properties"]["FunctionResponseTypes"] == ["ReportBatchItemFailures"]


def test_the_tables_are_encrypted_protected_and_can_be_brought_back() -> None:
    for table in (entry for entry in NESTED["data"]["Resources"].values() if entry["Type"] == "AWS::DynamoDB::Table"):
        properties = table["Properties"]
        key = {"Fn::If": ["OwnKey", {"Ref": "KeyArn"}, {"Ref": "AWS::NoValue"}]}
        assert properties["SSESpecification"] == {"SSEEnabled": True, "SSEType": "KMS", "KMSMasterKeyId": key}
        assert properties["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}
        assert properties["DeletionProtectionEnabled"] == {"Fn::If": ["Protected", True, False]}
        assert properties["BillingMode"] == "PAY_PER_REQUEST"
        assert table["UpdateReplacePolicy"] == "Retain"


def test_every_queue_and_topic_is_encrypted() -> None:
    for entry in (MESSAGING | NESTED["observability"]["Resources"]).values():
        if entry["Type"] in ("AWS::SQS::Queue", "AWS::SNS::Topic"):
            assert entry["Properties"]["KmsMasterKeyId"]
