"""Parts of the template that the embedded engine cannot take, and how they are adapted: the only place that does so.

Each row of ``ADAPTATIONS`` says what it changes and why; nothing here is used for a deploy to AWS.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onestop_cli.engine.gateway_answers import spell_out_gateway_responses
from onestop_cli.private_file import write_private_file

Template = dict[str, Any]

# The engine refuses a template that holds any of these (ministack 1.5.33). They watch, audit or protect what runs
# on AWS; nothing in the flow of a case depends on them.
REFUSED_TYPES = frozenset(
    {
        "AWS::ApplicationAutoScaling::ScalableTarget",
        "AWS::ApplicationAutoScaling::ScalingPolicy",
        "AWS::CloudWatch::AnomalyDetector",
        "AWS::CloudWatch::CompositeAlarm",
        "AWS::CodeDeploy::Application",
        "AWS::CodeDeploy::DeploymentGroup",
        "AWS::Events::Archive",
        "AWS::GuardDuty::MalwareProtectionPlan",
        "AWS::Logs::QueryDefinition",
        "AWS::ResourceGroups::Group",
        "AWS::SES::ReceiptRule",
        "AWS::SES::ReceiptRuleSet",
        "AWS::SES::Template",
        "AWS::SecretsManager::RotationSchedule",
        "AWS::StepFunctions::StateMachineAlias",
        "AWS::WAFv2::WebACLAssociation",
    }
)
IN_BATCHES = ("sns:Publish", "sqs:ChangeMessageVisibility", "sqs:SendMessage")
METHODS = ("get", "head", "post", "put", "patch", "delete", "options")
AT_ONE_ADDRESS = ("get", "head", "post")  # others find the route for all addresses, which refuses them by name
_TIMEOUT = re.compile(r'("TimeoutSeconds"\s*:\s*)"\{%[^"]*?(\$\{\w+\}|\d+)\s*%\}"')
_STREAM_POSITIONS = re.compile(
    r'("dynamodb_stream_positions": \{"__account_region_scoped__": true, "data": )\{[^{}]*\}'
)
_INTERRUPTED = re.compile(r'("StackStatus": ")UPDATE_(?:ROLLBACK_)?(?:COMPLETE_CLEANUP_)?IN_PROGRESS')


@dataclass(frozen=True)
class Adaptation:
    """One thing the engine cannot take. ``template`` and ``definition`` change a copy and say whether they did."""

    what: str
    why: str
    template: Callable[[Template], Template] | None = None
    definition: Callable[[str], str] | None = None


def drop_refused_resources(template: Template) -> Template:
    """Leave out the resources that would make the engine refuse the whole template."""
    resources = template["Resources"]
    kept = {name: entry for name, entry in resources.items() if entry.get("Type") not in REFUSED_TYPES}
    dropped = resources.keys() - kept.keys()
    for name, entry in kept.items():
        wanted = entry.get("DependsOn", [])
        needed = [other for other in ([wanted] if isinstance(wanted, str) else wanted) if other not in dropped]
        if wanted and needed != wanted:
            kept[name] = {**entry, "DependsOn": needed}
    return {**template, "Resources": kept}


def name_batches(template: Template) -> Template:
    """Name ``sns:PublishBatch`` in every right that names ``sns:Publish``, and so on."""

    def named(value: Any) -> Any:
        if isinstance(value, dict):
            changed = {name: named(inner) for name, inner in value.items()}
            actions = changed.get("Action")
            if isinstance(actions, list):
                changed["Action"] = [*actions, *(f"{each}Batch" for each in actions if each in IN_BATCHES)]
            return changed
        return [named(inner) for inner in value] if isinstance(value, list) else value

    adapted: Template = named(template)
    return adapted


def spell_out_any_method(template: Template) -> Template:
    """Turn a route for any method into one for each: for one address those that anything of ours has, as each of them
    costs a start some milliseconds; for all addresses of a kind those that API Gateway knows."""

    def spelled(name: str, event: dict[str, Any]) -> dict[str, Any]:
        if event["Type"] != "Api" or event["Properties"]["Method"] != "any":
            return {name: event}
        methods = METHODS if event["Properties"]["Path"].endswith("{proxy+}") else AT_ONE_ADDRESS
        each = ((method, event["Properties"] | {"Method": method}) for method in methods)
        return {f"{name}{method.capitalize()}": event | {"Properties": properties} for method, properties in each}

    resources = dict(template["Resources"])
    for name, entry in resources.items():
        events = entry.get("Properties", {}).get("Events") if entry["Type"] == "AWS::Serverless::Function" else None
        if events:
            every = {key: value for event in events for key, value in spelled(event, events[event]).items()}
            resources[name] = entry | {"Properties": entry["Properties"] | {"Events": every}}
    return {**template, "Resources": resources}


def spell_out_timeouts(definition: str) -> str:
    """Turn ``"TimeoutSeconds": "{% ${Window} %}"`` into ``"TimeoutSeconds": ${Window}``, a number once filled; and
    so for what is worked out, with what it is where nothing else is said: here ``--survey-window`` counts for all."""
    return _TIMEOUT.sub(r"\1\2", definition)


ADAPTATIONS = (
    Adaptation(
        "resources of refused types are left out",
        "one resource of an unknown type makes the engine refuse the whole template",
        template=drop_refused_resources,
    ),
    Adaptation(
        "a right to sns:Publish names sns:PublishBatch too, and so for what is done to messages of SQS",
        "on AWS the first covers both; the engine asks for an action named as the call",
        template=name_batches,
    ),
    Adaptation(
        "a route for any method becomes one for each",
        "the engine reads no x-amazon-apigateway-any-method, so that nothing would answer at unknown addresses",
        template=spell_out_any_method,
    ),
    Adaptation(
        "each of GatewayResponses becomes a resource",
        "the engine reads no x-amazon-apigateway-gateway-responses, and would refuse in words of its own",
        template=spell_out_gateway_responses,
    ),
    Adaptation(
        'a JSONata "TimeoutSeconds" becomes the number that it is by default',
        "the engine does not evaluate it for a task that waits for its token: it compares text with a number and fails",
        definition=spell_out_timeouts,
    ),
)


def settle_interrupted_stacks(saved: Path) -> None:
    """Call off, in the engine's saved state, stack work that it was stopped in the middle of.

    It never resumes such work, and takes no update of a stack that is at it: the state would be of no more use.
    """
    try:
        text = saved.read_text(encoding="utf-8")
    except FileNotFoundError:
        return
    settled = _INTERRUPTED.sub(r"\1UPDATE_ROLLBACK_COMPLETE", text)
    if settled != text:
        write_private_file(saved, settled)


def forget_stream_positions(saved: Path) -> None:
    """Let functions read a table's stream from its beginning, in the engine's saved state.

    It saves how far they have read but not the stream: what is written after a start would be passed over until the
    new stream is longer than the old one was.
    """
    try:
        text = saved.read_text(encoding="utf-8")
    except FileNotFoundError:
        return
    forgotten = _STREAM_POSITIONS.sub(r"\1{}", text)
    if forgotten != text:
        write_private_file(saved, forgotten)


def forget_sent_messages(saved: Path) -> None:
    """Keep no text messages in the engine's saved state: the outbox has them all, and forgets those of the erased."""
    try:
        told = json.loads(saved.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return
    kept = told.get("payload", told).get("sms_messages", {})
    if kept.get("data"):
        kept["data"] = {}
        write_private_file(saved, json.dumps(told))


def adapt_template(template: Template) -> Template:
    """Return a template that the engine takes; the given one is not changed."""
    for adaptation in ADAPTATIONS:
        if adaptation.template:
            template = adaptation.template(template)
    return template


def adapt_definition(definition: str) -> str:
    """Make a state machine's text one that the engine runs as AWS would."""
    for adaptation in ADAPTATIONS:
        if adaptation.definition:
            definition = adaptation.definition(definition)
    return definition
