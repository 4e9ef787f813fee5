"""A telephone for tests: walks the contact flow in infra/connect as Amazon Connect would; the function is real."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from intake.voice import handler as calls

FLOW = json.loads((Path(__file__).parents[4] / "infra" / "connect" / "front-door.json").read_text(encoding="utf-8"))
BLOCKS = {block["Identifier"]: block for block in FLOW["Actions"]}
_contacts = count(1)


@dataclass
class Telephone:
    """One call. `keys` are what the caller presses, one entry for each time that they are asked; then they say nothing.
    `heard` is what they hear, `end` how the call ends: queue or disconnect."""

    number: str | None
    keys: list[str]
    transcript: str | None = None
    heard: list[str] = field(default_factory=list)
    end: str = ""
    closed: bool = False  # whether the contact centre has gone home
    attributes: dict[str, str] = field(default_factory=dict)
    external: dict[str, str] = field(default_factory=dict)
    stored: str = ""
    contact: str = field(default_factory=lambda: f"call-{next(_contacts)}")

    def ring(self) -> Telephone:
        """The call, from its first block to its last."""
        if self.transcript:
            self.attributes["transcript"] = self.transcript
        at = FLOW["StartAction"]
        for _ in range(200):
            block = BLOCKS[at]
            if block["Type"] in ("TransferContactToQueue", "DisconnectParticipant"):
                self.end = "queue" if block["Type"] == "TransferContactToQueue" else "disconnect"
                return self
            at = getattr(self, f"do_{block['Type']}")(block)
        raise AssertionError("the flow goes round and round")

    def value(self, text: str) -> str:
        """A text of a block, with what it refers to in its place."""
        if not text.startswith("$."):
            return text
        space, _, name = text.removeprefix("$.").partition(".")
        known: dict[str, Any] = {"External": self.external, "Attributes": self.attributes}
        return self.stored if space == "StoredCustomerInput" else str(known[space].get(name, ""))

    def hear(self, block: dict[str, Any]) -> None:
        words = block["Parameters"].get("Text") or block["Parameters"]["SSML"]
        self.heard.append(self.value(words))
        assert self.heard[-1], f"{block['Identifier']} is silent"

    def do_MessageParticipant(self, block: dict[str, Any]) -> str:
        self.hear(block)
        return following(block)

    def do_GetParticipantInput(self, block: dict[str, Any]) -> str:
        self.hear(block)
        pressed = self.keys.pop(0) if self.keys else None
        if block["Parameters"]["StoreInput"] == "True":
            most = int(block["Parameters"]["InputValidation"]["CustomValidation"]["MaximumLength"])
            self.stored = "Timeout" if pressed is None else pressed.rstrip("#")[:most]
            return following(block)
        if pressed is None:
            return on_error(block, "InputTimeLimitExceeded")
        return on_condition(block, pressed)

    def do_Compare(self, block: dict[str, Any]) -> str:
        return on_condition(block, self.value(block["Parameters"]["ComparisonValue"]))

    def do_InvokeLambdaFunction(self, block: dict[str, Any]) -> str:
        sent = block["Parameters"]["LambdaInvocationAttributes"]
        contact = {
            "ContactId": self.contact,
            "Attributes": dict(self.attributes),
            "CustomerEndpoint": {"Address": self.number, "Type": "TELEPHONE_NUMBER"} if self.number else None,
        }
        parameters = {name: self.value(text) for name, text in sent.items()}
        answer = calls.handle({"Details": {"ContactData": contact, "Parameters": parameters}}, None)
        self.external = json.loads(json.dumps(answer))
        return following(block)

    def do_UpdateContactAttributes(self, block: dict[str, Any]) -> str:
        self.attributes |= {name: self.value(text) for name, text in block["Parameters"]["Attributes"].items()}
        return following(block)

    def do_UpdateContactTextToSpeechVoice(self, block: dict[str, Any]) -> str:
        return following(block)

    def do_CheckHoursOfOperation(self, block: dict[str, Any]) -> str:
        return on_condition(block, str(not self.closed))

    def do_UpdateContactTargetQueue(self, block: dict[str, Any]) -> str:
        return following(block)


def following(block: dict[str, Any]) -> str:
    return str(block["Transitions"]["NextAction"])


def on_error(block: dict[str, Any], kind: str) -> str:
    return next(str(each["NextAction"]) for each in block["Transitions"]["Errors"] if each["ErrorType"] == kind)


def on_condition(block: dict[str, Any], value: str) -> str:
    for branch in block["Transitions"]["Conditions"]:
        if branch["Condition"]["Operands"] == [value]:
            return str(branch["NextAction"])
    return on_error(block, "NoMatchingCondition")
