"""How many copies of a function may run at once. The embedded engine reads the number from the template and forgets it;
without a limit a burst starts a process for every call, and two cores drown in starting processes."""

from __future__ import annotations

from typing import Any

# One function's number as template.yaml writes it: !If [OnAws, no limit, this many in the engine].
ELSE = 2


def reserve_concurrency(cloudformation: Any, functions: Any, stack: str, template: dict[str, Any]) -> None:
    """Give each deployed function of the template the limit that the template writes down for the engine."""
    limits = {
        name: resource["Properties"]["ReservedConcurrentExecutions"]["Fn::If"][ELSE]
        for name, resource in template["Resources"].items()
        if "Fn::If" in resource.get("Properties", {}).get("ReservedConcurrentExecutions", {})
    }
    for page in cloudformation.get_paginator("list_stack_resources").paginate(StackName=stack):
        for resource in page["StackResourceSummaries"]:
            if resource["LogicalResourceId"] in limits and resource["ResourceType"] == "AWS::Lambda::Function":
                functions.put_function_concurrency(
                    FunctionName=resource["PhysicalResourceId"],
                    ReservedConcurrentExecutions=limits[resource["LogicalResourceId"]],
                )
