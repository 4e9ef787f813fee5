"""Who is subscribed to the topic of events, as SNS has it: there is no second list that could say otherwise."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

from onestop_cli.agency.cookbook import ATTRIBUTES, RECIPES, Policy, WantedEvents, policy_for
from onestop_cli.agency.endpoints import SubscriberEndpoint

EVERYTHING: Policy = {}


@dataclass(frozen=True, slots=True)
class TopicSubscription:
    """One place that gets events. Of one that is pending SNS does not say which."""

    arn: str
    protocol: str
    address: str
    pending: bool
    policy: Policy | None = None
    scope: str = ATTRIBUTES


def subscriptions_of(sns: Any, topic: str) -> list[TopicSubscription]:
    """All that are subscribed to the topic."""
    pages = sns.get_paginator("list_subscriptions_by_topic").paginate(TopicArn=topic)
    found = [read_one(sns, listed) for page in pages for listed in page["Subscriptions"]]
    return [each for each in found if each]


def read_one(sns: Any, listed: Mapping[str, str]) -> TopicSubscription | None:
    """Reads one subscription of the list, with what it gets; None if it has been removed meanwhile."""
    arn, protocol, address = listed["SubscriptionArn"], listed["Protocol"], listed["Endpoint"]
    if not arn.startswith("arn:"):
        return None if arn == "Deleted" else TopicSubscription(arn, protocol, address, pending=True)
    try:
        said = sns.get_subscription_attributes(SubscriptionArn=arn)["Attributes"]
    except ClientError as problem:
        if problem.response["Error"]["Code"] in ("NotFound", "NotFoundException"):
            return None
        raise
    return TopicSubscription(
        arn=arn,
        protocol=protocol,
        address=address,
        pending=said.get("PendingConfirmation", "false").lower() == "true",
        policy=json.loads(said.get("FilterPolicy") or "{}"),
        scope=said.get("FilterPolicyScope") or ATTRIBUTES,
    )


def one_at(found: list[TopicSubscription], endpoint: SubscriberEndpoint) -> TopicSubscription | None:
    """The subscription of a place; SNS has one at most for each."""
    return next(
        (each for each in found if (each.protocol, each.address) == (endpoint.protocol, endpoint.address)), None
    )


def subscribe(
    sns: Any, topic: str, endpoint: SubscriberEndpoint, policy: Policy, scope: str, before: TopicSubscription | None
) -> bool:
    """Subscribes a place, or changes what it gets; says whether its reader has to agree first."""
    if before and not before.pending:
        change(sns, before, policy, scope)
        return False
    asked = {"FilterPolicy": json.dumps(policy), "FilterPolicyScope": scope}
    if endpoint.raw:
        asked["RawMessageDelivery"] = "true"
    arn: str = sns.subscribe(
        TopicArn=topic, Protocol=endpoint.protocol, Endpoint=endpoint.address, Attributes=asked
    )["SubscriptionArn"]  # fmt: skip
    return not arn.startswith("arn:")


def change(sns: Any, before: TopicSubscription, policy: Policy, scope: str) -> None:
    """Gives a subscription another policy. One that looks elsewhere passes through a moment in which all is sent:
    SNS judges policy and scope by each other, and an event too many is better than one that is missed."""
    steps = [("FilterPolicy", json.dumps(policy))]
    if scope != before.scope:
        steps = [("FilterPolicy", json.dumps(EVERYTHING)), ("FilterPolicyScope", scope), *steps]
    for name, value in steps:
        sns.set_subscription_attributes(SubscriptionArn=before.arn, AttributeName=name, AttributeValue=value)


def called(policy: Policy | None, scope: str) -> str:
    """Returns the cookbook's name of a policy; the policy itself if it has no name there."""
    if policy is None:
        return ""
    wish = wish_in(policy)
    for name, recipe in RECIPES.items():
        if recipe.scope == scope and policy == policy_for(recipe, wish, of_all=False):
            return name
        if recipe.narrowed and recipe.scope == scope and policy == policy_for(recipe, wish, of_all=True):
            return f"{name}, of all"
    return json.dumps(policy) if policy else "everything"


def agencies_in(policy: Policy | None) -> list[str]:
    """The agencies that a policy names."""
    policy = policy or {}
    data = policy.get("data")  # of a policy that somebody wrote by hand anything that SNS takes
    named = policy.get("agency") or (data.get("agency") if isinstance(data, dict) else None) or []
    return [each for each in named if isinstance(each, str)]


def wish_in(policy: Policy) -> WantedEvents:
    """Returns what must have been asked for, if a policy is one of the cookbook."""
    agency, also, *_ = [*agencies_in(policy), "", ""]
    [service, *_] = policy.get("service") or [""]
    [case, *_] = policy.get("subject") or [""]
    if isinstance(service, dict):
        [service, *_] = service.get("anything-but") or [""]
    return WantedEvents(agency=agency, also=also, service=service, case=case)
