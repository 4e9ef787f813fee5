"""Calling each function once before anybody waits for it: an embedded function's first call starts a process."""

from __future__ import annotations

import contextlib
import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

# No records and no request: a queue or stream function finds nothing to do, and the others answer that they cannot
# tell what is wanted; either way their code is loaded afterwards.
NOTHING = json.dumps({"Records": [], "warm": True})
AT_ONCE = 3


def warm_functions(functions: Any, names: list[str]) -> None:
    """Load every function once; what they answer does not matter, only that they were started."""

    def call(name: str) -> None:
        with contextlib.suppress(BotoCoreError, ClientError):
            functions.invoke(FunctionName=name, Payload=NOTHING)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(call, names))


def function_names(cloudformation: Any, stack: str) -> list[str]:
    """List the functions of a stack."""
    pages = cloudformation.get_paginator("list_stack_resources").paginate(StackName=stack)
    return [
        resource["PhysicalResourceId"]
        for page in pages
        for resource in page["StackResourceSummaries"]
        if resource["ResourceType"] == "AWS::Lambda::Function"
    ]


def sweep_waiting_work(functions: Any, name: str) -> None:
    """Let dispatch take up again all work that the last stop interrupted."""
    answer = functions.invoke(FunctionName=name, Payload=json.dumps({"sweep": {"older_than_seconds": 0}}))
    if answer.get("FunctionError"):
        raise RuntimeError(f"{name} could not sweep: {answer['Payload'].read()[:300]!r}")
