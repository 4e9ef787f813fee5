"""Which function may read which key: those whose code works with it, and no other."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any

import grimp
import pytest

from tests.contract.template import FUNCTIONS, RESOURCES, TEMPLATE, mentions

IDENTITY, LINKS, HANDOVERS = "IdentityKey", "LinkKeys", "HandoverKeys"
VARIABLES = {"IDENTITY_KEY_ARN": IDENTITY, "LINK_KEYS_ARN": LINKS, "HANDOVER_KEYS_ARN": HANDOVERS}
READ = {
    "IntakeFunction": {IDENTITY, LINKS},
    "Open311Function": {IDENTITY},
    "MailroomFunction": {IDENTITY, LINKS},
    "VoiceFunction": {IDENTITY},
    "AttachmentsFunction": set(),  # it opens what anybody sends: it shall have nothing to give away
    "RoutingFunction": set(),
    "CaseworkFunction": {IDENTITY},
    "DeskFunction": {IDENTITY},
    "DispatchFunction": {HANDOVERS, IDENTITY},  # the secrets of webhooks are worked out from it
    "NotificationsFunction": {IDENTITY, LINKS},
    "SurveysFunction": {LINKS},
    "PortalFunction": {IDENTITY, LINKS},
    "ApplicationsFunction": {IDENTITY, LINKS},
    "InsightsFunction": set(),  # the lake knows no person
}
# Never change these, or the next deploy puts new keys in the place of the old ones.
HEX = {
    "PasswordLength": 64,
    "ExcludePunctuation": True,
    "ExcludeUppercase": True,
    "ExcludeCharacters": "ghijklmnopqrstuvwxyz",
}
BEGUN = {
    IDENTITY: ({"Ref": "LinkKey"}, HEX),
    LINKS: ({"Fn::Sub": '{"1": "${LinkKey}"}'}, HEX | {"SecretStringTemplate": "{}", "GenerateStringKey": "1"}),
}


@cache
def graph() -> Any:
    """Who imports whom, late imports too."""
    packages = {properties["Handler"].partition(".")[0] for properties in FUNCTIONS.values()}
    return grimp.build_graph("onestop", *packages)


def pages_of(handler: str) -> set[str]:
    """The modules of the pages that a handler loads when somebody comes to them: the table names modules of the
    handler's package, or functions with their module."""
    package = handler.rpartition(".")[0]
    if f"{package}.page_modules" not in graph().modules:
        return set()
    named = {name for names in import_module(f"{package}.page_modules").PAGES.values() for name in names}
    return {place for name in named for place in (name.rpartition(".")[0], f"{package}.{name}")} & graph().modules


def works_with(function: str) -> set[str]:
    """The keys that the code of a function works with, as far as its imports lead."""
    handler = FUNCTIONS[function]["Handler"].rpartition(".")[0]
    reached = set[str]()
    for module in {handler, *pages_of(handler)}:
        reached |= {module} | graph().find_upstream_modules(module)
    users = graph().find_modules_that_directly_import("onestop.runtime.keys") - {"onestop.runtime.links"}
    links, neighbours = ("onestop.runtime.links" in reached, "dispatch.neighbours" in reached)
    return {key for key, there in ((IDENTITY, reached & users), (LINKS, links), (HANDOVERS, neighbours)) if there}


def test_the_table_names_every_function() -> None:
    assert READ.keys() == FUNCTIONS.keys()


@pytest.mark.parametrize("function", READ)
def test_a_function_may_read_the_keys_that_it_works_with_and_knows_where_they_are(function: str) -> None:
    allowed = [
        entry["Fn::GetAtt"]
        for policy in FUNCTIONS[function]["Policies"]
        for statement in policy["Statement"]
        if "secretsmanager" in str(statement["Action"])
        for entry in statement["Resource"]
    ]
    told = {
        name: value["Fn::GetAtt"]
        for name, value in FUNCTIONS[function]["Environment"]["Variables"].items()
        if mentions(value, IDENTITY, LINKS, HANDOVERS)
    }
    assert {tuple(entry) for entry in allowed} == {(key, "Id") for key in READ[function]}
    assert {VARIABLES[name]: tuple(value) for name, value in told.items()} == {
        key: (key, "Id") for key in READ[function]
    }
    assert works_with(function) == READ[function]


def test_nobody_may_write_keys_and_none_stands_in_the_environment_or_in_an_output() -> None:
    for part in (TEMPLATE["Globals"], TEMPLATE["Outputs"], *FUNCTIONS.values()):
        assert "'Ref': 'LinkKey'" not in str(part)
        assert "PutSecretValue" not in str(part)
    assert TEMPLATE["Parameters"]["LinkKey"]["NoEcho"] is True


@pytest.mark.parametrize("name", BEGUN)
def test_a_key_begins_as_the_one_that_was_there_or_at_random_and_outlives_the_stack(name: str) -> None:
    before, made = BEGUN[name]
    secret = RESOURCES[name]
    assert secret["Properties"]["SecretString"] == {"Fn::If": ["HadLinkKey", before, {"Ref": "AWS::NoValue"}]}
    assert secret["Properties"]["GenerateSecretString"] == {"Fn::If": ["HadLinkKey", {"Ref": "AWS::NoValue"}, made]}
    assert (secret["DeletionPolicy"], secret["UpdateReplacePolicy"]) == ("RetainExceptOnCreate", "Retain")
