"""Each filter policy of docs/subscribing.md takes what it says, judged by moto's matcher and by a plain rule."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from moto.sns.utils import FilterPolicyMatcher

from onestop.contracts.recorded import cloud_event, filter_attributes
from onestop.domain.cases.events import EVENTS
from onestop_cli.agency.cookbook import ATTRIBUTES, RECIPES, WantedEvents, kinds_taken, policy_for
from tests.builders import REFERENCE, a_reference, an_event
from tests.contract.template import ROOT
from tests.each import for_each

WRITTEN = (ROOT / "docs" / "subscribing.md").read_text(encoding="utf-8")
POLICIES = dict(re.findall(r"^## (.+)\n\n```json\n(.+)\n```", WRITTEN, flags=re.MULTILINE))
TYPES = sorted(event.type for event in EVENTS)
Rule = Callable[[dict[str, Any]], bool]
ENDS = ("task.opened", "task.completed", "task.declined", "task.cancelled")

# What each policy takes, said of the whole event rather than of its attributes.
RULES: dict[str, Rule] = {
    "What one agency has": lambda event: event["data"]["agency"] == "streets",
    "What two agencies have": lambda event: event["data"]["agency"] in ("streets", "water"),
    "New cases": lambda event: event["type"] == "case.opened",
    "All that happens to tasks": lambda event: event["type"].startswith("task."),
    "Tasks that begin and end, of one agency": lambda event: (
        event["type"] in ENDS and event["data"]["agency"] == "streets"
    ),
    "How cases end": lambda event: event["type"] in ("case.resolved", "case.closed"),
    "One service": lambda event: event["data"]["service"] == "pothole",
    "All services but one": lambda event: event["data"]["service"] not in (None, "pothole"),
    "What is urgent": lambda event: event["data"]["priority"] in ("high", "urgent"),
    "Cases that are not routed yet": lambda event: event["type"] == "case.opened" and not event["data"]["service"],
    "Danger of any kind": lambda event: bool(event["data"].get("hazard")),
    "What came by telephone or at the counter": lambda event: event["data"]["channel"] in ("phone", "counter"),
    "Everything but what came by the web": lambda event: event["data"]["channel"] != "web",
    "What is late": lambda event: event["type"] in ("task.escalated", "target.missed", "task.due_soon"),
    "What residents did themselves (body)": lambda event: event["data"]["by"] == "resident",
    "One case (body)": lambda event: event["subject"] == REFERENCE,
}


def samples(more: tuple[dict[str, Any], ...] = ()) -> Iterator[tuple[dict[str, Any], dict[str, str]]]:
    """Events of every type in several circumstances, with the attributes that they are published with."""
    circumstances: tuple[dict[str, Any], ...] = (
        {"service": "pothole", "agency": "streets"},
        {"service": "water-leak", "agency": "water", "channel": "phone", "by": "resident"},
        {"service": None, "agency": None, "channel": "counter", "reference": a_reference(7)},
        {"service": "bulky-waste", "agency": "sanitation", "priority": "high", "data": {"hazard": "gas"}},
        {"service": "pothole", "agency": "streets", "priority": "urgent", "by": "staff:clerk-1"},
    )
    for type in TYPES:
        for each in (*circumstances, *more):
            event = an_event(type=type, **each)
            yield cloud_event(event, "/onestop/test"), filter_attributes(event)


def taken_by(policy: dict[str, Any], scope: str, event: dict[str, Any], attributes: dict[str, str]) -> bool:
    """Whether SNS would deliver an event, as moto says."""
    told = {name: {"Type": "String", "Value": value} for name, value in attributes.items()}
    return bool(FilterPolicyMatcher(policy, scope).matches(told, json.dumps(event)))


def test_there_are_a_dozen_and_each_has_its_rule() -> None:
    assert len(POLICIES) >= 12
    assert POLICIES.keys() == RULES.keys()
    assert len(TYPES) > 30


@for_each("title", sorted(RULES))
def test_a_policy_takes_what_it_says_and_nothing_else(title: str) -> None:
    policy, rule = json.loads(POLICIES[title]), RULES[title]
    scope = "MessageBody" if title.endswith("(body)") else "MessageAttributes"
    judged = [(taken_by(policy, scope, *sample), rule(sample[0]), sample[0]["type"]) for sample in samples()]
    assert [each for each in judged if each[0] != each[1]] == []
    assert {taken for taken, _, _ in judged} == {True, False}, "a policy that takes all or nothing shows nothing"


WISH = WantedEvents(agency="streets", also="water", service="pothole", case=REFERENCE)
OF_STREETS = (
    {"service": "pothole", "agency": "streets", "by": "resident"},
    {"service": "bulky-waste", "agency": "streets", "channel": "phone", "priority": "high"},
)
AS_WRITTEN = {recipe.title: (policy_for(recipe, WISH, of_all=True), recipe.scope) for recipe in RECIPES.values()}


def test_the_command_subscribes_by_the_policies_that_are_written() -> None:
    scopes = {title: "MessageBody" if title.endswith("(body)") else ATTRIBUTES for title in POLICIES}
    assert {title: (json.loads(policy), scopes[title]) for title, policy in POLICIES.items()} == AS_WRITTEN
    for name in RECIPES:
        assert f"| `{name}` |" in WRITTEN


@for_each("name", sorted(RECIPES))
def test_what_the_command_narrows_is_what_the_agency_has_and_of_the_kinds_that_it_shows(name: str) -> None:
    recipe = RECIPES[name]
    policy, rule = policy_for(recipe, WISH, of_all=False), RULES[recipe.title]
    shown = {kind.type for kind in kinds_taken(policy)}
    taken = set()
    for event, attributes in samples(OF_STREETS):
        wanted = rule(event) and (not recipe.narrowed or event["data"]["agency"] == "streets")
        assert taken_by(policy, recipe.scope, event, attributes) == wanted
        taken |= {event["type"]} if wanted else set()
    assert shown
    assert shown == taken or (name == "danger" and shown < taken)  # the samples give every kind a hazard
