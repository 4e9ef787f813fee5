"""Asks a register of another organisation: one question, one answer, within a time limit. For trying out, answers can
be written in the jurisdiction's file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from onestop.runtime.outside.call_outside import AddressRefused, NotReached, Outside

if TYPE_CHECKING:
    from onestop.domain.catalogue.jurisdiction import Register

SECONDS = 5
FOUND = 200
JSON = {"Content-Type": "application/json", "Accept": "application/json"}


class RegisterSilent(Exception):
    """The register did not answer the question: a person looks it up. The words are for colleagues.

    Not an OnestopError: nobody waits for an answer, and a person takes over the task.
    """


def ask_register(register: Register, asked: Mapping[str, Any], outside: Outside | None = None) -> Mapping[str, Any]:
    """Returns the answer of a register. Raises RegisterSilent."""
    if "url" not in register:
        return tested(register, asked)
    reach = outside or Outside(seconds=register.get("seconds", SECONDS) / 2)  # for connecting and asking each
    try:
        answer = reach.call("POST", register["url"], json.dumps(asked).encode(), JSON)
    except (NotReached, AddressRefused) as error:
        raise RegisterSilent(type(error).__name__) from None
    if answer.status != FOUND:
        raise RegisterSilent(f"status {answer.status}")
    try:
        told = json.loads(answer.body)
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, dict):
        raise RegisterSilent("no JSON object")
    return told


def tested(register: Register, asked: Mapping[str, Any]) -> Mapping[str, Any]:
    """Returns the answer written in the file."""
    for row in register.get("test", ()):
        if all(asked.get(name) == value for name, value in row["asked"].items()):
            answer: Mapping[str, Any] = row["answer"]
            return answer
    raise RegisterSilent("no row of the test fits")
