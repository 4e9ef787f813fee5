"""The templates and state machines as tests read them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from onestop_cli.build.template import read_template

ROOT = Path(__file__).parent.parent.parent
TEMPLATE = read_template(ROOT / "template.yaml")
RESOURCES: dict[str, dict[str, Any]] = TEMPLATE["Resources"]
NESTED = {name: read_template(ROOT / "infra" / f"{name}.yaml") for name in
          ("data", "identity", "messaging", "channels", "observability", "gateway", "firewall", "keys",
           "receipts", "paper")}  # fmt: skip
FUNCTIONS = {
    name: resource["Properties"]
    for name, resource in RESOURCES.items()
    if resource["Type"] == "AWS::Serverless::Function"
}
MACHINES = {
    name: resource["Properties"]
    for name, resource in RESOURCES.items()
    if resource["Type"] == "AWS::Serverless::StateMachine"
}


def handler_module(properties: dict[str, Any]) -> Any:
    """The module that a function's Handler names, with all of its pages."""
    module = import_module(properties["Handler"].rpartition(".")[0])
    getattr(module, "load_all_pages", lambda: None)()
    return module


def definition(machine: str) -> dict[str, Any]:
    """Reads a state machine from its file."""
    read: dict[str, Any] = json.loads((ROOT / MACHINES[machine]["DefinitionUri"]).read_text(encoding="utf-8"))
    return read


def scopes(machine: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A machine, and every machine inside its Map states: each with StartAt and States."""
    yield machine
    for state in machine["States"].values():
        if "ItemProcessor" in state:
            yield from scopes(state["ItemProcessor"])


def mentions(node: Any, *words: str) -> bool:
    """Returns whether any of the words is anywhere in a part of a template."""
    text = json.dumps(node)
    return any(word in text for word in words)
