"""Sends dead letters again from the desk, as `onestop redrive` does from a terminal."""

from __future__ import annotations

import json

from casework.operations.deployed import dead_letters, functions
from onestop.domain.errors import NotFound
from onestop.runtime.clients import client
from onestop.runtime.dead_letters import Redriven, move_back
from onestop.runtime.log import logger

MOST = 100  # messages at a time, because somebody waits for the answer


def send_back(name: str, by: str) -> Redriven:
    """Sends messages of a dead-letter queue back to where they came from; the rest is left for the next call.

    Raises NotFound for a queue whose messages cannot be sent back.
    """
    queue = dead_letters().get(name)
    if queue is None:
        raise NotFound(f"There is no dead-letter queue {name!r} whose messages can be sent back.", "queue")
    moved = move_back(client("sqs"), queue, sweep, lambda: None, MOST)
    logger.info("sent back", queue=name, by=by, messages=moved.back, notices=moved.notices)
    return moved


def sweep() -> None:
    """Has dispatch repair what the dead letters of its stream are about. Nobody waits for it: a sweep may take a
    minute, and Lambda retries a failed one."""
    client("lambda").invoke(
        FunctionName=functions()["Dispatch"],
        InvocationType="Event",
        Payload=json.dumps({"sweep": {"older_than_seconds": 0}}),
    )
